"""Comments, topics and tables that are taken along, in both languages, on a phone and at a desk."""

import re


def said(visitor, dutch, english):
    return dutch if visitor.language == "nl" else english


def test_the_board_reads_what_promoters_say_and_detractors_do_not(visitor):
    visitor.enter_as("Marijke van der Linde").open("/understand")
    visitor.page.get_by_role("link", name=said(visitor, "Toelichtingen", "Comments"), exact=True).click()
    visitor.page.wait_for_load_state()
    assert said(visitor, "Promotors", "Promoters") in visitor.heading()
    assert visitor.page.locator("blockquote").count() == 20
    visitor.check("comments")
    visitor.page.locator(".words a").first.click()
    visitor.page.wait_for_url(re.compile("words=.*stance=promoter"))
    visitor.page.get_by_label(re.compile(said(visitor, "Zoek in toelichtingen", "Search in comments"))).fill("monteur -snel")
    visitor.page.keyboard.press("Enter")
    visitor.page.wait_for_url(re.compile("words=monteur"))
    visitor.page.locator("blockquote").first.wait_for()
    visitor.check("comments-searched")


def test_a_researcher_edits_the_topics(visitor):
    visitor.enter_as("Wouter Kuipers").open("/topics")
    visitor.check("topics")
    visitor.page.get_by_role("link", name=said(visitor, "Bereikbaarheid", "Reachability")).click()
    visitor.page.wait_for_load_state()
    visitor.page.get_by_role("button", name=said(visitor, "Kijk wat dit vindt", "See what this finds")).click()
    visitor.page.wait_for_load_state()
    visitor.check("topic")
    visitor.open("/understand")
    visitor.page.get_by_role("link", name=said(visitor, "Toelichtingen", "Comments"), exact=True).click()
    visitor.page.get_by_text(said(visitor, "Waar gaat dit over?", "What is this about?")).first.click()
    visitor.check("comments-coding")


def test_a_table_can_be_taken_along(visitor):
    visitor.enter_as("Marijke van der Linde").open("/understand")
    with visitor.page.expect_download() as download:
        visitor.page.get_by_role("link", name="CSV").first.click()
    with open(download.value.path(), encoding="utf-8-sig") as file:
        assert file.read().startswith(said(visitor, "Niveau;Onderdeel;", "Reading,Unit,"))
