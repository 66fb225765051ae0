"""From an ambition to its proof: the route, the agenda and what the next wave says, in both languages."""

import re

BOARD = "Marijke van der Linde"


def says(visitor, nl, en):
    return nl if visitor.language == "nl" else en


def submit(visitor, name):
    visitor.page.get_by_role("button", name=name).first.click()
    visitor.page.wait_for_load_state()


def test_the_board_sees_the_route_and_its_line_of_sight(visitor):
    visitor.enter_as(BOARD)
    visitor.open("/act/route")
    assert re.search(r"De Linde .* \d+ ambit", visitor.heading())
    text = visitor.page.locator("main").inner_text()
    assert "Regio West" in text, "a unit that said nothing is seen"
    visitor.check("route")
    visitor.page.get_by_role("link", name="Wie ons belt, spreekt dezelfde dag iemand die helpt").first.click()
    visitor.page.wait_for_load_state()
    text = visitor.page.locator("main").inner_text()
    for part in ("Voorjaar 2026", "Najaar 2026", "Regio Zuid", "Belrooster", "De maandelijkse belstatistiek"):
        assert part in text, part
    assert visitor.page.locator("blockquote").count() >= 1, "what customers said stands at its beginning"
    visitor.check("ambition")


def test_one_worked_one_did_not_and_one_cannot_be_told(visitor):
    visitor.enter_as(BOARD)
    visitor.open("/anchor/proof")
    text = visitor.page.locator("main").inner_text()
    assert says(visitor, "Teams die iets deden (", "Teams that acted (") in text
    assert says(visitor, "verschil maakten, is niet te zien", "made a difference doesn’t show") in text
    visitor.page.locator(".proof details summary").first.click()
    visitor.check("proof")
    visitor.open("/act/route")
    words = {
        "Belrooster": says(visitor, "bewogen", "moved"),
        "Elke ochtend om half acht": says(visitor, "(niet te zien|gelijk gebleven)", "(not shown|stayed the same)"),
        "kaartje met naam": says(visitor, "te weinig antwoorden", "too few answers"),
    }
    for name, outcome in (
        ("Belrooster", "Wie ons belt"), ("Elke ochtend om half acht", "Wat we afspreken"), ("kaartje met naam", "Elke klant heeft")
    ):
        visitor.open("/act/route")
        visitor.page.get_by_role("link", name=re.compile(outcome)).first.click()
        visitor.page.wait_for_load_state()
        line = visitor.page.locator(".acts > li", has_text=name).first.inner_text()
        assert re.search(words[name], line), line


def test_from_an_ambition_to_an_action_that_ends(visitor):
    name = f"Klanten krijgen antwoord {visitor.language} {visitor.page.viewport_size['width']}"
    visitor.enter_as(BOARD)
    visitor.open("/act/route")
    visitor.page.get_by_role("link", name=says(visitor, "Kies een ambitie", "Set an ambition")).first.click()
    visitor.page.wait_for_load_state()
    visitor.page.fill("[name=outcome]", name)
    submit(visitor, says(visitor, "Bewaar", "Save"))
    assert visitor.page.locator(".wrong").count() > 0, "nothing without an owner"
    assert visitor.page.input_value("[name=outcome]") == name, "what was typed is kept"
    visitor.errors.clear()
    visitor.check("ambition-problems")
    visitor.page.select_option("[name=measure]", index=2)
    visitor.page.select_option("[name=sponsor]", index=1)
    visitor.page.fill("[name=stops]", "Een rapport")
    submit(visitor, says(visitor, "Bewaar", "Save"))
    assert visitor.heading() == name
    visitor.page.get_by_role("link", name=says(visitor, "Begin een actie", "Begin an action")).first.click()
    visitor.page.wait_for_load_state()
    visitor.page.fill("[name=title]", "Eerst bellen")
    visitor.page.fill("[name=effect]", "Een klant hoort een stem")
    visitor.page.select_option("[name=carrier]", index=1)
    visitor.check("action-form")
    submit(visitor, says(visitor, "Begin", "Begin"))
    assert visitor.heading() == "Eerst bellen"
    visitor.check("action")
    visitor.page.fill("[name=result]", "Klanten zijn blij")
    submit(visitor, says(visitor, "Rond af", "Finish"))
    assert "Klanten zijn blij" in visitor.page.locator("main").inner_text()


