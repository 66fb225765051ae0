"""The three levels on results that an organisation brought in itself, in English and in dark: the guests of San Francisco airport."""

import json
import math
import os
import pathlib
import re
import subprocess

import pytest
from conftest import Visitor
from served import KOMPAS, served
from test_sessions import THEME, Room, make_plan, perform

SHARED = pathlib.Path(os.environ.get("KOMPAS_SHARED", "../shared"))
RESULTS = SHARED / "data/sfo-airport-2017/sfo_2017.csv"
# As it was in 2017: boarding areas, each with the crew that works there, below their terminal.
TERMINALS = {"International Terminal": "AG", "Terminal 1": "BC", "Terminal 2": "D", "Terminal 3": "EF"}
PASSWORD = "violet kettle under seven bridges"


def kompas(*arguments, typed=None):
    done = subprocess.run([KOMPAS, *arguments], input=typed, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture
def airport(tmp_path):
    """An organisation that brought its results in, with who manages it and who leads sessions."""
    if not RESULTS.exists():
        pytest.skip("The airport's results are not here: ../shared")
    data = ["--data", str(tmp_path / "data")]
    for name, role in (("Ada", "facilitator"), ("Bo", "administrator")):
        kompas("member", "add", *data, "--organisation", "SFO", "--name", f"{name} Airport", "--email",
               f"{name.lower()}@sfo.test", "--role", role, "--language", "en", "--password", typed=f"{PASSWORD}\n{PASSWORD}\n")
    kompas("import", str(RESULTS), *data, "--mapping", "docs/real-data/mappings/sfo-2017-recommend.json", "--new", "SFO guests",
           "--wave", "2017", "--day", "2017-05-15", "--language", "en", "--make-units")
    with served(tmp_path / "log", "serve", *data) as address:
        yield address


def sign_in(room, name):
    desk = room.desk
    desk.context.clear_cookies()
    desk.goto(room.address + "/sign-in")
    Visitor(desk, "en").speak()
    desk.get_by_label("Email address").fill(f"{name}@sfo.test")
    desk.get_by_label("Password").fill(PASSWORD)
    desk.get_by_role("button", name="Sign in").click()
    desk.wait_for_url(lambda url: "/sign-in" not in url)


def organise(room):
    """Boarding areas come in below the airport itself; each goes to its terminal. The id of each unit, by its name."""
    desk = room.desk
    for terminal, areas in TERMINALS.items():
        desk.goto(room.address + "/organisation/units/new")
        desk.locator("input[name=name]").fill(terminal)
        desk.locator("select[name=parent]").select_option(label="SFO")
        desk.locator("main form button.button").last.click()
        desk.get_by_role("heading", name=terminal).wait_for()
        for area in areas:
            desk.goto(room.address + "/organisation")
            desk.get_by_role("link", name=f"Boarding area {area}").click()
            desk.locator("summary", has_text="Move").click()
            desk.locator("select[name=parent]").select_option(label=f"– {terminal}")
            desk.get_by_role("button", name="Move", exact=True).click()
            desk.wait_for_load_state()
    desk.goto(room.address + "/organisation")
    links = desk.locator("main a[href^='/organisation/units/']").all()
    return {link.inner_text().strip(): link.get_attribute("href").split("/")[-1] for link in links}


def real(areas=None):
    """What the reference of the set says of some boarding areas: their NPS, how many answered, and its margin (adjusted Wald)."""
    known = json.loads((RESULTS.parent / "reference.json").read_text())
    if areas is None:
        return known["nps"]["nps"], known["nps"]["n"], *known["nps"]["adjusted_wald"]["ci95"]
    n, up, down = (sum(known["nps_by_boarding_area"][area][key] for area in areas) for key in ("n", "promoters", "detractors"))
    p, d = (up + 0.75) / (n + 3), (down + 0.75) / (n + 3)
    margin = 1.959964 * math.sqrt((p + d - (p - d) ** 2) / (n + 3))
    return 100 * (up - down) / n, n, 100 * (p - d - margin), 100 * (p - d + margin)


def say_the_same(room, unit=None, areas=None):
    """The big screen, every phone, the report and the results say what the reference of the set says of these people."""
    value, n, low, high = real(areas)
    heading = f"Customers give {value:+.0f}."
    behind = f"{n:,} answers; the real figure lies between {low:+.0f} and {high:+.0f}."
    shown = next(one for one in room.revealed if "Customers give" in one)
    report = room.desk.locator("main").inner_text()
    for words in (heading, behind):
        assert words in shown and words in report, (words, shown)
    # Its level's report keeps how far off the group was.
    assert f"+20	{value:+.0f}	we were {value - 20:.0f} too low" in report, report
    page = room.desk.context.new_page()
    page.goto(room.address + "/understand")
    if unit:
        page.goto(f"{page.url}/units/{unit}")
    results = page.locator("main").inner_text()
    assert f"{value:+.0f}" in results and f"between {low:+.0f} and {high:+.0f}" in results, results
    page.close()


def test_the_airport_plays_three_levels_in_english(chromium, airport):
    """Each plan in full, with the figures of who is in the room: the airport, a terminal, and the crew of one boarding area."""
    room = Room(chromium, language="en", address=airport, scheme="dark")
    desk = room.desk
    try:
        sign_in(room, "bo")
        units = organise(room)
        room.check(desk, "sfo-organisation")
        sign_in(room, "ada")
        desk.goto(airport + "/activate/programmes/new")
        desk.get_by_label(re.compile("^What is the programme called")).fill("Guests 2017")
        desk.get_by_role("button", name="Begin").click()
        programme = desk.url
        assert perform(room, "sfo-1", make_plan(room, "strategic", "Level 1 · board", length="full", name="sfo-1")) >= 11
        say_the_same(room)
        report = desk.locator("main").inner_text()
        assert THEME["en"]["title"] in report and THEME["en"]["mandate"] in report
        for dutch in ("Wij dachten", "klanten", "Thema", "Ontvangen", "mensen"):
            assert dutch not in report and dutch not in room.shown, dutch

        # What the other levels have beside this one was looked through by axe where De Linde plays them.
        room.is_thorough = False
        for number, level, title, unit, areas, least in (
            (2, "tactical", "Level 2 · International Terminal", "International Terminal", "AG", 12),
            (3, "operational", "Level 3 · crew of area G", "Boarding area G", "G", 11),
        ):
            desk.goto(programme)
            room.shown, room.revealed = "", []
            room.screen.close()
            for phone in room.phones:
                phone.context.clear_cookies()
            name = f"sfo-{number}"
            assert perform(room, name, make_plan(room, level, title, unit, length="full", name=name)) >= least
            assert THEME["en"]["title"] in room.shown and THEME["en"]["mandate"] in room.shown
            assert "Without a mandate" not in desk.locator("main").inner_text()
            say_the_same(room, units[unit], areas)
    finally:
        room.leave()
