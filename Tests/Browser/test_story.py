"""The whole story: from a session's decisions to the route, a customer, a gesture, the next meeting and the proof."""

import re

import pytest
from conftest import ADDRESS

BOARD = "Marijke van der Linde"
FACILITATOR = "Ellen Vermeer"


def text(visitor):
    return visitor.page.locator("main").inner_text()


def follow(visitor, name):
    visitor.page.get_by_role("link", name=name).first.click()
    visitor.page.wait_for_load_state()


def test_the_first_levels_decisions_are_on_the_route(visitor):
    visitor.become(FACILITATOR)
    visitor.open("/activate")
    follow(visitor, re.compile("Voorjaar 2026"))
    assert text(visitor).count(visitor.says("Zet op de route", "Put on the route")) >= 5
    visitor.check("story-programme")
    visitor.page.locator(".levels > li").first.get_by_role("link", name=visitor.says("Zet op de route", "Put on the route")).click()
    visitor.page.wait_for_load_state()
    assert visitor.says("staat op de route", "on the route") in text(visitor)
    visitor.check("story-outcomes-taken")
    follow(visitor, "Wie ons belt, spreekt dezelfde dag iemand die helpt")
    found = text(visitor)
    for part in ("Regio Noord", "Belrooster", "De maandelijkse belstatistiek", "Voorjaar 2026"):
        assert part in found, part
    assert visitor.page.locator("blockquote").count() >= 1, "what customers said stands at its beginning"


def test_what_a_team_chose_comes_onto_the_route_with_one_button_and_once(visitor):
    visitor.become(BOARD)
    visitor.open("/act/route/outcomes").check("story-outcomes")
    # What earlier visits of this run pressed still waits for what it misses.
    waiting = visitor.page.locator("section.decided").filter(has_text=visitor.says("kan op de route", "can go on the route"))
    if waiting.count() == 0:
        pytest.skip("other visits of this run put everything on the route")
    section = waiting.first
    name = section.locator("h2").inner_text()
    chosen = section.locator("li b").first.inner_text()
    action = section.locator("form").get_attribute("action")
    again = visitor.page.context.new_page()
    again.goto(ADDRESS + "/act/route/outcomes")
    section.locator("form button.button").click()
    visitor.page.wait_for_load_state()
    assert name in text(visitor)
    assert visitor.says("op de route", "on the route") in visitor.page.locator(".notice").inner_text()
    visitor.check("story-outcomes-pressed")
    # What misses an owner waits, and is asked for.
    assert visitor.page.locator("select").count() >= 1
    visitor.page.locator("select").first.select_option(index=1)
    visitor.page.locator("input[type=date]").first.fill("2020-01-01")
    visitor.page.locator("section.decided form button.button").click()
    visitor.page.wait_for_load_state()
    assert visitor.page.locator(".wrong").count() >= 1, "a day that is past is said beside its field"
    assert visitor.page.locator("input[type=date]").first.input_value() == "2020-01-01", "what was typed is kept"
    visitor.errors.clear()
    visitor.check("story-outcomes-problem")
    # A second press, from a page that was open before, adds nothing.
    again.locator(f"form[action='{action}'] button.button").click()
    again.wait_for_load_state()
    again.close()
    visitor.open("/act/route")
    visitor.open(action)
    assert text(visitor).count(chosen) <= 2
    follow(visitor, chosen)
    assert visitor.heading() == chosen
    visitor.check("story-action")


def test_the_next_wave_says_what_worked_what_did_not_and_what_cannot_be_told(visitor):
    visitor.become(BOARD)
    visitor.open("/anchor/proof").check("story-proof")
    words = {
        "Wie ons belt": ("Belrooster", visitor.says("bewogen", "moved")),
        "Wat we afspreken": ("Elke ochtend", visitor.says("niet te zien|gelijk gebleven", "not shown|stayed the same")),
        "Elke klant heeft": ("kaartje met naam", visitor.says("te weinig antwoorden", "too few answers")),
    }
    for ambition, (action, verdict) in words.items():
        visitor.open("/act/route")
        follow(visitor, re.compile(ambition))
        line = visitor.page.locator(".acts > li", has_text=action).first.inner_text()
        assert re.search(verdict, line), line


def test_from_a_customers_words_up_to_the_decision(visitor):
    visitor.become(BOARD)
    visitor.open("/act/route")
    follow(visitor, re.compile("Wie ons belt"))
    visitor.page.locator("blockquote footer a").first.click()
    visitor.page.wait_for_load_state()
    assert "Wie ons belt" in text(visitor)
    visitor.check("story-trail")


def test_every_role_finds_its_own_part_at_home(visitor):
    employee = visitor.people_of(["medewerker", "employee"])[0]
    manager = visitor.people_of(["leidinggevende", "manager"])[0]
    parts = {
        # Earlier visits of this run may have spoken with all of them.
        "employee": (employee, [
            visitor.says("Klanten om te spreken|hoef je niemand te bellen", "Customers to speak with|Nobody to call"),
            visitor.says(r"Vandaag iets kleins\?", r"Something small today\?"),
        ]),
        "manager": (manager, [
            visitor.says("Blijft liggen in je onderdeel", "Stuck in your unit"),
            visitor.says("op tijd", "in time"),
        ]),
        "board": (BOARD, [
            "MT-overleg", visitor.says("Onze graadmeter", "Our indicator"), visitor.says("Vragen aan jou", "Questions for you"),
        ]),
        "facilitator": (FACILITATOR, [visitor.says("Sessies", "Sessions")]),
    }
    others = {
        "employee": "graadmeter|indicator", "board": "Klanten om te spreken|Customers to speak with",
        "facilitator": "Klanten om te spreken|Customers to speak with",
    }
    for role, (name, own) in parts.items():
        visitor.become(name)
        visitor.open("/")
        for part in own:
            assert re.search(part, text(visitor)), f"{role} {name} misses {part}: {text(visitor)}"
        if role in others:
            assert not re.search(others[role], text(visitor)), f"{role} sees what is another's"
        visitor.check(f"story-home-{role}")
        link = visitor.page.locator("main ul.rows a, main ul.calls h3 a").first
        link.click()
        visitor.page.wait_for_load_state()
        assert visitor.page.url.rstrip("/") != ADDRESS, "each line leads somewhere"
