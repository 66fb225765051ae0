"""The configuration that the documentation gives for nginx and Caddy, run in the real nginx and the real Caddy on this machine: an event
goes through at once, and a stream that is silent stays open. Skipped where they aren't installed (apt-get install nginx, caddy).

KOMPAS_PROXY_SECONDS=75 watches each stream for longer than the minute after which proxies like to cut.
"""

import os
import pathlib
import re
import shutil
import socket
import ssl
import subprocess
import time
import urllib.parse

import pytest
from conftest import ADDRESS
from served import free_port
from test_session_faults import begin
from test_sessions import Room

DOCUMENT = pathlib.Path("docs/reverse-proxy.md")
# How the world reaches the server, as its forms are checked against; here with a port.
BEHIND = urllib.parse.urlsplit(ADDRESS).netloc
SECONDS = float(os.environ.get("KOMPAS_PROXY_SECONDS", "0"))


def snippet(language):
    """What stands in the documentation, to the letter."""
    found = re.search(rf"```{language}\n(.*?)```", DOCUMENT.read_text(), re.S)
    assert found, f"{DOCUMENT} has no {language}"
    return found[1]


def changed(text, *pairs):
    """The same for this machine: other addresses, other files, and nothing else."""
    for old, new in pairs:
        assert old in text, f"{old} is not in the documentation any more"
        text = text.replace(old, new)
    return text


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    folder = tmp_path_factory.mktemp("certificate")
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2", "-subj",
         "/CN=localhost", "-keyout", folder / "key.pem", "-out", folder / "certificate.pem"], check=True, capture_output=True)
    return folder


def nginx(folder, certificate, port, behind):
    program = shutil.which("nginx", path=os.environ["PATH"] + ":/usr/sbin")
    if not program:
        pytest.skip("nginx is not installed: apt-get install nginx")
    server = changed(
        snippet("nginx"), ("443", f"127.0.0.1:{port}"), ("kompas.example.nl", "localhost"),
        ("/etc/ssl/kompas.pem", f"{certificate}/certificate.pem"), ("/etc/ssl/kompas.key", f"{certificate}/key.pem"),
        ("127.0.0.1:8080", behind))
    places = "".join(
        f"{name}_temp_path {folder}/{name};\n" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    # gzip as many switch it on, to see that it leaves streams alone.
    (folder / "nginx.conf").write_text(
        f"daemon off; master_process off; pid {folder}/pid; error_log {folder}/log;\n"
        f"events {{ worker_connections 256; }}\nhttp {{ access_log off; gzip on; {places}\n{server}\n}}\n")
    return [program, "-e", f"{folder}/log", "-p", str(folder), "-c", str(folder / "nginx.conf")]


def caddy(folder, certificate, port, behind):
    program = shutil.which("caddy")
    if not program:
        pytest.skip("Caddy is not installed: apt-get install caddy")
    site = changed(
        snippet("caddyfile"), ("kompas.example.nl {", f"https://localhost:{port} {{\n  bind 127.0.0.1\n"
         f"  tls {certificate}/certificate.pem {certificate}/key.pem"),
        ("127.0.0.1:8080", behind))
    (folder / "Caddyfile").write_text(f"{{\n  admin off\n  auto_https off\n  grace_period 1s\n}}\n{site}")
    return [program, "run", "--config", str(folder / "Caddyfile"), "--adapter", "caddyfile"]


@pytest.fixture(params=[nginx, caddy], ids=["nginx", "caddy"])
def proxy(request, tmp_path, certificate):
    """The proxy on a port of its own, before the server of these tests."""
    port = free_port()
    command = request.param(tmp_path, certificate, port, BEHIND)
    log = tmp_path / "said"
    process = subprocess.Popen(
        command, stdout=log.open("w"), stderr=subprocess.STDOUT, env=os.environ | {"HOME": str(tmp_path)})
    try:
        for _ in range(100):
            assert process.poll() is None, log.read_text()
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        yield port
    finally:
        process.terminate()
        process.wait(20)


def encrypted(port, *protocols):
    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    if protocols:
        context.set_alpn_protocols(protocols)
    return context.wrap_socket(socket.create_connection(("127.0.0.1", port), 10), server_hostname="localhost")


def protocol(port):
    """What the proxy speaks with a browser."""
    with encrypted(port, "h2", "http/1.1") as line:
        return line.selected_alpn_protocol()


class Stream:
    """A session's stream as a browser reads it, through the proxy."""

    def __init__(self, port, path, cookie):
        self.line = encrypted(port)
        self.line.sendall(
            f"GET {path} HTTP/1.1\r\nHost: {BEHIND}\r\nAccept: text/event-stream\r\nAccept-Encoding: gzip\r\n"
            f"Cookie: {cookie}\r\n\r\n".encode())
        self.bytes = b""
        self.head = self.read_until(b"\r\n\r\n", 5).decode().lower()

    def read_until(self, end, seconds):
        until = time.monotonic() + seconds
        while end not in self.bytes:
            left = until - time.monotonic()
            assert left > 0, f"after {seconds} s only {self.bytes[-200:]}"
            self.line.settimeout(left)
            piece = self.line.recv(65_536)
            assert piece, "the stream was cut"
            self.bytes += piece
        found, self.bytes = self.bytes.split(end, 1)
        return found

    def event(self, seconds, name):
        """The next event of a name; after how many seconds it was there."""
        began = time.monotonic()
        while True:
            left = seconds - (time.monotonic() - began)
            if re.search(rb"event: ?" + name, self.read_until(b"\n\n", max(0.01, left))):
                return time.monotonic() - began

    def close(self):
        self.line.close()


def test_a_session_goes_through_at_once_and_its_stream_stays_open(chromium, proxy):
    room = Room(chromium, people=1)
    stream = None
    try:
        code = begin(room, "Achter een proxy")
        phone = room.phones[0]
        cookie = "; ".join(f"{one['name']}={one['value']}" for one in phone.context.cookies(ADDRESS))
        stream = Stream(proxy, f"/s/{code.replace(' ', '')}/events", cookie)
        assert " 200" in stream.head.split("\r\n")[0] and "text/event-stream" in stream.head
        assert "content-encoding" not in stream.head, "a proxy that packs events keeps them"
        assert stream.event(1, b"state") < 1
        until = time.monotonic() + SECONDS
        while time.monotonic() < until:
            stream.event(20, b"ping")
        room.press()
        assert stream.event(1, b"state") < 1
        assert protocol(proxy) == "h2", "a laptop with three streams needs HTTP/2"
    finally:
        if stream:
            stream.close()
        room.leave()
