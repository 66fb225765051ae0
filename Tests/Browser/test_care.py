"""From a customer's answer to a talk, a tap and applause: in both languages, on a phone and at a desk."""

import re

import pytest
from conftest import ADDRESS

EMPLOYEES = ["medewerker", "employee"]


def employee_with_customers(visitor):
    for name in visitor.people_of(EMPLOYEES):
        visitor.become(name)
        visitor.open("/act/customers")
        if visitor.page.locator(".calls li").count():
            return name
    pytest.fail("nobody of the demo has a customer to speak with")


def test_an_employee_speaks_with_a_customer_and_keeps_what_came_of_it(visitor):
    name = employee_with_customers(visitor)
    # What is to be done is of these days: nothing is weeks late.
    late = [int(days) for days in re.findall(r"(\d+) (?:werkdag|dag|day)", " ".join(visitor.page.locator(".calls").all_inner_texts()))]
    assert all(days <= 14 for days in late), late
    visitor.open("/").check("home-employee")
    visitor.open("/act/customers").check("follow-ups")
    visitor.page.locator(".calls h2 a").first.click()
    visitor.page.wait_for_load_state()
    assert visitor.page.locator(".steps li").count() >= 3, name
    visitor.check("follow-up")
    visitor.page.locator("input[name=outcome][value=solved]").check()
    visitor.page.locator("textarea[name=said]").fill("Goed gesprek <b>gehad</b> & opgelost")
    visitor.page.locator("form.form").first.locator("button.button").click()
    visitor.page.wait_for_load_state()
    assert visitor.page.url.endswith("/act/customers")
    assert visitor.page.locator(".notice").count() == 1


def test_the_guide_says_what_the_unit_does_about_it(visitor):
    """What goes on and was done about what this customer rated low, and what one may promise: from the route as it is."""
    found = 0
    for name in visitor.people_of(EMPLOYEES):
        visitor.become(name)
        visitor.open("/act/customers")
        pages = [link.get_attribute("href") for link in visitor.page.locator(".calls h2 a").all()]
        for page in pages:
            visitor.open(page)
            guide = visitor.page.locator("section.guide").nth(1)
            assert guide.locator("h3").count() >= 1, name
            if guide.locator("a[href*='/act/route/']").count():
                found += 1
                visitor.check("follow-up-route")
                guide.locator("a[href*='/act/route/']").first.click()
                visitor.page.wait_for_load_state()
                assert visitor.page.locator("h1").count() == 1
                break
        if found:
            break
    assert found, "nothing on the route is about one of the customers who are to be called"
    visitor.page.go_back()
    visitor.page.emulate_media(media="print")
    assert visitor.page.locator("section.guide").nth(1).is_visible()
    assert not visitor.page.locator("form.form").first.is_visible()
    visitor.page.emulate_media(media="screen")


def test_gestures_begin_with_a_handful_and_go_on_without_a_script(visitor):
    visitor.become(employee_with_customers(visitor))
    visitor.open("/act/gestures")
    for section in visitor.page.locator("main section:has(ul.calls)").all():
        assert section.locator("ul.calls > li").count() <= 3
    height = visitor.page.evaluate("document.documentElement.scrollHeight")
    assert height < 6_000, f"the page is {height} px long"
    visitor.open("/act/gestures/lists/ideas").check("gestures-ideas")
    visitor.open("/act/gestures")
    visitor.page.locator("a[href$='/lists/shared']").click()
    visitor.page.wait_for_load_state()
    seen = visitor.page.locator("ul.calls h2 a").evaluate_all("links => links.map((link) => link.href)")
    visitor.check("gestures-shared")
    more = visitor.page.locator("a[rel=next]")
    while more.count():
        more.click()
        visitor.page.wait_for_load_state()
        page = visitor.page.locator("ul.calls h2 a").evaluate_all("links => links.map((link) => link.href)")
        assert page and not set(page) & set(seen), "each page goes on where the one before it ended"
        seen += page
    assert len(seen) > 3


