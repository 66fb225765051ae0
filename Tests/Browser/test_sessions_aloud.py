"""A session as a screen reader gets it: from the accessibility tree of a real Chromium, over real live refreshes."""

import re

import pytest
from test_session_faults import answer, begin, enter, handed_in, prepared, to_open
from test_sessions import Room

HEAR = """() => {
  window.heard = [];
  const said = document.getElementById('said');
  new MutationObserver(() => { if (said.textContent) window.heard.push(said.textContent); })
    .observe(said, { childList: true, characterData: true, subtree: true });
}"""


@pytest.fixture
def room(chromium):
    room = Room(chromium, people=1)
    yield room
    room.leave()


def heard(page):
    return page.evaluate("window.heard")


def hears(page, words):
    page.wait_for_function("words => window.heard.some((one) => one.includes(words))", arg=words, timeout=5_000)


def minute_more(room):
    """A live refresh in which only the clock is another."""
    phone = room.phones[0]
    before = phone.locator(".clock").get_attribute("data-until")
    room.desk.get_by_role("button", name="Minuut erbij").click()
    phone.wait_for_function("before => document.querySelector('.clock').dataset.until !== before", arg=before)


def focused(page):
    return page.evaluate("(({ name, value, textContent }) => [name, value, textContent.trim()])(document.activeElement)")


def test_what_changes_on_a_phone_is_said_once_and_the_focus_stays(room):
    begin(room, "Voorgelezen")
    phone = room.phones[0]
    phone.evaluate(HEAR)
    to_open(room)
    phone.locator("form[data-hand-in]").wait_for()
    hears(phone, "Hoe was je reis hierheen?")
    phone.wait_for_timeout(200)
    before = heard(phone)
    assert before[-1] == "Hoe was je reis hierheen?" and len(set(before)) == len(before), before

    # The page is drawn anew, twice, and says nothing of it; who is about to choose is where they were.
    phone.locator("input[name=rating]").nth(3).focus()
    for _ in range(2):
        minute_more(room)
        assert focused(phone)[:2] == ["rating", "4"]
    assert heard(phone) == before

    phone.keyboard.press("Space")
    phone.locator("form[data-hand-in] button.button").focus()
    phone.keyboard.press("Enter")
    hears(phone, "Ontvangen om")
    assert focused(phone)[2] == "Wijzig wat ik inleverde"
    minute_more(room)
    assert focused(phone)[2] == "Wijzig wat ik inleverde"
    assert [re.sub(r"\d+", "", words) for words in heard(phone)[len(before):]] == ["Ontvangen om :"], heard(phone)

    # What the screen says is said on the phone as it comes, with what backs it.
    room.press()
    hears(phone, "De ronde is gesloten")
    room.press()
    hears(phone, "Te weinig antwoorden voor een veilig beeld")
    hears(phone, "Vanaf 5 antwoorden")
    assert len(heard(phone)) == len(before) + 3, heard(phone)


def test_the_clock_is_named_and_speaks_only_at_a_minute_and_at_half_a_minute(room):
    begin(room, "De klok")
    phone = room.phones[0]
    to_open(room)
    phone.locator(".clock").wait_for()
    phone.evaluate(HEAR)
    clock = next(node for node in room.tree(phone) if node["role"] == "timer")
    assert clock["name"] == "Tijd over" and clock["live"] in (None, "off")
    for seconds in (60, 30):
        # A live refresh may put the clock of the round back before it got here.
        phone.wait_for_function(
            """seconds => {
              const clock = document.querySelector('.clock')
              const left = (clock.dataset.until - Date.now()) / 1000
              if (left > seconds + 1 || left < seconds - 2) clock.dataset.until = Date.now() + seconds * 1000 + 700
              return window.heard.some((one) => one.includes(seconds))
            }""", arg=seconds, polling=300)
    phone.wait_for_timeout(1_600)
    # The question itself may be said after this began to listen.
    of_time = [words for words in heard(phone) if "seconden" in words]
    assert len(of_time) == 2, heard(phone)


def test_what_is_opened_on_the_console_stays_open_by_what_it_is(room):
    enter(room, prepared(room, "Pas aan blijft open"))
    desk = room.desk
    room.press()

    def name(place):
        return desk.locator(".desk-plan .plan > li > b").nth(place).inner_text()

    def opened():
        return desk.eval_on_selector_all(
            ".desk-plan .plan > li", "lines => lines.filter((line) => line.querySelector('details')?.open)"
            ".map((line) => line.querySelector('b').innerText)")

    line = desk.locator(".desk-plan .plan > li").nth(4)
    mine = name(4)
    line.locator("summary").click()
    # It goes to another place, and another stands where it stood; the one that was opened is open, and the focus is on its button.
    later = line.get_by_role("button", name="Zet later")
    later.focus()
    desk.keyboard.press("Enter")
    desk.wait_for_function("name => document.querySelectorAll('.desk-plan .plan > li > b')[5].innerText === name", arg=mine)
    assert opened() == [mine]
    assert focused(desk)[2] == "Zet later"
    # A round is put in front of it.
    desk.get_by_text("Voeg een ronde toe").click()
    desk.get_by_label("Welke ronde?").select_option("pause")
    desk.get_by_role("button", name="Zet in het plan").click()
    desk.wait_for_function("name => document.querySelectorAll('.desk-plan .plan > li > b')[6].innerText === name", arg=mine)
    assert opened() == [mine]
    # The round opens: the page gets parts that it didn't have, and what was open still is.
    to_open(room)
    desk.locator("#r-proxy").wait_for()
    assert opened() == [mine]


def test_a_page_from_the_back_forward_cache_shows_the_state_of_now(own_chromium):
    """Acceptance test 5: the browser kept the page whole, with its script; what comes back is not what was left."""
    room = Room(own_chromium, people=1)
    try:
        begin(room, "5 · Terug uit de la")
        phone = room.phones[0]
        phone.reload()
        to_open(room)
        answer(phone)
        phone.evaluate("() => { window.kept = true; addEventListener('pageshow', (event) => { window.isKept = event.persisted; }); }")
        phone.evaluate("location.href = '/check'")
        phone.wait_for_url("**/check")
        room.press()
        room.desk.wait_for_timeout(300)
        phone.evaluate("history.back()")
        phone.get_by_role("heading", name="De ronde is gesloten").wait_for(timeout=2_000)
        assert phone.evaluate("[window.kept, window.isKept]") == [True, True], "the browser didn't keep the page"
        assert "Ontvangen om" in phone.locator(".receipt").inner_text()
        # The line is open again: the next step comes by itself.
        phone.wait_for_function("() => document.getElementById('pill').dataset.now === 'connected'", timeout=4_000)
        room.press()
        phone.locator(".on-screen .said", has_text="Te weinig").wait_for(timeout=2_000)
        handed_in(room.desk, 1)
        assert not room.errors
    finally:
        room.leave()
