"""What a facilitator prepares and changes: kits, recordings, rounds that are added, groups, paper."""

import re
import struct

import pytest
from conftest import ADDRESS, DESK, Visitor
from test_session_faults import answer, enter, handed_in, prepared, to_open
from test_sessions import PHONE, Room


@pytest.fixture
def room(chromium):
    room = Room(chromium, people=1)
    yield room
    room.leave()


def sound():
    """A second of silence, as a real file."""
    samples = b"\0\0" * 8_000
    head = struct.pack("<4sI4s4sIHHIIHH4sI", b"RIFF", 36 + len(samples), b"WAVE", b"fmt ", 16, 1, 1, 8_000, 16_000, 2, 16,
                       b"data", len(samples))
    return head + samples


def go_to(room, name):
    """Goes straight to a round of the plan, with the keyboard."""
    line = room.desk.locator(".desk-plan .plan > li", has_text=name).last
    line.locator("summary").focus()
    room.desk.keyboard.press("Enter")
    line.get_by_role("button", name="Ga hierheen").focus()
    room.desk.keyboard.press("Enter")
    room.desk.locator(".desk-now h1", has_text=name).wait_for()


def test_a_plan_is_kept_as_a_kit_and_a_session_begins_from_it(room):
    prepared(room, "Plan om te bewaren")
    desk = room.desk
    desk.get_by_label("Voeg een ronde toe").select_option("own:brainstorm")
    desk.get_by_label("Jouw vraag").fill("Wat doen wij als het druk is?")
    desk.get_by_role("button", name="Voeg toe").click()
    desk.locator(".plan", has_text="Wat doen wij als het druk is?").wait_for()
    desk.get_by_text("Bewaar als eigen plan").click()
    desk.get_by_role("button", name="Bewaar het plan").click()
    room.check(desk, "kit-problem")
    assert desk.get_by_label("Hoe heet dit plan?").get_attribute("aria-invalid") == "true"
    desk.get_by_label("Hoe heet dit plan?").fill("Het gesprek, met drukte")
    desk.get_by_label("Wat moet wie het draait weten?").fill("Neem de planning van vorige week mee.")
    desk.get_by_role("button", name="Bewaar het plan").click()
    desk.get_by_role("heading", name="Het gesprek, met drukte").wait_for()
    room.check(desk, "kit")
    desk.goto(ADDRESS + "/activate/kits")
    room.check(desk, "kits")
    desk.get_by_role("link", name="Het gesprek, met drukte").first.click()
    desk.get_by_role("link", name=re.compile("^Begin in")).first.click()
    assert desk.get_by_label(re.compile("^Het gesprek, met drukte")).is_checked()
    desk.get_by_label("Hoe heet de sessie?").fill("Zelf gedraaid")
    units = desk.get_by_label("Van welk onderdeel zijn de cijfers?")
    units.select_option(
        next(o.get_attribute("value") for o in units.locator("option").all() if "Team Breda" in o.inner_text()))
    desk.get_by_role("button", name="Maak het plan").click()
    desk.get_by_role("heading", name="Zelf gedraaid").wait_for()
    assert "Wat doen wij als het druk is?" in desk.locator(".plan").inner_text()


def test_the_script_is_read_out_line_by_line(room):
    enter(room, prepared(room, "Regel voor regel"))
    desk = room.desk
    room.press()
    lines = desk.locator(".script li:visible")
    assert lines.count() == 1
    count = desk.locator(".script li").count()
    assert count > 1
    room.check(desk, "line-by-line")
    desk.get_by_role("button", name="Volgende regel").focus()
    desk.keyboard.press("Enter")
    assert lines.count() == 2
    desk.get_by_label("Regel voor regel").uncheck()
    assert lines.count() == count


def test_the_whole_script_is_read_beforehand_on_one_page(room):
    prepared(room, "Vooraf gelezen")
    desk = room.desk
    desk.get_by_text("Welke stappen zag je?").first.click()
    desk.get_by_role("button", name="Sla over").first.click()
    # It comes back to the line that was touched, still open.
    desk.wait_for_url(re.compile("#step-conversation"))
    assert desk.get_by_role("button", name="Doe toch").is_visible()
    desk.get_by_role("link", name="Lees het hele draaiboek").click()
    for size in (PHONE, DESK):
        desk.set_viewport_size(size)
        room.check(desk, f"script-{size['width']}")
    text = desk.locator("main").inner_text()
    assert text.count("Zeg") >= 10 and "0:00–0:01" in text
    assert "Oefen het gesprek" not in text, "what is skipped isn't read out"
    assert desk.get_by_role("button", name="Print het draaiboek").is_visible()
    # On paper there is only the script.
    desk.emulate_media(media="print")
    assert not desk.locator("header nav").first.is_visible() and desk.locator(".whole-script").is_visible()


