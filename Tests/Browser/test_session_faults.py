"""What may go wrong in a session: the acceptance tests of its design that a browser on this machine can try, by their numbers there.

The others are tried elsewhere: 1 and 2 (600 phones, `kill -9`) in `test_session_crowd.py` and, measured, in `Benchmarks/Sessions`;
3, 8, 9 and 13 (two consoles, late in every state, undo with both attempts in the report, four answers) in `SessionsTests`, with exports
of four answers in `ReportTests`; 10 (no byte of a distribution before the close) in `SnapshotTests`; 11 (two sessions) also in
`HubTests`; 5 with the browser's back/forward cache and 12 with its accessibility tree in `test_sessions_aloud.py`, 12 by keyboard in
`test_sessions.py`; 6 with the real nginx and Caddy in `test_proxies.py`. No machine can hear NVDA or VoiceOver for us.
"""

import re
import time

import pytest
from conftest import ADDRESS, Visitor
from slow_lines import Proxy
from test_sessions import PHONE, Room

UNIT = "Team Eindhoven"
CLOSED = "De ronde is gesloten"


@pytest.fixture
def room(chromium):
    room = Room(chromium, people=1)
    yield room
    room.leave()


def prepared(room, title):
    """A team's session with its plan; its code."""
    desk = room.desk
    room.enter_as("Ellen Vermeer")
    desk.goto(ADDRESS + "/activate")
    desk.get_by_role("link", name="Najaar 2026").first.click()
    desk.get_by_role("link", name="Bereid een teamsessie voor").first.click()
    desk.get_by_label("Hoe heet de sessie?").fill(title)
    units = desk.get_by_label("Van welk onderdeel zijn de cijfers?")
    units.select_option(next(o.get_attribute("value") for o in units.locator("option").all() if UNIT in o.inner_text()))
    desk.get_by_label(re.compile("^Kort")).check()
    desk.get_by_role("button", name="Maak het plan").click()
    desk.get_by_role("heading", name=title).wait_for()
    room.preparation = desk.url
    return desk.locator("section.lead p b").last.inner_text()


def begin(room, title, people=1):
    """The same in its lobby, with these phones in it; its code."""
    code = prepared(room, title)
    enter(room, code, people)
    return code


def enter(room, code, people=1):
    """Opens the lobby of what was prepared, and lets phones in."""
    room.open_console()
    room.press()
    room.phones += [room.person(PHONE) for _ in range(people - len(room.phones))]
    for phone in room.phones:
        join(phone, code)


def join(phone, code):
    phone.goto(f"{ADDRESS}/s/{code.replace(' ', '')}")
    phone.get_by_role("button", name="Doe mee").click()
    phone.get_by_role("heading", name="Je bent er").wait_for()


def to_open(room):
    """Presses on until the phones are asked something."""
    for _ in range(12):
        if room.press().startswith("Open op"):
            return
    raise AssertionError("no round asked anything")


def answer(phone, sent=True):
    """Fills in what a practice round or a guess asks, and sends it."""
    phone.locator("form[data-hand-in]").wait_for()
    for group in phone.locator("form[data-hand-in] fieldset").all():
        radios = group.locator("input[type=radio]")
        if radios.count():
            radios.nth(2).check()
    for number in phone.locator("form[data-hand-in] .stepper input").all():
        number.fill("7")
    phone.locator("form[data-hand-in] button.button").last.click()
    if sent:
        phone.locator(".receipt").wait_for()


def handed_in(desk, number):
    desk.locator('dd[data-count="handedIn"]', has_text=re.compile(f"^{number}$")).wait_for()


def within(seconds, page, expression, arg=None):
    """What must be true within so many seconds, and after how many it was."""
    began = time.monotonic()
    page.wait_for_function(expression, arg=arg, timeout=seconds * 1000)
    return time.monotonic() - began


SHOWS = "text => document.body.innerText.includes(text)"
PILL = "text => document.getElementById('pill').innerText.includes(text)"


def test_4_the_facilitators_laptop_is_closed_in_open_and_another_drives_within_10_seconds(room):
    begin(room, "4 · Laptop dicht")
    desk, phone = room.desk, room.phones[0]
    desk.goto(room.preparation)
    desk.get_by_label("Wie vraag je?").select_option(label="Marijke van der Linde")
    desk.get_by_label("Als wat?").select_option(label="Begeleidt mee")
    desk.get_by_role("button", name="Zet erbij").click()
    desk.locator(".crew", has_text="Marijke van der Linde").wait_for()
    room.check(desk, "crew")
    room.open_console()
    console = desk.url
    to_open(room)
    phone.locator("form[data-hand-in]").wait_for()
    other = room.person(PHONE)
    Visitor(other, "nl").enter_as("Marijke van der Linde")

    room.desk_context.close()
    began = time.monotonic()
    # Handing in needs no facilitator.
    answer(phone)
    other.goto(console)
    assert "Ellen Vermeer stuurt" in other.locator(".callout").inner_text()
    room.check(other, "console-of-another")
    other.get_by_role("button", name="Neem het stuur over").click()
    other.locator(".primary button", has_text="Sluit de ronde").click()
    phone.get_by_role("heading", name=CLOSED).wait_for()
    took = time.monotonic() - began
    assert took < 10, f"another drove after {took:.1f} s"


