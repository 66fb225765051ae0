"""A newcomer with an empty data folder: from what `kompas serve` says to the three readings of a survey of another tool.

Once in Dutch with a thumb, once in English with a keyboard only; files come from the machine, as in a browser's own dialogue.
"""

import os
import pathlib
import re

import pytest
from conftest import DESK, PHONE, Visitor
from served import served
from test_keyboard import Hands

AIRPORT = pathlib.Path(os.environ.get("KOMPAS_SHARED", "../shared")) / "data/sfo-airport-2017"
RESULTS, CODEBOOK = AIRPORT / "sfo_2017.csv", AIRPORT / "sfo_2018_data_dictionary.xlsx"
CODES = re.compile(r"\bQ\d+[A-Z]+")
PASSWORD = "vier losse woorden samen"
UNITS = "code,name\n" + "".join(f"{area},{area}\n" for area in "ABCDEFG")
PEOPLE = {
    "nl": "naam;e-mailadres;rol;onderdeel\nGerda Mol;gerda@sfo.test;Leidinggevende;G\nBas Kok;bas@sfo.test;Medewerker;G\n",
    "en": "name,email,role,unit\nGerda Mol,gerda@sfo.test,Manager,G\nBas Kok,bas@sfo.test,Employee,G\n",
}


class Newcomer(Visitor):
    """Somebody who uses one hand of the two: a thumb, or the keys."""

    def __init__(self, page, language, address, has_keys):
        super().__init__(page, language)
        self.address = address
        self.hands = Hands(page) if has_keys else None

    def open(self, path):
        answer = self.page.goto(self.address + path)
        assert answer.status < 400, f"{path} answers {answer.status}"
        return self

    def press(self, words):
        """A link or a button that says this, on the page that is open."""
        if self.hands:
            self.hands.reach(words, most=400).press()
        else:
            found = self.page.locator("a:visible, button:visible").filter(has_text=re.compile(words)).first
            with self.page.expect_navigation():
                found.tap()
        self.page.wait_for_load_state()
        return self

    def use(self, found):
        """This very link or button, where several say the same."""
        found.focus()
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter") if self.hands else found.tap()
        self.page.wait_for_load_state()

    def fill(self, name, text):
        field = self.page.locator(f"[name={name}]")
        if self.hands:
            field.focus()
            self.page.keyboard.press("Control+A")
            self.page.keyboard.type(text)
        else:
            field.fill(text)

    def tick(self, name, value):
        box = self.page.locator(f"input[name={name}][value='{value}']")
        if self.hands:
            box.focus()
            self.page.keyboard.press("Space")
        else:
            box.tap()
        assert box.is_checked(), f"{name}: {value}"

    def unfold(self, words):
        summary = self.page.locator("summary").filter(has_text=re.compile(words)).first
        if self.hands:
            self.hands.reach(words, most=200)
            self.page.keyboard.press("Enter")
        else:
            summary.tap()


@pytest.fixture(params=["nl", "en"])
def newcomer(request, chromium, tmp_path):
    log = tmp_path / "log"
    has_thumb = request.param == "nl"
    context = chromium.new_context(
        viewport=PHONE if has_thumb else DESK, has_touch=has_thumb, is_mobile=has_thumb,
        locale="nl-NL" if request.param == "nl" else "en-GB")
    context.set_default_timeout(60_000)
    with served(log, "serve", "--data", str(tmp_path / "data")) as address:
        guest = Newcomer(context.new_page(), request.param, address, has_keys=not has_thumb)
        guest.beginning = re.search(r"Begin at (\S+)", log.read_text()).group(1)
        guest.folder = tmp_path
        yield guest
        context.close()


def bring(guest, name, text, kind):
    """A list from a file: looked at first, then taken in."""
    file = guest.folder / name
    file.write_text(text)
    guest.open("/organisation/import").tick("kind", kind)
    guest.page.set_input_files("input[type=file]", str(file))
    guest.press(guest.says("^Bekijk wat er gebeurt", "^See what would happen"))
    guest.check(f"newcomer-list-{kind}")
    guest.use(guest.page.locator("main form button.button").last)


