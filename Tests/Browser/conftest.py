"""The demo in a real Chromium, as a newcomer meets it. `scripts/browser` starts the server and names its address."""

import os
import pathlib
import re
import shutil

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import sync_playwright

ADDRESS = os.environ["KOMPAS_ADDRESS"]
PICTURES = os.environ.get("KOMPAS_SCREENSHOTS")
PHONE = {"width": 360, "height": 780}
DESK = {"width": 1280, "height": 900}


def barriers(page):
    """What axe finds on a page. A page that stays, as those of a session do, gets its script once."""
    if page.evaluate("!window.axe"):
        page.evaluate(AXE_SCRIPT)
    return page.evaluate(
        """async () => {
          const { violations } = await axe.run({ resultTypes: ['violations'] });
          return violations.flatMap(({ id, nodes }) => nodes.slice(0, 3).map(({ html }) => `${id}: ${html.slice(0, 160)}`));
        }""")


@pytest.fixture(scope="session")
def chromiums():
    """Opens a Chromium, with these settings of its own; all are closed at the end."""
    path = shutil.which("chromium") or shutil.which("google-chrome")
    assert path, "Chromium is not installed: scripts/setup test installs it"
    with sync_playwright() as playwright:
        browsers = []

        def make(**settings):
            browsers.append(playwright.chromium.launch(executable_path=path, args=["--no-sandbox"], **settings))
            return browsers[-1]

        yield make
        for browser in browsers:
            browser.close()


@pytest.fixture(scope="session")
def chromium(chromiums):
    return chromiums()


@pytest.fixture
def own_chromium(chromiums):
    """One that keeps pages to come back to, as every browser of a visitor does."""
    return chromiums(ignore_default_args=["--disable-back-forward-cache"])


class Visitor:
    """Somebody at a browser: what they do, and what every page that they see must hold to."""

    def __init__(self, page, language):
        self.page = page
        self.language = language
        self.errors = []
        page.on("pageerror", lambda error: self.note(str(error)))
        page.on("console", lambda line: self.note(line.text) if line.type == "error" else None)

    def note(self, error):
        """Keeps an error of a page. A fade between two pages that the browser leaves out, since the next page was there already
        or somebody went on, isn't one: it says so as a rejection that no page can catch (CSS view transitions, issue 13726)."""
        if not error.startswith("Transition was "):
            self.errors.append(error)

    def open(self, path):
        answer = self.page.goto(ADDRESS + path)
        assert answer.status < 400, f"{path} answers {answer.status}"
        return self

    def enter_as(self, name):
        """Signs in with one click, as anyone can in a demo."""
        self.open("/demo")
        self.page.get_by_role("button", name=re.compile(re.escape(name))).first.click()
        self.page.wait_for_load_state()
        return self.speak()

    def become(self, name):
        """Leaves, and comes back as somebody else."""
        self.page.context.clear_cookies()
        return self.enter_as(name)

    def people_of(self, words):
        """The names in the demo's door behind which one of these words stands."""
        self.page.context.clear_cookies()
        self.open("/demo")
        rows = self.page.locator("button.door").all_inner_texts()
        return [row.split("\n")[0].strip() for row in rows if any(word in row.lower() for word in words)]

    def says(self, nl, en):
        return nl if self.language == "nl" else en

    def speak(self):
        """Switches to the language of this visit, as anyone can on every page."""
        if self.page.locator("html").get_attribute("lang") != self.language:
            self.page.get_by_role("button", name="English" if self.language == "en" else "Nederlands").first.click()
            self.page.wait_for_load_state()
        return self

    def heading(self):
        headings = self.page.locator("h1")
        assert headings.count() == 1, "a page has one h1"
        return headings.inner_text()

    def check(self, name):
        """Looks at the page as everyone must be able to: axe, width, language, weight."""
        self.page.wait_for_load_state("networkidle")
        if PICTURES:
            folder = pathlib.Path(PICTURES)
            folder.mkdir(parents=True, exist_ok=True)
            width = self.page.viewport_size["width"]
            self.page.screenshot(path=folder / f"{name}-{self.language}-{width}.png", full_page=True)
        assert self.page.locator("html").get_attribute("lang") == self.language
        wide = self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, f"{name} is {wide} px wider than the screen"
        text = self.page.locator("body").inner_text()
        for leftover in ("{{", "}}", "undefined", "null", "NaN"):
            assert leftover not in text, f"{name} shows {leftover}"
        assert not re.search(r"\b(results|people|listen|answer|imports|kit|charts|route|commitments|agenda|proof)\.[a-z]+\.[a-zA-Z.]+", text), text
        problems = barriers(self.page)
        assert not problems, f"{name}: " + "\n".join(problems)
        assert not self.errors, f"{name}: {self.errors}"
        return self


@pytest.fixture(params=["nl", "en"])
def language(request):
    return request.param


@pytest.fixture(params=[PHONE, DESK], ids=["phone", "desk"])
def size(request):
    return request.param


@pytest.fixture
def visitor(chromium, language, size):
    context = chromium.new_context(viewport=size, locale="nl-NL" if language == "nl" else "en-GB")
    context.set_default_timeout(60_000)
    yield Visitor(context.new_page(), language)
    context.close()