@pytest.mark.parametrize("manner", ["frozen", "away and back", "offline"])
def test_5_a_phone_that_slept_shows_the_right_state_within_2_seconds(room, manner):
    begin(room, f"5 · Slaapt {manner}")
    phone = room.phones[0]
    to_open(room)
    answer(phone)
    within(3, phone, PILL, "Verbonden")
    life = phone.context.new_cdp_session(phone)
    if manner == "frozen":
        life.send("Page.setWebLifecycleState", {"state": "frozen"})
    elif manner == "away and back":
        phone.goto(ADDRESS + "/check")
    else:
        phone.context.set_offline(True)
        within(3, phone, PILL, "Offline")
    room.press()
    room.desk.wait_for_timeout(500)

    began = time.monotonic()
    if manner == "frozen":
        life.send("Page.setWebLifecycleState", {"state": "active"})
    elif manner == "away and back":
        phone.go_back()
    else:
        assert CLOSED not in phone.locator("body").inner_text()
        phone.context.set_offline(False)
    phone.get_by_role("heading", name=CLOSED).wait_for(timeout=2_000)
    assert time.monotonic() - began < 2
    # What was handed in is still shown, and the line is open again.
    assert "Ontvangen om" in phone.locator(".receipt").inner_text()
    within(4, phone, PILL, "Verbonden")
    assert not room.errors


@pytest.mark.parametrize("manner", ["buffers", "holds"])
def test_6_a_proxy_that_keeps_events_puts_the_phone_in_slow_mode_within_8_seconds(room, manner):
    code = begin(room, f"6 · Proxy {manner}")
    phone = room.phones[0]
    proxy = Proxy(ADDRESS, manner)
    try:
        began = time.monotonic()
        phone.goto(f"{proxy.address}/s/{code.replace(' ', '')}")
        if manner == "buffers":
            phone.wait_for_function(PILL, arg="Verbonden (langzaam)", timeout=8_000)
        else:
            # A second event half a second after each step brings the first one through.
            phone.wait_for_function(PILL, arg="Verbonden", timeout=8_000)
        assert time.monotonic() - began < 8
        to_open(room)
        began = time.monotonic()
        phone.locator("form[data-hand-in]").wait_for(timeout=8_000)
        assert time.monotonic() - began < 8
        # Writing never needed the line.
        answer(phone)
        handed_in(room.desk, 1)
        assert proxy.streams > 0, "the phone never tried a stream"
    finally:
        proxy.stop()
    assert not room.errors


def test_7_what_was_sent_offline_is_stored_once_when_the_phone_is_back(room):
    begin(room, "7 · Vliegtuigstand")
    phone = room.phones[0]
    to_open(room)
    phone.locator("form[data-hand-in]").wait_for()
    phone.context.set_offline(True)
    answer(phone, sent=False)
    within(3, phone, PILL, "Offline, je antwoord is veilig")
    handed_in(room.desk, 0)
    assert phone.locator(".receipt").count() == 0, "a receipt for what is not stored"
    phone.context.set_offline(False)
    phone.locator(".receipt", has_text="Ontvangen om").wait_for(timeout=5_000)
    handed_in(room.desk, 1)


def test_7_an_answer_whose_receipt_was_lost_counts_once(room):
    begin(room, "7 · Ontvangst kwijt")
    phone = room.phones[0]
    to_open(room)
    lost = []

    def lose(route):
        if route.request.method == "POST" and not lost:
            lost.append(route.fetch(max_redirects=0).status)
            return route.abort("connectionreset")
        return route.continue_()

    phone.route("**/contribution", lose)
    answer(phone, sent=False)
    phone.locator(".receipt", has_text="Ontvangen om").wait_for(timeout=8_000)
    assert lost == [303], "the server had it the first time"
    handed_in(room.desk, 1)


def test_7_a_page_that_was_asked_for_before_an_answer_does_not_take_its_receipt_away(room):
    begin(room, "7 · Oude bladzijde")
    phone = room.phones[0]
    to_open(room)
    phone.locator("form[data-hand-in]").wait_for()
    held = []

    def hold(route):
        if held:
            return route.continue_()
        held.append((route, route.fetch()))

    # The page is on its way to the phone, slowly, as it was before the answer.
    phone.route(re.compile(r"/s/\w{6}$"), hold)
    room.desk.get_by_role("button", name="Minuut erbij").click()
    for _ in range(100):
        if held:
            break
        phone.wait_for_timeout(50)
    answer(phone)
    route, page = held[0]
    route.fulfill(response=page)
    phone.wait_for_timeout(500)
    assert phone.locator(".receipt", has_text="Ontvangen om").is_visible(), "the receipt is gone"


