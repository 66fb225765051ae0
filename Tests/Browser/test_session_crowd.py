"""A session with more phones than a room of browsers can be: the acceptance tests 1 and 2 of its design, against a node of its own.

`Benchmarks/Sessions` measures the same with a release build, longer, and with 2,000 streams.
"""

import asyncio
import importlib.util
import os
import pathlib

import pytest

KOMPAS = os.environ.get("KOMPAS", ".build/debug/kompas")
PHONES = 600


def room_full():
    """The phones of the benchmark."""
    file = pathlib.Path("Benchmarks/Sessions/run.py")
    spec = importlib.util.spec_from_file_location("room_full", file)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def seen():
    """What 600 phones saw: of a countdown that they share, and of a node that is killed while they hand in."""
    full = room_full()
    node = full.Node(KOMPAS)

    async def play():
        phones = [full.Phone(node) for _ in range(PHONES)]
        open_round = await full.countdown(node, phones, joining=5, pressing=8)
        open_round |= {name: full.percentile(open_round[name], 0.95) for name in ("waits", "receipts")}
        before = sum(phone.receipts for phone in phones)
        kill = await full.killed(node, phones, keepers=60)
        for stream in open_round["streams"]:
            stream.cancel()
        return open_round, kill | {"before": before}

    try:
        yield asyncio.run(play())
    finally:
        node.kill()
        node.remove()


def test_1_six_hundred_phones_with_a_shared_countdown_are_all_stored(seen):
    of_the_countdown, _ = seen
    assert of_the_countdown["stored"] == PHONES
    assert of_the_countdown["waits"] <= 1, "the state was on the phone later than a second"


def test_2_killed_between_what_is_stored_and_its_receipt_there_is_exactly_one_row(seen):
    _, kill = seen
    assert kill["receipts"] == kill["before"] + 60, "who was handing in has a receipt in the end"
    assert kill["rows"] == kill["receipts"], "something was lost, or stands there twice"
    assert kill["share"] >= 0.95, f"{kill['share']:.0%} of the phones were back in ten seconds"
