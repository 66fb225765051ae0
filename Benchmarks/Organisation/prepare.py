#!/usr/bin/env python3
"""Fills a migrated Kompas database with one large organisation, whose people are in the middle of their work.

Usage: prepare.py DATABASE [SHARE].  A share of 1 is 2,000 units, 20,000 people, 100,000 customers, a million responses, 50,000
follow-ups and 20,000 actions.  Prints the secrets of the sign-ins of a board member, a manager and an employee."""
import datetime
import hashlib
import json
import random
import sqlite3
import sys

PATH = sys.argv[1]
SHARE = float(sys.argv[2]) if len(sys.argv) > 2 else 1.0


def many(count):
    return max(20, int(count * SHARE))


UNITS, PEOPLE, CUSTOMERS = many(2_000), many(20_000), many(100_000)
RESPONSES, FOLLOW_UPS, ACTIONS, GESTURES = many(1_000_000), many(50_000), many(20_000), many(20_000)
TODAY = datetime.datetime.now(datetime.timezone.utc).date()
FAR = "2099-01-01T00:00:00.000Z"
random.seed(2026)


def day(offset):
    return (TODAY + datetime.timedelta(days=offset)).isoformat()


def moment(offset, hour=10):
    return f"{day(offset)}T{hour:02}:{random.randrange(60):02}:{random.randrange(60):02}.000Z"


def both(text):
    return {"nl": text, "en": text}


db = sqlite3.connect(PATH)
db.executescript("PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF; PRAGMA foreign_keys = OFF;")


def insert(table, columns, rows):
    marks = ", ".join("?" * len(columns.split(",")))
    db.executemany(f"INSERT INTO {table} ({columns}) VALUES ({marks})", rows)
    db.commit()


insert("organisations", "id, name, language, time_zone, is_demo, created_at",
       [("groot", "Groot", "nl", "Europe/Amsterdam", 0, moment(-900))])

