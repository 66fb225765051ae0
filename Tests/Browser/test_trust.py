"""What people may trust: who asks to be forgotten is gone from every page, and who comes too often hears when to come back."""

import re

import pytest
from conftest import PHONE, Visitor
from served import served

ADMINISTRATOR = "Tom de Graaf"
BOARD = "Marijke van der Linde"


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    """A demo of its own: others must find everybody in theirs."""
    folder = tmp_path_factory.mktemp("trust")
    with served(folder / "log", "demo", "--data", str(folder / "demo")) as address:
        yield address


class Guest(Visitor):
    """A visitor of a house of its own."""

    def __init__(self, page, language, address):
        super().__init__(page, language)
        self.address = address

    def open(self, path):
        answer = self.page.goto(self.address + path)
        assert answer.status < 400, f"{path} answers {answer.status}"
        return self

    def become(self, name):
        self.page.context.clear_cookies()
        return self.enter_as(name)

    def text(self):
        return self.page.locator("body").inner_text()

    def press(self, name):
        self.page.get_by_role("button", name=name).first.click()
        self.page.wait_for_load_state()


@pytest.fixture(params=["nl", "en"])
def guest(request, chromium, house):
    context = chromium.new_context(viewport=PHONE, locale="nl-NL" if request.param == "nl" else "en-GB")
    context.set_default_timeout(60_000)
    yield Guest(context.new_page(), request.param, house)
    context.close()


def says(guest, nl, en):
    return nl if guest.language == "nl" else en


def erase(guest, path):
    """From the page of somebody to the page on which they are no more."""
    guest.open(path)
    guest.page.locator("a[href$='/erasure']").click()
    guest.page.wait_for_load_state()
    guest.check("erasure-" + ("customer" if "/customers/" in path else "person"))
    button = guest.page.locator("main form button.button").last
    button.click()
    guest.page.wait_for_load_state()
    assert guest.page.locator(".wrong").count() >= 1, "it asks whether one is sure"
    guest.errors.clear()
    if guest.page.locator("select[name=heir]").count():
        guest.page.locator("select[name=heir]").select_option(index=1)
    guest.page.locator("input[name=sure]").check()
    guest.page.locator("main form button.button").last.click()
    guest.page.wait_for_load_state()
    assert guest.page.locator(".notice").count() == 1
    guest.check("erased")


def pages_with(guest, name, paths):
    """Those of these pages on which the name stands."""
    found = []
    for path in paths:
        guest.open(path)
        if name in guest.text():
            found.append(path)
    return found


def test_a_customer_who_is_erased_stands_on_no_page(guest):
    guest.become(ADMINISTRATOR).open("/organisation/customers")
    # The two visits of this test each take somebody else.
    link = guest.page.locator("main ul.rows a[href*='/organisation/customers/'], main table a[href*='/organisation/customers/']")
    first = link.first
    name = first.inner_text().split("\n")[0].strip()
    path = first.get_attribute("href")
    places = ["/organisation/customers", f"/organisation/customers?q={name.replace(' ', '+')}"]
    assert pages_with(guest, name, places)
    erase(guest, path)
    # The notice is on the page that follows, once.
    assert pages_with(guest, name, places[:1]) == []
    guest.open("/organisation/customers?q=" + name.replace(" ", "+"))
    assert name not in guest.page.locator("main ul, main table").all_inner_texts()
    assert guest.page.goto(guest.address + path).status == 404
    guest.errors.clear()
    guest.become(BOARD)
    assert pages_with(guest, name, ["/", "/understand", "/act/route", "/anchor/agenda"]) == []


def test_a_colleague_who_is_erased_stands_on_no_page(guest):
    places = ["/", "/act/route", "/act/asks", "/act/huddles", "/anchor/agenda", "/activate", "/organisation/people"]
    guest.become(BOARD)
    read = routes_of(guest) + [place for place in places if is_open(guest, place)]
    texts = {}
    for place in read:
        guest.open(place)
        texts[place] = guest.page.locator("main").inner_text()
    # Somebody whom the board reads of. The two visits of this test each take somebody else.
    guest.become(ADMINISTRATOR).open("/organisation/people")
    links = guest.page.locator("main a[href*='/organisation/people/']").all()
    colleagues = {link.inner_text().split("\n")[0].strip(): link.get_attribute("href") for link in links}
    known = [name for name in colleagues if " " in name and name not in (ADMINISTRATOR, BOARD)
             and any(name in text for text in texts.values())]
    assert known, "the board reads of nobody"
    name = known[0]
    erase(guest, colleagues[name])
    for reader in (ADMINISTRATOR, BOARD):
        guest.become(reader)
        assert pages_with(guest, name, [place for place in places if is_open(guest, place)]) == []
    assert pages_with(guest, name, read) == []
    guest.page.context.clear_cookies()
    guest.open("/demo")
    assert name not in guest.text(), "nobody signs in with that name"


def is_open(guest, path):
    return guest.page.request.get(guest.address + path).status == 200


def routes_of(guest):
    """The ambitions of the route, each on a page of its own."""
    guest.open("/act/route")
    links = guest.page.locator("main a[href^='/act/route/']").evaluate_all("all => all.map(one => one.getAttribute('href'))")
    return sorted(set(link for link in links if re.fullmatch(r"/act/route/[^/?]{20,}", link)))[:5]


def test_too_many_tries_to_sign_in_say_when_to_come_back(guest):
    guest.open("/sign-in").speak()
    address = f"nobody-{guest.language}@linde.test"
    for attempt in range(40):
        guest.page.locator("input[name=email]").fill(address)
        guest.page.locator("input[name=password]").fill("not the password at all")
        guest.page.locator("form").filter(has=guest.page.locator("input[name=password]")).locator("button").click()
        guest.page.wait_for_load_state()
        if re.search(says(guest, r"(seconde|minu)", r"(second|minute)"), guest.page.locator("main").inner_text()):
            break
    assert attempt >= 4, "a few mistakes are allowed"
    text = guest.page.locator("main").inner_text()
    assert re.search(r"\d+ " + says(guest, "(seconde|minu)", "(second|minute)"), text), text
    guest.errors.clear()
    guest.check("sign-in-too-often")