def test_a_customer_taps_once_without_an_account(visitor):
    visitor.page.context.clear_cookies()
    visitor.page.goto(ADDRESS + "/c/linde-is-het-opgelost")
    page = visitor.page
    visitor.language = page.locator("html").get_attribute("lang")
    visitor.check("customer-ask")
    page.locator("button[value=solved]").click()
    page.wait_for_load_state()
    assert page.locator("textarea[name=words]").count() == 1
    visitor.check("customer-answered")


def test_a_gesture_is_done_and_applauded(visitor):
    employee_with_customers(visitor)
    visitor.open("/act/gestures").check("gestures")
    visitor.open("/act/gestures/new")
    visitor.page.locator(".rows a").first.click()
    visitor.page.wait_for_load_state()
    visitor.check("gesture-new")
    visitor.page.locator("textarea[name=words]").fill("Zelf langsgegaan met de sleutel")
    visitor.page.locator("form.form").first.locator("button.button").click()
    visitor.page.wait_for_load_state()
    visitor.check("gesture-planned")
    visitor.page.locator("form[action$='/done'] button").click()
    visitor.page.wait_for_load_state()
    visitor.check("gesture-done")
    address = re.sub(r"^https?://[^/]+", "", visitor.page.url)
    visitor.become("Marijke van der Linde")
    visitor.open(address)
    visitor.page.locator("form[action$='/applause'] button").click()
    visitor.page.wait_for_load_state()
    assert visitor.page.locator("form[action$='/silence']").count() == 1
    visitor.check("gesture-applauded")


def test_every_role_has_its_own_day(visitor):
    for name, part in [
        ("Marijke van der Linde", "board"), ("Ellen Vermeer", "facilitator"), ("Wouter Kuipers", "researcher"),
        ("Tom de Graaf", "administrator"),
    ]:
        visitor.become(name)
        visitor.open("/")
        visitor.check(f"home-{part}")


def test_the_help_of_every_role_leads_where_it_may_go(visitor):
    for name in ("Marijke van der Linde", "Bram Jansen", "Ellen Vermeer"):
        visitor.become(name)
        visitor.page.locator("details.menu summary").click()
        visitor.page.get_by_role("link", name=visitor.says("Hulp", "Help"), exact=True).click()
        visitor.page.wait_for_load_state()
        links = [one.get_attribute("href") for one in visitor.page.locator("main dt a").all()]
        assert len(set(links)) > 5
        for link in set(links):
            answer = visitor.page.request.get(ADDRESS + link, max_redirects=3)
            assert answer.ok, f"{name} is sent to {link}, which answers {answer.status}"
        visitor.check("help-" + name.split()[0])


def test_the_board_sees_the_share_in_time_and_the_indicator(visitor):
    visitor.become("Marijke van der Linde")
    visitor.open("/anchor/indicator")
    assert visitor.page.locator(".tabs [aria-current=page]").count() == 1
    assert visitor.page.locator("svg").count() >= 1
    visitor.check("indicator")
    visitor.open("/act")
    visitor.page.locator(".tabs a", has_text="tijd" if visitor.language == "nl" else "time").first.click()
    visitor.page.wait_for_load_state()
    assert "%" in visitor.heading()
    visitor.check("follow-up-share")


def test_a_manager_sees_what_is_stuck_and_gives_room(visitor):
    visitor.become(visitor.people_of(["leidinggevende", "manager"])[0])
    visitor.open("/act/customers/stuck")
    assert visitor.page.locator(".calls li").count() >= 1
    visitor.check("stuck")
    visitor.open("/").check("home-manager")
    visitor.open("/act/room").check("room")
    visitor.page.locator(".rows a").first.click()
    visitor.page.wait_for_load_state()
    visitor.check("room-of-a-unit")
    visitor.open("/act/customers/rules").check("rules")
