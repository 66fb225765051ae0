#!/usr/bin/env python3
"""A room full of phones against one node: 600 in one session with a shared countdown, 2,000 streams, and a node that is killed.

Usage: run.py PROGRAM [PHONES [STREAMS]].  The clients are in one process on the same machine, and their time is in the figures."""
import asyncio
import json
import os
import pathlib
import random
import re
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
import urllib.parse

HERE = pathlib.Path(__file__).resolve().parent


def percentile(values, share):
    values = sorted(values)
    return values[min(len(values) - 1, int(share * len(values)))] if values else float("nan")


class Node:
    def __init__(self, program, patience=15):
        self.program = program
        # How many seconds anybody here waits for an answer.
        self.patience = patience
        self.folder = tempfile.mkdtemp()
        subprocess.run([program, "migrate", "--data", self.folder], check=True, stdout=subprocess.DEVNULL)
        database = f"{self.folder}/kompas.sqlite"
        made = subprocess.run([sys.executable, HERE / "prepare.py", database], check=True, capture_output=True, text=True)
        self.session, self.code, self.token = made.stdout.split()
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.start()

    def start(self):
        self.log = open(f"{self.folder}/log", "a")
        self.process = subprocess.Popen([self.program, "serve", "--data", self.folder, "--port", str(self.port)],
                                        stdout=self.log, stderr=self.log)
        for _ in range(600):
            try:
                socket.create_connection(("127.0.0.1", self.port), 1).close()
                return
            except OSError:
                time.sleep(0.05)
        raise SystemExit(open(f"{self.folder}/log").read())

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def stop(self):
        self.process.terminate()
        began = time.monotonic()
        self.process.wait()
        took = time.monotonic() - began
        self.remove()
        return took

    def remove(self):
        shutil.rmtree(self.folder)

    def rows(self, text):
        with sqlite3.connect(f"file:{self.folder}/kompas.sqlite?mode=ro", uri=True) as db:
            return db.execute(text).fetchone()[0]

    def megabytes(self):
        status = open(f"/proc/{self.process.pid}/status").read()
        return int(re.search(r"VmRSS:\s+(\d+)", status).group(1)) / 1024


async def request(node, method, path, fields=None, cookie="", accept="application/json"):
    """One request on a connection of its own: a phone that wakes up has no other."""
    reader, writer = await asyncio.wait_for(asyncio.open_connection("127.0.0.1", node.port), node.patience)
    try:
        body = urllib.parse.urlencode(fields or {}).encode()
        origin = f"http://localhost:{node.port}"
        head = (f"{method} {path} HTTP/1.1\r\nHost: localhost:{node.port}\r\nOrigin: {origin}\r\nCookie: {cookie}\r\n"
                f"Accept: {accept}\r\nConnection: close\r\n")
        if method == "POST":
            head += f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n"
        writer.write(head.encode() + b"\r\n" + (body if method == "POST" else b""))
        await writer.drain()
        answer = await asyncio.wait_for(reader.read(), node.patience)
    finally:
        writer.close()
    head, _, body = answer.partition(b"\r\n\r\n")
    if not head:
        raise ConnectionError("closed")
    return int(head.split()[1]), head.decode(), body.decode()


class Console:
    def __init__(self, node):
        self.node = node
        self.cookie = f"s={node.token}"
        self.proof = None

    async def post(self, path, fields):
        if self.proof is None:
            _, _, page = await request(self.node, "GET", "/account", cookie=self.cookie, accept="text/html")
            self.proof = re.search(r'name="csrf" value="(\w+)"', page).group(1)
        status, head, body = await request(
            self.node, "POST", f"/activate/sessions/{self.node.session}/{path}", {**fields, "csrf": self.proof}, self.cookie)
        assert status in (204, 303), (path, fields, status, body)

    async def command(self, name, **fields):
        seq = self.node.rows("SELECT seq FROM sessions")
        await self.post("commands", {"command": name, "seq": seq, **fields})


class Phone:
    def __init__(self, node):
        self.node = node
        self.cookie = ""
        self.heard = {}
        self.receipts = 0
        self.stream = None
        self.isOpen = asyncio.Event()

    async def join(self):
        began = time.monotonic()
        status, head, _ = await request(self.node, "POST", f"/s/{self.node.code}/join", {"language": "nl"})
        assert status == 303, (status, head)
        self.cookie = re.search(r"(?i)set-cookie: (p=[^;]+)", head).group(1)
        return time.monotonic() - began

    async def listen(self, again=True):
        while True:
            try:
                reader, writer = await asyncio.open_connection("127.0.0.1", self.node.port)
                writer.write(f"GET /s/{self.node.code}/events HTTP/1.1\r\nHost: localhost:{self.node.port}\r\n"
                             f"Cookie: {self.cookie}\r\n\r\n".encode())
                await writer.drain()
                while line := await reader.readline():
                    if line.startswith(b"id: "):
                        self.heard.setdefault(int(line[4:]), time.monotonic())
                        self.isOpen.set()
                writer.close()
            except (OSError, ValueError):
                pass
            if not again:
                return
            self.isOpen.clear()
            await asyncio.sleep(2 + random.random() / 2)

    async def hand_in(self, value):
        """Until there is a receipt; the key is the same each time, so it counts once. Seconds to the receipt."""
        began = time.monotonic()
        key = f"{id(self)}-{random.random()}"
        while True:
            try:
                status, _, body = await request(
                    self.node, "POST", f"/s/{self.node.code}/rounds/guess/contribution",
                    {"value": value, "attempt": 1, "key": key}, self.cookie)
                if status == 200:
                    self.receipts += 1
                    return time.monotonic() - began
                assert status in (500, 503), (status, body)
            except (OSError, ValueError, IndexError, asyncio.TimeoutError):
                pass
            await asyncio.sleep(0.3 + random.random() * 0.3)


