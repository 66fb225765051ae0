"""A Kompas of a test's own, beside the demo that the others share."""

import contextlib
import os
import socket
import subprocess
import time

KOMPAS = os.environ.get("KOMPAS", ".build/debug/kompas")


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextlib.contextmanager
def served(log, *arguments, **environment):
    """Runs `kompas` with these arguments on a free port until the end of the block: its address. What it says stands in the log."""
    port = free_port()
    with log.open("w") as said:
        process = subprocess.Popen(
            [KOMPAS, *arguments, "--port", str(port)], stdout=said, stderr=subprocess.STDOUT, env=os.environ | environment)
    try:
        # A demo is made first, which takes a while on a full machine.
        ends = time.monotonic() + 600
        while "Kompas is ready" not in log.read_text():
            assert process.poll() is None and time.monotonic() < ends, "Kompas did not start:\n" + log.read_text()
            time.sleep(0.1)
        yield f"http://localhost:{port}"
    finally:
        process.terminate()
        process.wait(60)
