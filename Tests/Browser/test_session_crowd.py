"""A session with more phones than a room of browsers can be: the acceptance tests 1 and 2 of its design, against a node of its own.

How fast it goes is measured by `Benchmarks/Sessions`, with a release build, longer, and with 2,000 streams.
"""

import asyncio
import concurrent.futures
import importlib.util
import pathlib

import pytest
from served import KOMPAS

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
    node = full.Node(KOMPAS, patience=90)

    async def play():
        phones = [full.Phone(node) for _ in range(PHONES)]
        open_round = await full.countdown(node, phones, joining=10, pressing=8)
        before = sum(phone.receipts for phone in phones)
        kill = await full.killed(node, phones, keepers=60, patience=120)
        for stream in open_round["streams"]:
            stream.cancel()
        return open_round, kill | {"before": before}

    try:
        # In a thread of its own: the browsers of other tests hold the loop of this one.
        with concurrent.futures.ThreadPoolExecutor(1) as thread:
            yield thread.submit(asyncio.run, play()).result()
    finally:
        node.kill()
        node.remove()


def test_1_six_hundred_phones_with_a_shared_countdown_are_all_stored(seen):
    of_the_countdown, _ = seen
    assert of_the_countdown["stored"] == PHONES
    assert len(of_the_countdown["waits"]) == 2 * PHONES, "both steps were on every phone"


def test_2_killed_between_what_is_stored_and_its_receipt_there_is_exactly_one_row(seen):
    _, kill = seen
    assert kill["receipts"] == kill["before"] + 60, "who was handing in has a receipt in the end"
    assert kill["rows"] == kill["receipts"], "something was lost, or stands there twice"
    assert len(kill["back"]) == PHONES, "every phone comes back by itself"