async def spread(tasks, seconds):
    async def later(task):
        await asyncio.sleep(random.random() * seconds)
        return await task
    return await asyncio.gather(*(later(task) for task in tasks))


async def countdown(node, phones, joining=15, pressing=10):
    """All of these join, hear that a round opens, and press before its clock is at zero. What was seen, in seconds."""
    console = Console(node)
    await console.post("lobby", {})
    joins = await spread([phone.join() for phone in phones], joining)
    streams = [asyncio.create_task(phone.listen()) for phone in phones]
    await asyncio.gather(*(phone.isOpen.wait() for phone in phones))
    waits = []
    for name in ["brief", "open"]:
        began = time.monotonic()
        await console.command(name, round="guess")
        seq = node.rows("SELECT seq FROM sessions")
        while not all(seq in phone.heard for phone in phones):
            await asyncio.sleep(0.02)
            assert time.monotonic() - began < 2 * node.patience, f"{sum(seq in phone.heard for phone in phones)} heard {seq}"
        waits += [phone.heard[seq] - began for phone in phones]
    # The countdown that all see makes most of them press in its last seconds.
    receipts = await spread([phone.hand_in(round(random.uniform(4, 9), 1)) for phone in phones], pressing)
    stored = node.rows("SELECT COUNT(*) FROM contributions WHERE superseded_by IS NULL")
    return {"joins": joins, "waits": waits, "receipts": receipts, "stored": stored, "streams": streams}


async def killed(node, phones, keepers=200, patience=20):
    """A node that dies while people hand in, between what is stored and its receipt for some. Share that was back in ten seconds."""
    sending = [asyncio.create_task(phone.hand_in(7)) for phone in phones[:keepers]]
    await asyncio.sleep(0.15)
    node.kill()
    died = time.monotonic()
    for phone in phones:
        phone.isOpen.clear()
        phone.heard = {}
    await asyncio.to_thread(node.start)
    started = time.monotonic()
    back = []
    for phone in phones:
        try:
            await asyncio.wait_for(phone.isOpen.wait(), max(0.01, started + patience - time.monotonic()))
            back.append(min(phone.heard.values()) - died)
        except asyncio.TimeoutError:
            pass
    await asyncio.gather(*sending)
    return {"down": started - died, "back": back, "share": sum(moment <= 10 for moment in back) / len(phones),
            "receipts": sum(phone.receipts for phone in phones), "rows": node.rows("SELECT COUNT(*) FROM contributions")}


async def room(node, count):
    phones = [Phone(node) for _ in range(count)]
    seen = await countdown(node, phones)
    joins, waits, receipts = seen["joins"], seen["waits"], seen["receipts"]
    print(f"join, {count} in 15 s: p50 {percentile(joins, .5) * 1000:.0f} ms, p95 {percentile(joins, .95) * 1000:.0f} ms")
    print(f"state on the phone: p50 {percentile(waits, .5) * 1000:.0f} ms, p95 {percentile(waits, .95) * 1000:.0f} ms, "
          f"max {max(waits) * 1000:.0f} ms")
    print(f"receipt, {count} in 10 s: p50 {percentile(receipts, .5) * 1000:.0f} ms, "
          f"p95 {percentile(receipts, .95) * 1000:.0f} ms, max {max(receipts) * 1000:.0f} ms")
    second = await spread([phone.hand_in(round(random.uniform(4, 9), 1)) for phone in phones], 1)
    print(f"receipt, {count} in 1 s: p50 {percentile(second, .5) * 1000:.0f} ms, p95 {percentile(second, .95) * 1000:.0f} ms")
    everything = node.rows("SELECT COUNT(*) FROM contributions")
    acknowledged = sum(phone.receipts for phone in phones)
    print(f"stored {seen['stored']} of {count}; {everything} rows for {acknowledged} receipts")
    assert seen["stored"] == count and everything == acknowledged

    kill = await killed(node, phones)
    print(f"killed in an open round: up again after {kill['down']:.1f} s, {kill['share']:.1%} of the phones back within 10 s "
          f"(p95 {percentile(kill['back'], .95):.1f} s); {kill['receipts']} receipts, {kill['rows']} rows")
    assert kill["rows"] == kill["receipts"] and kill["share"] >= 0.95
    for stream in seen["streams"]:
        stream.cancel()


async def streams(node, count):
    await asyncio.sleep(1)
    before = node.megabytes()
    phones = [Phone(node) for _ in range(count)]
    began = time.monotonic()
    tasks = [asyncio.create_task(phone.listen(again=False)) for phone in phones]
    await asyncio.wait_for(asyncio.gather(*(phone.isOpen.wait() for phone in phones)), 60)
    took = time.monotonic() - began
    await asyncio.sleep(2)
    print(f"{count} streams: all open in {took:.1f} s, {node.megabytes():.0f} MB ({before:.0f} MB before)")
    console = Console(node)
    began = time.monotonic()
    await console.command("close", round="guess")
    seq = node.rows("SELECT seq FROM sessions")
    while not all(seq in phone.heard for phone in phones):
        await asyncio.sleep(0.02)
    waits = [phone.heard[seq] - began for phone in phones]
    print(f"state on {count} streams: p95 {percentile(waits, .95) * 1000:.0f} ms")
    for task in tasks:
        task.cancel()


async def main(program, phones=600, count=2000):
    node = Node(program)
    try:
        await room(node, int(phones))
        node.kill()
        node.start()
        await streams(node, int(count))
        print(f"stopped in {node.stop():.1f} s")
    except BaseException:
        print(open(f"{node.folder}/log").read()[-2000:], file=sys.stderr)
        node.kill()
        raise


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
