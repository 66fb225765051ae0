"""A board that brought in its own results, in English: the guests of San Francisco airport, from the file to the report."""

import os
import pathlib
import re
import socket
import subprocess
import time

import pytest
from conftest import Visitor
from test_sessions import THEME, Room, perform

KOMPAS = os.environ.get("KOMPAS", ".build/debug/kompas")
SHARED = pathlib.Path(os.environ.get("KOMPAS_SHARED", "../shared"))
RESULTS = SHARED / "data/sfo-airport-2017/sfo_2017.csv"
PASSWORD = "violet kettle under seven bridges"


def kompas(*arguments, typed=None):
    done = subprocess.run([KOMPAS, *arguments], input=typed, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture
def airport(tmp_path):
    """An organisation that brought its results in, with somebody who leads sessions."""
    if not RESULTS.exists():
        pytest.skip("The airport's results are not here: ../shared")
    data = ["--data", str(tmp_path / "data")]
    kompas("member", "add", *data, "--organisation", "SFO", "--name", "Ada Airport", "--email", "ada@sfo.test", "--role",
           "facilitator", "--language", "en", "--password", typed=f"{PASSWORD}\n{PASSWORD}\n")
    kompas("import", str(RESULTS), *data, "--mapping", "docs/real-data/mappings/sfo-2017-whole.json", "--new", "SFO guests",
           "--wave", "2017", "--day", "2017-05-15", "--language", "en", "--make-units")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    log = tmp_path / "log"
    server = subprocess.Popen(
        [KOMPAS, "serve", *data, "--port", str(port)], stdout=log.open("w"), stderr=subprocess.STDOUT)
    for _ in range(240):
        if "Kompas is ready" in log.read_text():
            break
        assert server.poll() is None, log.read_text()
        time.sleep(0.5)
    yield f"http://localhost:{port}"
    server.terminate()
    server.wait()


def test_the_airports_board_decides_in_english(chromium, airport):
    room = Room(chromium, language="en", address=airport)
    try:
        desk = room.desk
        desk.goto(airport + "/sign-in")
        Visitor(desk, "en").speak()
        desk.get_by_label("Email address").fill("ada@sfo.test")
        desk.get_by_label("Password").fill(PASSWORD)
        desk.get_by_role("button", name="Sign in").click()
        desk.wait_for_url(lambda url: "/sign-in" not in url)
        desk.goto(airport + "/activate/programmes/new")
        desk.get_by_label(re.compile("^What is the programme called")).fill("Guests 2017")
        desk.get_by_role("button", name="Begin").click()
        desk.get_by_role("link", name="Prepare a session with the board").first.click()
        desk.get_by_label(re.compile("^What is the session called")).fill("Level 1 · board")
        desk.get_by_label(re.compile("^Compact")).check()
        desk.get_by_role("button", name="Make the plan").click()
        desk.get_by_role("heading", name="Level 1 · board").wait_for()
        room.check(desk, "sfo-preparation")
        rounds = perform(room, "sfo", desk.locator("section.lead p b").last.inner_text())
        assert rounds >= 8
        report = desk.locator("main").inner_text()
        assert THEME["en"]["title"] in report and THEME["en"]["mandate"] in report
        for dutch in ("Wij dachten", "klanten", "Thema", "Ontvangen", "mensen"):
            assert dutch not in report and dutch not in room.shown, dutch
    finally:
        room.leave()