# Twenty regions, nine districts in each, and the teams below them.
REGIONS = max(2, UNITS // 100)
DISTRICTS = max(4, UNITS // 10)
parents = ["whole" if n < REGIONS else f"u{n % REGIONS}" if n < DISTRICTS else f"u{REGIONS + n % (DISTRICTS - REGIONS)}"
           for n in range(UNITS - 1)]
teams = [f"u{n}" for n in range(DISTRICTS, UNITS - 1)]
insert("units", "id, organisation_id, name, code",
       [("whole", "groot", "Groot", "groot")] + [(f"u{n}", "groot", f"Onderdeel {n}", f"u{n}") for n in range(UNITS - 1)])
insert("unit_placements", "organisation_id, unit_id, parent_id, valid_from, valid_until",
       [("groot", "whole", None, "2020-01-01", None)]
       + [("groot", f"u{n}", parents[n], "2020-01-01", None) for n in range(UNITS - 1)])

managers = UNITS - 1
homes = ["whole"] + [f"u{n}" for n in range(managers)] + [teams[n % len(teams)] for n in range(PEOPLE - managers - 1)]
roles = ["board"] + ["manager"] * managers + ["employee"] * (PEOPLE - managers - 1)
insert("accounts", "id, email, created_at", [(f"a{n}", f"p{n}@groot.test", moment(-800)) for n in range(PEOPLE)])
insert("people", "id, organisation_id, account_id, name, email, language",
       [(f"p{n}", "groot", f"a{n}", f"Persoon {n}", f"p{n}@groot.test", "nl") for n in range(PEOPLE)])
insert("roles", "organisation_id, person_id, unit_id, role, valid_from",
       [("groot", f"p{n}", homes[n], roles[n], "2020-01-01") for n in range(PEOPLE)])
# A few people left, and something of theirs stayed.
db.execute("UPDATE people SET left_on = ? WHERE id IN (SELECT id FROM people ORDER BY id DESC LIMIT ?)",
           (day(-3), max(1, PEOPLE // 500)))
owners = {}
for n in range(managers + 1, PEOPLE):
    owners.setdefault(homes[n], []).append(f"p{n}")

document = {
    "title": both("Klantonderzoek"), "languages": ["nl", "en"], "asksToBeNamed": True,
    "questions": [
        {"id": "recommend", "kind": "recommendation", "text": both("Beveel je ons aan?"), "isRequired": True},
        {"id": "grade", "kind": "grade", "text": both("Welk cijfer geef je ons?"), "isRequired": True},
        {"id": "drivers", "kind": "ratings", "text": both("Wat vind je van …"),
         "scale": {"low": 1, "high": 10, "hasNotApplicable": True},
         "items": [{"id": f"d{n}", "text": both(f"Drijfveer {n}")} for n in range(6)]},
        {"id": "why", "kind": "text", "text": both("Waarom?")},
    ],
}
insert("surveys", "id, organisation_id, state, version, created_at", [("s", "groot", "inUse", 1, moment(-700))])
insert("survey_versions", "organisation_id, survey_id, version, document, made_at",
       [("groot", "s", 1, json.dumps(document), moment(-700))])
WAVES = [("w1", "Voorjaar", -400), ("w2", "Najaar", -220), ("w3", "Voorjaar nu", -40)]
insert("waves", "id, organisation_id, survey_id, version, name, kind, state, opens_on, closes_on",
       [(id, "groot", "s", 1, name, "periodic", "closed", day(at), day(at + 21)) for id, name, at in WAVES])

customer_team = [teams[n % len(teams)] for n in range(CUSTOMERS)]
customer_owner = [random.choice(owners.get(team) or ["p1"]) for team in customer_team]
insert("customers", "id, organisation_id, kind, name, email, language, code, owner_id, unit_id, search_key",
       ((f"c{n:06}", "groot", "person", f"Klant {n}", f"c{n}@klant.test", "nl", f"K{n}", customer_owner[n], customer_team[n],
         f"klant {n}") for n in range(CUSTOMERS)))


def responses():
    for n in range(RESPONSES):
        customer = n % CUSTOMERS
        wave, _, at = WAVES[n * len(WAVES) // RESPONSES]
        mark = min(10, max(0, round(random.gauss(7.4, 1.9))))
        answers = {"recommend": mark, "grade": max(1, mark)}
        answers.update({f"drivers.d{d}": min(10, max(1, round(random.gauss(mark, 1)))) for d in range(6)})
        if n % 4 == 0:
            answers["why"] = "Ik moest lang wachten voor ik iemand sprak."
        yield (f"r{n:07}", "groot", "s", wave, 1, f"x{n}", f"c{customer:06}", customer_team[customer],
               customer_owner[customer], moment(at + n % 20), "nl", 1.0, 1, json.dumps(answers, separators=(",", ":")))


insert("responses", "id, organisation_id, survey_id, wave_id, version, submission, customer_id, unit_id, owner_id, "
       "submitted_at, language, weight, may_be_named, answers", responses())
insert("comments", "id, number, organisation_id, response_id, survey_id, wave_id, unit_id, question_id, language, "
       "recommendation, text, stems",
       ((f"k{n:07}", n + 1, "groot", f"r{n * 4:07}", "s", WAVES[n * 4 * len(WAVES) // RESPONSES][0],
         customer_team[n * 4 % CUSTOMERS], "why", "nl", n % 11, "Ik moest lang wachten voor ik iemand sprak.", "wacht")
        for n in range(RESPONSES // 4)))


def follow_ups():
    for n in range(FOLLOW_UPS):
        response = RESPONSES - 1 - n * (RESPONSES // FOLLOW_UPS)
        customer = response % CUSTOMERS
        # One in five waits, of which a part is late; the others were spoken to.
        opened = -random.randrange(1, 120)
        is_open = n % 5 == 0
        term = opened + 5 if not is_open else random.randrange(-6, 10)
        talked = None if is_open else moment(opened + random.randrange(1, 9))
        yield (f"f{n:06}", "groot", f"c{customer:06}", f"r{response:07}", customer_team[customer], customer_owner[customer],
               "open" if is_open else "done", "promotership", 4, "detractor", moment(opened), day(term),
               day(term) if is_open else None, 0, talked, None if is_open else int(n % 7 > 0),
               None if is_open else "solved", "" if is_open else "Besproken en opgelost", 0, 1)


insert("follow_ups", "id, organisation_id, customer_id, response_id, unit_id, owner_id, state, reason, score, promotership, "
       "opened_at, term, due_on, attempts, talked_at, is_in_time, outcome, said, is_escalated, version", follow_ups())
insert("gestures", "id, organisation_id, customer_id, unit_id, maker_id, words, cost, state, planned_on, done_at, is_shared, "
       "learned, is_story, reaction_words, applause, version",
       ((f"g{n:06}", "groot", f"c{n % CUSTOMERS:06}", customer_team[n % CUSTOMERS], customer_owner[n % CUSTOMERS],
         "Zelf langsgegaan", 0, "done", day(-n % 300 - 300), moment(-(n % 300)), 1, "", 0, "", n % 4, 1)
        for n in range(GESTURES)))

AMBITIONS = 8
insert("ambitions", "id, organisation_id, unit_id, outcome, survey_id, measure_key, sponsor_id, stops, set_on, due_on, state, "
       "version, changed_at",
       [(f"m{n}", "groot", "whole", f"Klanten merken ding {n}", "s", f"drivers.d{n % 6}", "p0", "Iets anders", day(-200),
         day(160), "going", 1, moment(-200)) for n in range(AMBITIONS)])
insert("translations", "organisation_id, ambition_id, unit_id, kind, text, owner_id, due_on, version, changed_at",
       [("groot", f"m{a}", f"u{n}", "focus" if (n + a) % 3 else "notForUs", "Onze focus", f"p{n + 1}", day(90), 1,
         moment(-150)) for a in range(AMBITIONS) for n in range(min(DISTRICTS, UNITS - 1)) if (n + a) % 4])
tallies = {}


def actions():
    for n in range(ACTIONS):
        team = n % len(teams)
        unit, ambition = teams[team], f"m{n % AMBITIONS}"
        state = ("going", "done", "learned", "done", "stopped")[n % 5]
        due = random.randrange(-4, 30) if state == "going" else -random.randrange(5, 100)
        for place in (unit, ""):
            tally = tallies.setdefault((ambition, place), {"going": 0, "done": 0, "learned": 0, "stopped": 0})
            tally[state] += 1
        yield (f"x{n:06}", "groot", unit, ambition, f"Actie {n}", "Een klant merkt het", random.choice(owners.get(unit) or ["p1"]),
               day(due - 28), day(due), state, None if state == "going" else "Klanten zeggen het",
               None if state == "going" else day(due), 1, moment(min(-1, due)))


insert("actions", "id, organisation_id, unit_id, ambition_id, title, effect, owner_id, begins_on, due_on, state, result, "
       "ended_on, version, changed_at", list(actions()))
insert("route_tallies", "organisation_id, ambition_id, unit_id, focuses, refusals, going, done, learned, stopped, last_moved_on",
       [("groot", ambition, unit, 0, 0, t["going"], t["done"], t["learned"], t["stopped"], day(-1))
        for (ambition, unit), t in tallies.items()])
insert("asks", "id, organisation_id, unit_id, to_unit_id, text, by_id, to_id, asked_on, answer_by",
       [(f"q{n}", "groot", f"u{n % (UNITS - 1)}", "whole" if n % 40 == 0 else parents[n % (UNITS - 1)], "Mag het anders?", "p1",
         "p0" if n % 40 == 0 else "p1", day(-10), day(n % 20 - 5)) for n in range(many(2_000))])
insert("meeting_series", "id, organisation_id, unit_id, name, first_on, every_weeks, minute, minutes, keeper_id",
       [("mt", "groot", "whole", "MT-overleg", day(-280), 4, 570, 30, "p0")])
insert("meetings", "organisation_id, series_id, held_on, is_held, version, changed_at",
       [("groot", "mt", day(-280 + 28 * n), 1, 1, moment(-280 + 28 * n)) for n in range(10)])
insert("indicators", "id, organisation_id, survey_id, name", [("i1", "groot", "s", "nps"), ("i2", "groot", "s", "grade")])

employee = next(f"p{n}" for n in range(managers + 1, PEOPLE) if homes[n] == teams[0])
for who, person in (("board", "p0"), ("manager", "p1"), ("employee", employee)):
    token = who[0] * 40
    insert("sign_ins", "id, account_id, person_id, organisation_id, token_hash, device, created_at, last_seen_at, expires_at",
           [(f"si-{who}", f"a{person[1:]}", person, "groot", hashlib.sha256(token.encode()).hexdigest(), "bench", moment(-1), FAR,
             FAR)])
db.execute("ANALYZE")
db.commit()
print("mt", day(0), teams[0])