def test_who_is_asked_onto_a_crew_finds_the_session_on_their_first_page(room):
    """An employee, who may not run sessions: from their own page to the console, without a link of anybody."""
    prepared(room, "Met hulp van Bram")
    desk = room.desk
    desk.get_by_label("Wie vraag je?").select_option(label="Bram Jansen")
    desk.get_by_label("Als wat?").select_option(label="Notulist")
    desk.get_by_role("button", name="Zet erbij").click()
    desk.locator(".crew", has_text="Bram Jansen").wait_for()
    other = room.person(DESK)
    Visitor(other, "nl").enter_as("Bram Jansen").open("/")
    line = other.locator("li", has_text="Met hulp van Bram").first
    assert "Notulist" in line.inner_text()
    room.check(other, "home-of-crew")
    line.get_by_role("link").first.click()
    other.get_by_role("heading", name="Met hulp van Bram").wait_for()
    assert other.get_by_role("button", name="Sla over").count() == 0, "who types along doesn't change the plan"
    room.check(other, "preparation-of-crew")
    other.get_by_role("link", name="Open de console").click()
    other.wait_for_url(re.compile("/console"))
    other.goto(ADDRESS + "/activate")
    other.get_by_role("link", name="Najaar 2026").first.click()
    other.get_by_role("link", name="Met hulp van Bram").first.wait_for()


def test_a_customer_is_heard_on_the_screen_and_read_on_every_phone(room):
    code = prepared(room, "Een eigen stem")
    desk = room.desk
    desk.get_by_role("link", name=re.compile("voeg een opname toe")).click()
    room.check(desk, "voices-none")
    desk.get_by_label("Geluidsbestand").set_input_files(
        {"name": "klant.wav", "mimeType": "audio/wav", "buffer": b"geen geluid"})
    desk.get_by_label("Wie gaf toestemming, en wanneer?").fill("Mevrouw Aalders, 12 november")
    desk.get_by_role("button", name="Bewaar de opname").click()
    assert "Kies een geluidsbestand" in desk.locator("main").inner_text()
    room.check(desk, "voices-problem")
    desk.get_by_label("Geluidsbestand").set_input_files(
        {"name": "klant.wav", "mimeType": "audio/wav", "buffer": sound()})
    desk.get_by_label("Wat zegt de klant, woord voor woord?").fill("Ze belden me zelf terug.")
    desk.get_by_role("button", name="Bewaar de opname").click()
    desk.get_by_text("Te horen in: De stem van de klant").wait_for()
    room.check(desk, "voices")
    desk.goto(room.preparation)
    enter(room, code)
    room.open_screen()
    go_to(room, "De stem van de klant")
    audio = room.screen.locator("audio")
    audio.wait_for()
    # It really plays.
    assert room.screen.evaluate(
        "async () => { const a = document.querySelector('audio'); a.muted = true; await a.play(); return a.duration; }"
    ) == pytest.approx(1, abs=0.1)
    assert "Ze belden me zelf terug." in room.screen.locator("main").inner_text()
    room.check(room.screen, "voice-screen")
    room.press()
    phone = room.phones[0]
    phone.get_by_text("Ze belden me zelf terug.").wait_for()
    room.check(phone, "voice-phone")


def test_a_round_is_added_shortened_and_moved_while_the_session_runs(room):
    enter(room, prepared(room, "Anders dan gepland"))
    desk = room.desk
    room.press()
    desk.get_by_text("Voeg een ronde toe").focus()
    desk.keyboard.press("Enter")
    desk.get_by_label("Welke ronde?").select_option("pause")
    desk.get_by_label("Hoeveel minuten?").fill("7")
    room.check(desk, "adding")
    desk.get_by_role("button", name="Zet in het plan").focus()
    desk.keyboard.press("Enter")
    desk.wait_for_function("() => document.querySelectorAll('.desk-plan .plan > li').length === 12")
    names = [line.inner_text() for line in desk.locator(".desk-plan .plan > li > b").all()]
    added = names[1]
    line = desk.locator(".desk-plan .plan > li").nth(1)
    assert "7 min" in line.locator(".minutes").inner_text()
    line.locator("summary").click()
    line.get_by_role("button", name="Maak korter").click()
    desk.locator(".desk-plan .plan > li .minutes", has_text="5 min").first.wait_for()
    line = desk.locator(".desk-plan .plan > li").nth(1)
    line.get_by_role("button", name="Zet later").click()
    desk.wait_for_function(
        "name => document.querySelectorAll('.desk-plan .plan > li > b')[2].innerText === name", arg=added)
    # What was played stays where it was.
    assert desk.locator(".desk-plan .plan > li > b").first.inner_text() == names[0]
    line = desk.locator(".desk-plan .plan > li").nth(2)
    if not line.get_by_role("button", name="Sla over").is_visible():
        line.locator("summary").click()
    line.get_by_role("button", name="Sla over").click()
    desk.locator(".desk-plan .plan > li.skipped").wait_for()


