"""From a customer's answer to a talk, a tap and applause: in both languages, on a phone and at a desk."""

import re

import pytest
from conftest import ADDRESS

EMPLOYEES = ["medewerker", "employee"]


def become(visitor, name):
    """Leaves, and comes back as somebody else."""
    visitor.page.context.clear_cookies()
    return visitor.enter_as(name)


def people_of(visitor, words):
    """The names in the demo's door behind which one of these words stands."""
    visitor.page.context.clear_cookies()
    visitor.open("/demo")
    rows = visitor.page.locator("button.door").all_inner_texts()
    return [row.split("\n")[0].strip() for row in rows if any(word in row.lower() for word in words)]


def employee_with_customers(visitor):
    for name in people_of(visitor, EMPLOYEES):
        become(visitor, name)
        visitor.open("/act/customers")
        if visitor.page.locator(".calls li").count():
            return name
    pytest.fail("nobody of the demo has a customer to speak with")


def test_an_employee_speaks_with_a_customer_and_keeps_what_came_of_it(visitor):
    name = employee_with_customers(visitor)
    visitor.open("/").check("home-employee")
    visitor.open("/act/customers").check("follow-ups")
    visitor.page.locator(".calls h2 a").first.click()
    visitor.page.wait_for_load_state()
    assert visitor.page.locator(".steps li").count() >= 3, name
    visitor.check("follow-up")
    visitor.page.locator("input[name=outcome][value=solved]").check()
    visitor.page.locator("textarea[name=said]").fill("Goed gesprek <b>gehad</b> & opgelost")
    visitor.page.locator("form.form").first.locator("button.button").click()
    visitor.page.wait_for_load_state()
    assert visitor.page.url.endswith("/act/customers")
    assert visitor.page.locator(".notice").count() == 1


def test_a_customer_taps_once_without_an_account(visitor):
    visitor.page.context.clear_cookies()
    visitor.page.goto(ADDRESS + "/c/linde-is-het-opgelost")
    page = visitor.page
    visitor.language = page.locator("html").get_attribute("lang")
    visitor.check("customer-ask")
    page.locator("button[value=solved]").click()
    page.wait_for_load_state()
    assert page.locator("textarea[name=words]").count() == 1
    visitor.check("customer-answered")


def test_a_gesture_is_done_and_applauded(visitor):
    employee_with_customers(visitor)
    visitor.open("/act/gestures").check("gestures")
    visitor.open("/act/gestures/new")
    visitor.page.locator(".rows a").first.click()
    visitor.page.wait_for_load_state()
    visitor.check("gesture-new")
    visitor.page.locator("textarea[name=words]").fill("Zelf langsgegaan met de sleutel")
    visitor.page.locator("form.form").first.locator("button.button").click()
    visitor.page.wait_for_load_state()
    visitor.check("gesture-planned")
    visitor.page.locator("form[action$='/done'] button").click()
    visitor.page.wait_for_load_state()
    visitor.check("gesture-done")
    address = re.sub(r"^https?://[^/]+", "", visitor.page.url)
    become(visitor, "Marijke van der Linde")
    visitor.open(address)
    visitor.page.locator("form[action$='/applause'] button").click()
    visitor.page.wait_for_load_state()
    assert visitor.page.locator("form[action$='/silence']").count() == 1
    visitor.check("gesture-applauded")


def test_every_role_has_its_own_day(visitor):
    for name, part in [
        ("Marijke van der Linde", "board"), ("Ellen Vermeer", "facilitator"), ("Wouter Kuipers", "researcher"),
        ("Tom de Graaf", "administrator"),
    ]:
        become(visitor, name)
        visitor.open("/")
        visitor.check(f"home-{part}")


def test_the_board_sees_the_share_in_time_and_the_indicator(visitor):
    become(visitor, "Marijke van der Linde")
    visitor.open("/anchor/indicator")
    assert visitor.page.locator("svg").count() >= 1
    visitor.check("indicator")
    visitor.open("/act")
    visitor.page.locator(".tabs a", has_text="tijd" if visitor.language == "nl" else "time").first.click()
    visitor.page.wait_for_load_state()
    assert "%" in visitor.heading()
    visitor.check("follow-up-share")


def test_a_manager_sees_what_is_stuck_and_gives_room(visitor):
    for name in people_of(visitor, ["leidinggevende", "manager"])[:6]:
        become(visitor, name)
        visitor.open("/act/customers/stuck")
        if visitor.page.locator(".calls li").count():
            break
    visitor.check("stuck")
    visitor.open("/").check("home-manager")
    visitor.open("/act/room").check("room")
    visitor.page.locator(".rows a").first.click()
    visitor.page.wait_for_load_state()
    visitor.check("room-of-a-unit")
    visitor.open("/act/customers/rules").check("rules")
