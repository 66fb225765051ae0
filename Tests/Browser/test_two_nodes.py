"""Two Kompas on one PostgreSQL: what happens on one is there on the other. Skipped where no PostgreSQL is named."""

import contextlib
import os
import re

import pytest

from conftest import DESK, Visitor
from served import served
from test_answers import answer_this_page

POSTGRES = os.environ.get("KOMPAS_TEST_POSTGRES")
# What forms are signed with, which nodes share.
SECRET = "two nodes on one database share this"


@pytest.fixture(scope="module")
def nodes(tmp_path_factory):
    if not POSTGRES:
        pytest.skip("No PostgreSQL is named: scripts/postgres with scripts/browser")
    folder = tmp_path_factory.mktemp("nodes")
    with contextlib.ExitStack() as running:
        addresses = []
        for name in ("one", "two"):
            data = folder / name
            data.mkdir()
            # The first made the demo in the database; the second only has to know that it is one.
            if name == "two":
                (data / "this-is-a-demo").touch()
            node = served(
                folder / f"{name}.log", "demo", "--data", str(data), "--database", POSTGRES, KOMPAS_SECRET=SECRET)
            addresses.append(running.enter_context(node))
        yield addresses


def test_two_nodes_are_one_kompas(chromium, nodes):
    one, two = nodes
    context = chromium.new_context(viewport=DESK, locale="nl-NL")
    context.set_default_timeout(30_000)
    page = context.new_page()

    # Signed in on one, known on the other: cookies don't know ports.
    page.goto(one + "/demo")
    page.get_by_role("button", name=re.compile("Wouter Kuipers")).first.click()
    page.wait_for_load_state()
    page.goto(two + "/listen")
    assert "/listen/surveys" in page.url and page.url.startswith(two)
    wave = find_open_wave(page, two)
    before = responses(page, two, wave)

    # Answered on the other, seen on both.
    customer = chromium.new_context(viewport=DESK, locale="nl-NL").new_page()
    customer.goto(two + "/o/linde-na-contact")
    for _ in range(12):
        if customer.locator("main form input, main form textarea").count() == 0:
            break
        answer_this_page(customer)
        customer.locator("main form button.main").first.click()
        customer.wait_for_load_state()
    assert "dank" in customer.locator("main").inner_text().lower()
    for node in (one, two):
        assert responses(page, node, wave) == before + 1

    # The product on PostgreSQL, as a visitor sees it.
    visitor = Visitor(page, "nl")
    for path in ("/listen/surveys", wave, "/topics", "/organisation/customers"):
        assert page.goto(one + path).status == 200
    page.goto(one + "/understand")
    visitor.check("understand-on-postgres")

    # Signed out on one, out on the other.
    page.goto(one + "/account")
    with page.expect_navigation():
        page.eval_on_selector("form[action='/sign-out']", "form => form.requestSubmit()")
    page.goto(two + "/listen/surveys")
    assert "/sign-in" in page.url


def find_open_wave(page, node):
    """The wave behind the demo's open link."""
    page.goto(node + "/listen/surveys")
    surveys = page.eval_on_selector_all("main a[href^='/listen/surveys/']", "all => all.map(one => one.getAttribute('href'))")
    for survey in surveys:
        page.goto(node + survey)
        waves = page.eval_on_selector_all("main a[href^='/listen/waves/']", "all => all.map(one => one.getAttribute('href'))")
        for wave in waves:
            page.goto(node + wave)
            if "linde-na-contact" in page.locator("main").inner_text():
                return wave
    raise AssertionError("No wave has the open link of the demo")


def responses(page, node, wave):
    page.goto(node + wave)
    digits = re.sub(r"\D", "", page.locator(".figures .figure, .figures > *").first.inner_text())
    return int(digits)
