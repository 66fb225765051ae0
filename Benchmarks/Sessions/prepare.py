#!/usr/bin/env python3
"""Puts one organisation with a session of one round into a migrated Kompas database, and somebody who may lead it.

Usage: prepare.py DATABASE.  Prints the session's id, its code and the secret of the facilitator's sign-in."""
import hashlib
import json
import sqlite3
import sys

MOMENT = "2026-11-21T12:00:00.000Z"
FAR = "2099-01-01T00:00:00.000Z"
TOKEN = "bench" * 8

db = sqlite3.connect(sys.argv[1])


def insert(table, **values):
    names = ", ".join(values)
    db.execute(f"INSERT INTO {table} ({names}) VALUES ({', '.join('?' * len(values))})", tuple(values.values()))


def phrase(key):
    return {"phrase": {"_0": {"key": key, "facts": {}}}}


round_ = {
    "id": "guess", "kind": "guessScore", "title": phrase("rounds.guessScore.title"),
    "question": phrase("rounds.guessScore.question"), "options": [], "labels": [], "cards": [],
    "scale": {"low": 1, "high": 10, "decimals": 1, "mayBeSkipped": False}, "figure": "grade",
    "limits": {"picks": 3, "dots": 3, "dotsPerOption": 2, "texts": 1, "characters": 280},
    "policy": {"visibility": "anonymous", "minimumGroup": 5, "revealTo": "together", "attempts": 2, "softSeconds": 10,
               "needsContribution": True, "isKept": True},
}
steps = [{"slot": "own", "round": round_, "minutes": 5, "script": [], "isSkipped": False}]
plan = {"level": "operational", "steps": steps, "omissions": []}

insert("organisations", id="bench", name="Bench", language="nl", time_zone="Europe/Amsterdam", is_demo=0, created_at=MOMENT)
insert("units", id="u", organisation_id="bench", name="Bench", code="B")
insert("unit_placements", organisation_id="bench", unit_id="u", parent_id=None, valid_from="2020-01-01", valid_until=None)
insert("accounts", id="a", email="anna@bench.test", password_hash=None, created_at=MOMENT)
insert("people", id="anna", organisation_id="bench", account_id="a", name="Anna", email="anna@bench.test", language="nl")
insert("roles", organisation_id="bench", person_id="anna", unit_id="u", role="facilitator", valid_from="2020-01-01",
       valid_until=None)
insert("sign_ins", id="si", account_id="a", person_id="anna", organisation_id="bench",
       token_hash=hashlib.sha256(TOKEN.encode()).hexdigest(), device="bench", created_at=MOMENT, last_seen_at=FAR,
       expires_at=FAR)
insert("surveys", id="s", organisation_id="bench", state="inUse", version=1, created_at=MOMENT)
insert("waves", id="w", organisation_id="bench", survey_id="s", version=1, name="Bench", kind="continuous", state="open",
       opens_on="2026-01-01")
insert("programmes", id="p", organisation_id="bench", survey_id="s", wave_id="w", name="Bench")
insert("sessions", id="session", organisation_id="bench", programme_id="p", level="operational", unit_id="u", wave_id="w",
       title="Bench", code="bcdfgh", plan=json.dumps(plan), phase="planned", has_mandate=1, seq=0, attempt=0)
insert("session_crew", organisation_id="bench", session_id="session", person_id="anna", role="lead")
db.commit()
print("session", "bcdfgh", TOKEN)
