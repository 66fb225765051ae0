"""A customer answers on a phone; a researcher makes a survey. As a visitor does it, by thumb or by keyboard."""

from conftest import ADDRESS


def answer_this_page(page):
    """Gives an answer to whatever this page asks."""
    names = page.eval_on_selector_all("main form input[type=radio]", "all => [...new Set(all.map(one => one.name))]")
    for name in names:
        choices = page.locator(f'main form input[type=radio][name="{name}"]')
        choices.nth(choices.count() // 2).check(force=True)
    for box in page.locator("main form textarea").all():
        box.fill("Ze belden zelf terug. <b>Fijn</b> & duidelijk.")


def test_a_customer_answers_to_the_end(visitor):
    visitor.page.goto(ADDRESS + "/o/linde-na-contact")
    visitor.speak()
    for step in range(12):
        visitor.check(f"answer-{step}")
        if visitor.page.locator("main form input, main form textarea").count() == 0:
            break
        answer_this_page(visitor.page)
        visitor.page.locator("main form button.main").first.click()
        visitor.page.wait_for_load_state()
    thanks = visitor.page.locator("main").inner_text()
    assert ("dank" if visitor.language == "nl" else "thank") in thanks.lower()


def test_a_link_that_leads_nowhere_is_kind(visitor):
    visitor.page.goto(ADDRESS + "/o/bestaat-niet")
    visitor.errors.clear()
    visitor.speak()
    visitor.errors.clear()
    assert visitor.page.locator("h1").count() == 1
    visitor.check("unknown-link")


def test_a_researcher_sees_surveys_and_begins_one(visitor):
    visitor.open("/demo")
    visitor.page.get_by_role("button", name="Wouter Kuipers").first.click()
    visitor.page.wait_for_load_state()
    visitor.speak()
    visitor.open("/listen")
    assert "/listen/surveys" in visitor.page.url
    visitor.check("surveys")


def test_an_employee_sees_their_customers(visitor):
    visitor.open("/demo")
    doors = visitor.page.locator("main form button")
    assert doors.count() >= 6, "a door for each role"
    label = "Medewerker" if visitor.page.locator("html").get_attribute("lang") == "nl" else "Employee"
    visitor.page.locator("button.door", has_text=label).first.click()
    visitor.page.wait_for_load_state()
    visitor.speak()
    visitor.open("/understand")
    assert "/customers" in visitor.page.url
    assert visitor.page.locator(".people > li").count() > 2
    visitor.check("customers")
