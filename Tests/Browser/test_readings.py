"""The main job: one research, three readings, in both languages, on a phone and at a desk."""

import re


def latest_wave(visitor):
    visitor.open("/understand")
    return re.match(r".*?/understand/([^/?]+)/([^/?]+)", visitor.page.url).groups()


def test_the_board_reads_the_whole(visitor):
    visitor.enter_as("Marijke van der Linde")
    latest_wave(visitor)
    finding = visitor.heading()
    assert "7," in finding if visitor.language == "nl" else "7." in finding
    assert visitor.page.locator("svg").count() > 4
    assert "Regio Noord" in visitor.page.locator("main").inner_text()
    visitor.check("strategic")


def test_every_number_opens_its_method_card(visitor):
    visitor.enter_as("Marijke van der Linde")
    latest_wave(visitor)
    cards = visitor.page.locator(".figures details")
    assert cards.count() >= 3
    cards.first.locator("summary").click()
    card = cards.first.inner_text()
    assert ("geldige antwoorden" if visitor.language == "nl" else "valid answers") in card
    visitor.check("method")


def test_a_manager_reads_their_unit_and_its_customers(visitor):
    visitor.enter_as("Marijke van der Linde")
    latest_wave(visitor)
    visitor.page.locator("table a", has_text="Regio Zuid").first.click()
    visitor.page.wait_for_load_state()
    assert "/units/" in visitor.page.url
    assert "Regio Zuid" in visitor.heading()
    assert "Team Eindhoven" in visitor.page.locator("main").inner_text()
    visitor.check("tactical")
    visitor.page.locator("main a", has_text="Team Eindhoven").first.click()
    visitor.page.wait_for_load_state()
    assert "Team Eindhoven" in visitor.heading()


def test_the_readings_work_without_javascript(chromium):
    context = chromium.new_context(java_script_enabled=False, locale="nl-NL")
    page = context.new_page()
    from conftest import ADDRESS

    page.goto(ADDRESS + "/demo")
    page.get_by_role("button", name=re.compile("Marijke van der Linde")).first.click()
    page.goto(ADDRESS + "/understand")
    assert "7,5" in page.locator("h1").inner_text()
    context.close()


def test_a_stranger_is_sent_to_sign_in(visitor):
    visitor.page.goto("about:blank")
    from conftest import ADDRESS

    visitor.page.goto(ADDRESS + "/understand")
    assert "sign-in" in visitor.page.url or visitor.page.locator("form").count() > 0
    visitor.errors.clear()
    visitor.check("sign-in")
