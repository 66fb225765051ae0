"""Nobody is sent to a page that refuses them: every kind of link that a role meets leads somewhere, and soon."""

import html
import re

import pytest
from conftest import ADDRESS, Visitor

ROLES = {
    "board": "Marijke van der Linde", "manager": "Carlijn Willems", "employee": "Bram Jansen",
    "facilitator": "Ellen Vermeer", "researcher": "Wouter Kuipers", "administrator": "Tom de Graaf",
}


def kind(path):
    """Pages that differ only in what they are about are of one kind."""
    place, _, query = path.partition("?")
    names = sorted(part.partition("=")[0] for part in query.split("&") if part)
    return re.sub(r"/[0-9a-f-]{36}(\.\w+)?|/\d{4}-\d\d-\d\d", "/*", place) + "?" + "&".join(names)


@pytest.mark.parametrize("role", ROLES)
def test_no_link_is_refused(chromium, role):
    context = chromium.new_context(locale="en-GB")
    guest = Visitor(context.new_page(), "en").enter_as(ROLES[role])
    # Where each link stands, so that a refusal names the page to mend.
    waiting, met, refused = [("/", "")], {kind("/")}, []
    while waiting:
        path, page = waiting.pop(0)
        answer = context.request.get(ADDRESS + path)
        if answer.status >= 400:
            refused.append(f"{answer.status} {path} on {page}")
        if not answer.headers["content-type"].startswith("text/html"):
            continue
        for link in re.findall(r"""<a\b[^>]*?\shref="(/[^"#]*)""", answer.text()):
            link = html.unescape(link)
            if kind(link) not in met:
                met.add(kind(link))
                waiting.append((link, path))
    context.close()
    assert len(met) > 20, "the crawl met no more than its beginning"
    assert not refused, "\n".join(refused)
    assert not guest.errors, guest.errors