def test_a_newcomer_gets_to_the_three_readings_without_help(newcomer):
    if not RESULTS.exists():
        pytest.skip("The airport's results are not here: ../shared")
    guest, page = newcomer, newcomer.page
    # The door says where the beginning is; the beginning makes the organisation and lets one in.
    guest.open("/sign-in")
    assert guest.says("met welke link je begint", "with which link you begin") in page.locator("main").inner_text()
    page.goto(guest.beginning)
    guest.speak().check("newcomer-begin")
    for name, text in [("organisation", "SFO"), ("name", "Anna Vos"), ("email", "anna@sfo.test"), ("password", PASSWORD)]:
        guest.fill(name, text)
    guest.press("^Begin")
    assert page.url == guest.address + "/", "one is in at once"
    guest.check("newcomer-home")
    guest.press(guest.says("^Lees een lijst in", "^Read in a list"))
    guest.check("newcomer-lists")
    bring(guest, "units.csv", UNITS, "units")
    bring(guest, "people.csv", PEOPLE[guest.language], "people")
    # The way from home to the results of another tool.
    guest.open("/").press(guest.says("^Haal resultaten binnen", "^Bring in results"))
    page.set_input_files("input[type=file]", str(RESULTS))
    guest.press(guest.says("^Bekijk het bestand", "^Look at the file"))
    guest.check("newcomer-columns")
    # The columns are called Q7FOOD and the like: the list beside the results gives them words.
    page.set_input_files("input[name=codebook]", str(CODEBOOK))
    guest.press(guest.says("^Neem de woorden over", "^Take over the words"))
    guest.check("newcomer-codebook")
    for line in page.locator("ul.columns label").all():
        code = line.locator(".quiet").inner_text().split(" · ")[0]
        if code in ("RESPNUM", "WEIGHT", "NETPRO", "BAREA") or code.startswith("Q7"):
            assert not CODES.search(line.locator("b").inner_text()), code
            guest.tick("column", line.locator("input").get_attribute("value"))
    guest.tick("which", "others")
    page.locator("select[name=role]").select_option("ignore")
    guest.press(guest.says("^Verander deze kolommen", "^Change these columns"))
    guest.use(page.locator("li", has_text="BAREA").locator("a.end"))
    page.locator("select[name=role]").select_option("unit")
    guest.press(guest.says("^Bewaar", "^Save"))
    guest.fill("title", "Guests")
    guest.fill("wave", "2017")
    page.locator("input[name=day]").fill("2017-05-15")
    guest.press(guest.says("^Laat de antwoorden binnen", "^Let the responses in"))
    page.get_by_role("heading", name=re.compile(r"2[.,]824")).wait_for()
    guest.press(guest.says("^Naar de resultaten", "^To the results"))
    assert "+40" in guest.heading() and "Guests" in page.title() and "SFO" in page.title(), page.title()
    guest.unfold(guest.says("Hoe is dit berekend", "How was this calculated"))
    assert page.locator("details.method[open] dd").first.is_visible()
    guest.check("newcomer-board")
    says_words(guest)
    # A colleague begins with a link that one hands over, and meets their own level.
    for name, words, finding in [
        ("Gerda Mol", guest.says("^Begrijpen", "^Understand"), r"^G\b"),
        ("Bas Kok", guest.says("^Begrijpen", "^Understand"), guest.says("klanten", "customers")),
    ]:
        begin(guest, name)
        guest.press(words)
        assert re.search(finding, guest.heading()), guest.heading()
        guest.check(f"newcomer-{name.split()[0].lower()}")
        assert not CODES.search(page.locator("main").text_content())
    guest.press(guest.says("^Lees wat klanten samen vinden", "^Read what customers think together"))
    assert "+40" in guest.heading()


def says_words(guest):
    """The drivers are called by the words of the codebook, and none by the code of its column."""
    text = guest.page.locator("main").text_content()
    assert not CODES.search(text), CODES.search(text)
    assert "Restaurants" in text and "Signs and directions inside SFO" in text


def begin(guest, name):
    """From the administrator's page of a colleague to the first page of that colleague."""
    page = guest.page
    page.context.clear_cookies()
    guest.open("/sign-in").speak()
    guest.fill("email", "anna@sfo.test")
    guest.fill("password", PASSWORD)
    guest.press(guest.says("^Meld je aan", "^Sign in"))
    guest.open("/organisation/people").press(f"^{name}")
    guest.press(guest.says("^Maak een link", "^Make a link"))
    link = page.locator("main code").inner_text()
    guest.check("newcomer-link")
    page.context.clear_cookies()
    page.goto(link)
    guest.speak()
    guest.fill("password", PASSWORD)
    guest.press("^Begin")
    guest.fill("email", name.split()[0].lower() + "@sfo.test")
    guest.fill("password", PASSWORD)
    guest.press(guest.says("^Meld je aan", "^Sign in"))
    guest.speak()
