#!/usr/bin/env python3
"""Puts one organisation with an open wave into a migrated Kompas database, for the benchmark of submissions.

Usage: prepare.py DATABASE INVITATIONS > tokens
The wave asks nine answers by the open link `benchbenchbenchbench22`; each invitation has a token of its own, one a line."""
import hashlib
import json
import sqlite3
import sys

path, invitations = sys.argv[1], int(sys.argv[2])
MOMENT = "2026-11-21T12:00:00.000Z"


def both(text):
    return {"nl": text, "en": text}


scale = {"low": 1, "high": 5, "hasNotApplicable": True}
document = {
    "title": both("Bench"), "languages": ["nl", "en"], "asksToBeNamed": True,
    "questions": [
        {"id": "recommend", "kind": "recommendation", "text": both("Recommend?"), "isRequired": True},
        {"id": "why", "kind": "text", "text": both("Why?")},
        {"id": "grade", "kind": "grade", "text": both("Grade?"), "isRequired": True},
        {"id": "drivers", "kind": "ratings", "text": both("Drivers?"), "scale": scale,
         "items": [{"id": f"d{n}", "text": both(f"Driver {n}")} for n in range(6)]},
    ],
}

db = sqlite3.connect(path)
db.execute("INSERT INTO organisations (id, name, language, time_zone, is_demo, created_at) VALUES (?,?,?,?,0,?)",
           ("bench", "Bench", "nl", "Europe/Amsterdam", MOMENT))
db.execute("INSERT INTO surveys (id, organisation_id, state, version, created_at) VALUES ('s', 'bench', 'inUse', 1, ?)",
           (MOMENT,))
db.execute("INSERT INTO survey_versions (organisation_id, survey_id, version, document, made_at) VALUES ('bench', 's', 1, ?, ?)",
           (json.dumps(document), MOMENT))
db.execute("""INSERT INTO waves (id, organisation_id, survey_id, version, name, kind, state, opens_on, closes_on, open_link,
           open_link_unit_id) VALUES ('w', 'bench', 's', 1, 'Bench', 'continuous', 'open', '2026-01-01', NULL,
           'benchbenchbenchbench22', NULL)""")
for number in range(invitations):
    token = hashlib.sha256(b"bench%d" % number).hexdigest()
    db.execute("""INSERT INTO customers (id, organisation_id, kind, name, email, language, code, owner_id, unit_id,
               unsubscribed_at, search_key) VALUES (?, 'bench', 'person', 'C', 'c@example.test', 'nl', ?, NULL, NULL, NULL, 'c')""",
               (f"c{number}", str(number)))
    db.execute("""INSERT INTO invitations (id, organisation_id, wave_id, customer_id, unit_id, owner_id, language, token_hash,
               sent_at) VALUES (?, 'bench', 'w', ?, NULL, NULL, 'nl', ?, ?)""",
               (f"i{number}", f"c{number}", hashlib.sha256(token.encode()).hexdigest(), MOMENT))
    print(token)
db.commit()