def test_two_who_save_the_same_thing_both_see_what_happened(chromium, visitor):
    visitor.enter_as(BOARD)
    visitor.open("/act/route")
    visitor.page.get_by_role("link", name=re.compile("Elke klant heeft")).first.click()
    visitor.page.wait_for_load_state()
    visitor.page.get_by_role("link", name=says(visitor, "Verander deze ambitie", "Change this ambition")).click()
    visitor.page.wait_for_load_state()
    other = visitor.page.context.new_page()
    other.goto(visitor.page.url)
    other.fill("[name=stops]", f"Van een ander {visitor.language} {visitor.page.viewport_size['width']}")
    other.locator("main form .button").first.click()
    other.wait_for_load_state()
    visitor.page.fill("[name=stops]", "Van mij")
    submit(visitor, says(visitor, "Bewaar", "Save"))
    assert "Van een ander" in visitor.page.locator(".callout.wrong").inner_text()
    assert visitor.page.input_value("[name=stops]") == "Van mij"
    visitor.errors.clear()
    visitor.check("edited-meanwhile")
    submit(visitor, says(visitor, "Bewaar", "Save"))
    assert "Van mij" in visitor.page.locator("main").inner_text()


def test_the_meeting_has_its_page_and_the_calendar_its_file(visitor):
    visitor.enter_as(BOARD)
    visitor.open("/anchor/agenda")
    visitor.check("agenda")
    visitor.page.locator("main a.button").first.click()
    visitor.page.wait_for_load_state()
    assert "Eindhoven" in visitor.heading()
    text = visitor.page.locator("main").inner_text()
    assert says(visitor, "ging niet door", "was skipped") in text
    assert visitor.page.locator("blockquote").count() == 2, "two customers' words"
    visitor.check("meeting")
    link = visitor.page.get_by_role("link", name=says(visitor, "Zet in je agenda", "Put in your calendar"))
    with visitor.page.expect_download() as download:
        link.click()
    with open(download.value.path(), encoding="utf-8", newline="") as file:
        calendar = file.read()
    assert calendar.startswith("BEGIN:VCALENDAR\r\n") and "SUMMARY:MT-overleg" in calendar
    assert all(len(line.encode()) <= 75 for line in calendar.split("\r\n"))


def test_the_team_has_its_fifteen_minutes_and_everyone_their_commitments(visitor):
    visitor.enter_as(BOARD)
    visitor.open("/act/route")
    visitor.page.locator("section .words a", has_text="Regio Noord").first.click()
    visitor.page.wait_for_load_state()
    visitor.page.locator("section .words a", has_text="Team Groningen").first.click()
    visitor.page.wait_for_load_state()
    visitor.check("route-team")
    visitor.page.get_by_role("link", name=says(visitor, "Weekstart", "Weekly huddle")).click()
    visitor.page.wait_for_load_state()
    text = visitor.page.locator("main").inner_text()
    assert "25 euro" in text and "als een klant zegt" not in text.lower(), "the board isn't in the team"
    visitor.check("huddle")
    visitor.page.get_by_role("link", name=says(visitor, "Vragen omhoog", "Asks upward")).click()
    visitor.page.wait_for_load_state()
    visitor.check("asks")
    visitor.open("/act/commitments")
    visitor.page.fill("[name=if]", "een klant belt")
    visitor.page.fill("[name=then]", "bel ik terug")
    submit(visitor, says(visitor, "Spreek het af", "Commit"))
    visitor.check("commitments")
    visitor.page.get_by_role("button", name=says(visitor, "Laat los", "Let go")).first.click()
    visitor.page.wait_for_load_state()
    visitor.open("/anchor/adoption")
    measured = visitor.page.locator("main").inner_text()
    assert says(visitor, "Hield de sessie van Najaar 2026", "Held the session of Najaar 2026") in measured
    called = visitor.page.locator("dl div", has_text=says(visitor, "Klanten op tijd gesproken", "Customers spoken to in time"))
    assert re.search(r"\d+ (van|of) \d+", called.last.inner_text()), "in time, with how many there were"
    visitor.check("adoption")