def test_7_a_console_that_was_asked_for_before_an_answer_still_counts_it(room):
    begin(room, "7 · Oude telling")
    to_open(room)
    held = []

    def hold(route):
        if held:
            return route.continue_()
        held.append((route, route.fetch()))

    # The page is on its way to the console, slowly, as it was before the answer.
    room.desk.route(re.compile(r"/console$"), hold)
    room.desk.evaluate("dispatchEvent(new Event('online'))")
    for _ in range(100):
        if held:
            break
        room.desk.wait_for_timeout(50)
    answer(room.phones[0])
    handed_in(room.desk, 1)
    route, page = held[0]
    route.fulfill(response=page)
    room.desk.wait_for_timeout(500)
    assert room.desk.locator('dd[data-count="handedIn"]').inner_text() == "1", "the answer isn't counted any more"


def test_7_an_answer_that_comes_after_the_close_is_said_not_to_count(room):
    begin(room, "7 · Te laat")
    phone = room.phones[0]
    to_open(room)
    phone.locator("form[data-hand-in]").wait_for()
    phone.context.set_offline(True)
    answer(phone, sent=False)
    within(3, phone, PILL, "Offline")
    room.press()
    # A phone that is at most two seconds late still counts.
    room.desk.wait_for_timeout(2_300)
    phone.context.set_offline(False)
    callout = phone.locator(".callout.wrong")
    callout.wait_for(timeout=5_000)
    assert re.search(r"telt .*niet mee", callout.inner_text()), callout.inner_text()
    assert phone.locator(".receipt", has_text="Ontvangen").count() == 0
    handed_in(room.desk, 0)
    # It stays there while the room goes on, until there is something else to do.
    room.press()
    phone.wait_for_timeout(1_000)
    assert callout.is_visible()
    room.check(phone, "7-too-late")


def test_8_who_comes_late_is_let_in_and_a_second_phone_is_the_same_person(room):
    code = begin(room, "8 · Te laat binnen")
    phone = room.phones[0]
    phone.get_by_text("Voor jou: tijd").click()
    words = phone.locator(".phrase").inner_text()
    to_open(room)
    late = room.person(PHONE)
    late.goto(f"{ADDRESS}/s/{code.replace(' ', '')}")
    late.get_by_role("button", name="Doe mee").click()
    answer(late)
    answer(phone)
    handed_in(room.desk, 2)
    second = room.person(PHONE)
    second.goto(f"{ADDRESS}/s/{code.replace(' ', '')}")
    second.get_by_text("Ik was hier al").click()
    second.locator("input[name=words]").fill(words)
    second.get_by_role("button", name="Ga verder waar ik was").click()
    second.locator(".receipt", has_text="Ontvangen om").wait_for()
    room.press()
    # In the closed round somebody new waits with the rest, and nobody waits for them.
    after = room.person(PHONE)
    after.goto(f"{ADDRESS}/s/{code.replace(' ', '')}")
    after.get_by_role("button", name="Doe mee").click()
    after.get_by_role("heading", name=CLOSED).wait_for()
    handed_in(room.desk, 2)
    room.press()
    for one in (second, after):
        one.locator(".on-screen").wait_for()
    # The phone that was left is nobody any more, and can come in anew.
    phone.reload()
    phone.get_by_role("button", name="Doe mee").wait_for()


def test_11_nothing_of_one_session_reaches_another(chromium, room):
    begin(room, "11 · Kamer A")
    other = Room(chromium, people=1)
    try:
        begin(other, "11 · Kamer B")
        to_open(room)
        answer(room.phones[0])
        handed_in(room.desk, 1)
        room.press()
        room.phones[0].get_by_role("heading", name=CLOSED).wait_for()
        other.phones[0].wait_for_timeout(500)
        assert other.phones[0].get_by_role("heading", name="Je bent er").is_visible()
        handed_in(other.desk, 0)
        assert other.desk.locator('dd[data-count="joined"]').inner_text() == "1"
        assert "laat" not in other.heading().lower() and other.heading() == "Mensen komen binnen"
    finally:
        other.leave()


def test_13_of_four_answers_nothing_is_shown_anywhere(room):
    begin(room, "13 · Te weinig", people=4)
    room.open_screen()
    to_open(room)
    for phone in room.phones:
        answer(phone)
    handed_in(room.desk, 4)
    room.press()
    room.press()
    for page in (room.screen, room.desk, *room.phones):
        within(5, page, SHOWS, "Vanaf 5 antwoorden")
    pages = [page.locator("main").inner_html() for page in (room.screen, room.desk, *room.phones)]
    report = room.desk.url.replace("/console", "/report")
    pages.append(room.desk.request.get(report).text())
    pages.append(room.desk.request.get(report.replace("/report", "/rounds/rounds.csv")).text())
    pages.append(room.desk.request.get(report.replace("/report", "/rounds/rounds.json")).text())
    for html in pages:
        assert "<svg class=\"chart" not in html and not re.search(r"\b3,0\b|\b7,0\b", html)