def test_people_find_their_group_on_the_phone_and_on_the_screen(room):
    room.phones += [room.person(PHONE) for _ in range(6)]
    enter(room, prepared(room, "In drietallen"), people=7)
    room.open_screen()
    go_to(room, "Oefen het gesprek")
    marks = {}
    for phone in room.phones:
        phone.locator(".own-group").wait_for()
        marks.setdefault(phone.locator(".look b").inner_text(), []).append(phone.locator(".turns").inner_text())
    assert sorted(len(roles) for roles in marks.values()) == [3, 4]
    for roles in marks.values():
        assert len({tuple(role.split("\n")) for role in roles}) >= 3, "each plays another role first"
    room.check(room.phones[0], "groups-phone")
    room.screen.locator(".groups li").first.wait_for()
    assert room.screen.locator(".groups li").count() == 2
    room.check(room.screen, "groups-screen")
    # Who comes late sits down with the smallest group, and nobody moves.
    before = room.phones[0].locator(".look b").inner_text()
    late = room.person(PHONE)
    late.goto(room.phones[0].url)
    late.get_by_role("button", name="Doe mee").click()
    late.locator(".own-group").wait_for()
    room.phones[0].reload()
    assert room.phones[0].locator(".look b").inner_text() == before


def test_the_scribe_enters_many_ballots_at_once(room):
    enter(room, prepared(room, "Op papier"))
    desk = room.desk
    to_open(room)
    answer(room.phones[0])
    with desk.context.expect_page() as popup:
        desk.locator("#r-proxy").get_by_role("link", name="Voer veel briefjes tegelijk in").click()
    paper = popup.value
    paper.wait_for_load_state()
    for number in (1, 2, 4):
        paper.locator(f"#ballot-{number} input[type=radio]").nth(number).check()
    room.check(paper, "paper")
    paper.get_by_role("button", name="Voer deze briefjes in").click()
    paper.get_by_text("3 briefjes zijn ingevoerd").wait_for()
    handed_in(desk, 4)


def test_a_promise_to_oneself_goes_along_from_the_phone_and_a_broken_session_is_completed(room):
    """Nobody signs in to take part. Who does so afterwards, on the same phone, keeps what they promised themselves."""
    code = prepared(room, "Een afspraak met jezelf")
    enter(room, code)
    desk, phone = room.desk, room.phones[0]
    go_to(room, "Mijn afspraak")
    room.press()
    room.fill(phone, 0)
    handed_in(desk, 1)
    room.press()
    desk.get_by_role("button", name="Breek af als onaf").click()
    phone.get_by_role("heading", name="De sessie is afgelopen").wait_for()
    phone.get_by_role("link", name="Bewaar bij mijn afspraken").wait_for()
    room.check(phone, "phone-ended-with-a-plan")

    desk.goto(re.sub("/console.*", "/report", desk.url))
    assert "nog niet af" in desk.locator("h1").inner_text()
    room.check(desk, "report-to-complete")
    desk.get_by_role("button", name="Rond de sessie af").click()
    desk.wait_for_load_state()
    assert "nog niet af" not in desk.locator("h1").inner_text()
    assert desk.locator("form[action$='/commitment']").count() == 0
    room.check(desk, "report-completed")

    # Somebody who isn't signed in is asked to, and comes back to the same page.
    phone.get_by_role("link", name="Bewaar bij mijn afspraken").click()
    phone.wait_for_url(re.compile("/sign-in"))
    assert "commitments" in phone.url
    phone.goto(ADDRESS + "/demo")
    phone.locator("button.door", has_text=re.compile("edewerker")).first.click()
    phone.wait_for_load_state()
    phone.goto(f"{ADDRESS}/s/{code.replace(' ', '')}")
    phone.get_by_role("link", name="Bewaar bij mijn afspraken").click()
    phone.locator("input[name=then]").wait_for()
    room.check(phone, "keep-my-plan")
    promised = phone.locator("input[name=then]").input_value()
    assert promised
    phone.locator("select[name=confidence]").select_option("5")
    phone.locator("input[name=visibility][value=me]").check()
    phone.get_by_role("button", name="Bewaar bij mijn afspraken").click()
    phone.wait_for_url(re.compile("/act/commitments$"))
    assert promised in phone.locator(".rows").first.inner_text()
    room.check(phone, "commitments-with-mine")
    phone.goto(f"{ADDRESS}/s/{code.replace(' ', '')}")
    assert "Staat bij je afspraken" in phone.locator("main").inner_text()
    assert phone.get_by_role("link", name="Bewaar bij mijn afspraken").count() == 0
