"""The three readings by keyboard alone: no mouse, no thumb, and always to be seen where one is."""

import re

import pytest
from conftest import DESK, Visitor


class Hands:
    """Somebody who only has a keyboard."""

    def __init__(self, page):
        self.page = page

    def focused(self):
        return self.page.evaluate(
            """() => {
              const here = document.activeElement
              const style = getComputedStyle(here)
              const box = here.getBoundingClientRect()
              return {
                words: here === document.body ? '' : here.getAttribute('aria-label') || here.innerText || here.name || '',
                isSeen: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0,
                isOnScreen: box.bottom > 0 && box.top < innerHeight && box.width > 0,
              }
            }""")

    def reach(self, words, most=90):
        """Tabs until something that says this has the focus."""
        passed = []
        for _ in range(most):
            self.page.keyboard.press("Tab")
            here = self.focused()
            if here["words"].strip():
                assert here["isSeen"], f"the focus on {here['words']!r} can't be seen"
                assert here["isOnScreen"], f"{here['words']!r} has the focus and is off the screen"
            passed.append(here["words"].split("\n")[0])
            if re.search(words, here["words"]):
                return self
        raise AssertionError(f"{words!r} is not reached, only {passed}")

    def press(self, key="Enter"):
        with self.page.expect_navigation():
            self.page.keyboard.press(key)
        return self

    def heading(self):
        return self.page.locator("h1").inner_text()


@pytest.fixture(params=["nl", "en"])
def visit(chromium, request):
    context = chromium.new_context(viewport=DESK, locale="nl-NL" if request.param == "nl" else "en-GB")
    context.set_default_timeout(60_000)
    yield Visitor(context.new_page(), request.param)
    context.close()


def enter(visit, name):
    hands = Hands(visit.page)
    visit.page.context.clear_cookies()
    visit.open("/demo")
    hands.reach(name).press()
    if visit.page.locator("html").get_attribute("lang") != visit.language:
        hands.reach("^English$" if visit.language == "en" else "^Nederlands$").press()
    return hands


def test_the_three_readings_by_keyboard(visit):
    hands = enter(visit, "Marijke van der Linde")
    # The first stop of a page leads past its menu.
    visit.page.keyboard.press("Tab")
    assert re.search(visit.says("inhoud", "content"), hands.focused()["words"]), hands.focused()
    hands.reach(visit.says("^Begrijpen", "^Understand")).press()
    board = hands.heading()
    assert re.search(r"\d", board), board
    hands.reach(visit.says("Hoe is dit berekend", "How was this calculated"))
    visit.page.keyboard.press("Enter")
    assert visit.page.locator("details.method[open] dd").first.is_visible(), "the card of the method opens"
    hands.reach(r"^Regio Zuid$").press()
    assert "Zuid" in hands.heading()
    hands.reach(visit.says("Opmerkingen|Wat ze zeggen|Toelichtingen", "Comments|What they say")).press()
    comments = visit.page.url
    hands.reach(r"^(q|words|search|zoek)|Zoek|Search")
    visit.page.keyboard.type("monteur")
    hands.press()
    assert visit.page.url != comments and "monteur" in visit.page.url

    hands = enter(visit, "Bram Jansen")
    hands.reach(visit.says("^Begrijpen", "^Understand")).press()
    assert visit.page.locator("main li, main tr").count() > 3
    assert not visit.errors, visit.errors
