"""A newcomer brings in a survey of another tool: from the file to the three readings, with a thumb, in both languages."""

import os
import pathlib
import re

import pytest
from test_trust import guest, house, says  # noqa: F401

RESULTS = pathlib.Path(os.environ.get("KOMPAS_SHARED", "../shared")) / "data/sfo-airport-2017/sfo_2017.csv"


def test_the_airports_survey_becomes_three_readings(guest):
    if not RESULTS.exists():
        pytest.skip("The airport's results are not here: ../shared")
    page = guest.page
    guest.become("Wouter Kuipers").open("/listen/imports")
    page.set_input_files("input[type=file]", str(RESULTS))
    page.locator("main form button.button").first.click()
    page.wait_for_load_state()
    guest.check("import-dry-run")
    file = page.url
    # What is used is ticked; all else is left out at once.
    for line in page.locator("ul.columns label").all():
        name = line.locator("b").inner_text()
        if name in ("RESPNUM", "WEIGHT", "NETPRO", "BAREA") or name.startswith("Q7"):
            line.locator("input").check()
    page.locator("input[name=which][value=others]").check()
    page.locator("select[name=role]").select_option("ignore")
    page.locator("form:has(ul.columns) button.button").click()
    page.wait_for_load_state()
    assert "78" in page.locator(".notice").inner_text()
    page.locator("li", has_text="BAREA").locator("a.end").click()
    page.wait_for_load_state()
    page.locator("select[name=role]").select_option("unit")
    page.locator("main form button.button").last.click()
    page.wait_for_load_state()
    guest.check("import-ready")
    page.locator("input[name=title]").fill(f"SFO {guest.language}")
    page.locator("input[name=wave]").fill("2017")
    page.locator("input[name=day]").fill("2017-05-15")
    page.locator("input[name=language][value=en]").check()
    page.locator("input[name=may][value=units]").check()
    page.locator("form:has(input[name=wave]) button.button").click()
    page.get_by_role("heading", name=re.compile(r"2[.,]824")).wait_for()
    assert page.url == file
    guest.check("import-outcome")
    page.locator("main a.button").last.click()
    page.wait_for_load_state()
    assert f"SFO {guest.language}" in page.locator("details.research summary").inner_text()
    # The reference of the set: weighted 40.4, and areas from A to G.
    assert "+40" in guest.heading(), guest.heading()
    text = page.locator("main").inner_text()
    assert "Q7FOOD" in text and says(guest, "gewogen", "weighted") in text
    assert text.count(says(guest, "lijken sterk op elkaar", "are much alike")) <= 1, "said once"
    guest.check("airport-strategic")
    page.locator("table a", has_text=re.compile("^G$")).first.click()
    page.wait_for_load_state()
    assert guest.heading().startswith("G") and says(guest, "gewogen", "weighted") in page.locator("main").inner_text()
    guest.check("airport-tactical")
    assert page.title().startswith(says(guest, "Resultaten van G · SFO nl, 2017 · ", "Results of G · SFO en, 2017 · ")), page.title()
    # Old research that came in today is not what everybody reads from now on; it is one tap away.
    here = page.url
    guest.open("/understand")
    assert "SFO" not in page.locator("details.research summary").inner_text() and "+40" not in guest.heading()
    page.locator("details.research summary").click()
    assert page.locator("details.research a", has_text=re.compile("^2017$")).first.is_visible()
    page.goto(here)
    wave = re.search(r"/understand/[^/]+/[^/]+", page.url).group()
    guest.become("Bram Jansen").open(f"{wave}/customers")
    guest.check("airport-operational")
