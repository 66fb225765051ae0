"""Receives mail over SMTP on loopback and keeps each message as FOLDER/NNNN.eml and, read by Python, as FOLDER/NNNN.json.

What it answers can be changed while it runs, by files in FOLDER:
  rcpt    the reply to every recipient, as `550 no such mailbox`
  data    the reply to every message
Prints `port N` when it listens.
"""

import argparse
import asyncio
import email
import email.policy
import itertools
import json
import os
import pathlib
import ssl

from aiosmtpd.smtp import SMTP


class Keeper:
    def __init__(self, folder):
        self.folder = folder
        self.numbers = itertools.count(len(list(folder.glob("*.eml"))) + 1)

    def answer(self, name):
        path = self.folder / name
        return path.read_text().strip() if path.exists() else None

    async def handle_RCPT(self, server, session, envelope, address, options):
        refusal = self.answer("rcpt")
        if refusal:
            return refusal
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        refusal = self.answer("data")
        if refusal:
            return refusal
        name = f"{next(self.numbers):04}"
        message = email.message_from_bytes(envelope.content, policy=email.policy.default)
        text = message.get_body(("plain",))
        html = message.get_body(("html",))
        calendar = next((part for part in message.walk() if part.get_content_type() == "text/calendar"), None)
        read = {
            "sender": envelope.mail_from,
            "recipients": envelope.rcpt_tos,
            "secure": server.transport.get_extra_info("ssl_object") is not None,
            "user": session.auth_data.login.decode() if session.authenticated else None,
            "headers": {key.lower(): str(value) for key, value in message.items()},
            "text": text.get_content() if text else None,
            "html": html.get_content() if html else None,
            "parts": [part.get_content_type() for part in message.walk()],
            "calendar": {
                "text": calendar.get_payload(decode=True).decode(calendar.get_content_charset()),
                "method": calendar.get_param("method"),
                "charset": calendar.get_content_charset(),
                "disposition": calendar.get_content_disposition(),
                "name": calendar.get_filename(),
            }
            if calendar
            else None,
            "defects": [repr(defect) for part in message.walk() for defect in part.defects],
            "longest": max((len(line) for line in envelope.original_content.split(b"\r\n")), default=0),
            "ascii": all(byte < 128 for byte in envelope.original_content),
        }
        (self.folder / f"{name}.eml").write_bytes(envelope.original_content)
        unfinished = self.folder / f"{name}.unfinished"
        unfinished.write_text(json.dumps(read))
        unfinished.rename(self.folder / f"{name}.json")
        return "250 kept"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--tls", choices=["none", "starttls", "implicit"], default="none")
    parser.add_argument("--certificate", help="a PEM file with the certificate and its key")
    parser.add_argument("--user", help="name:password that senders must give")
    arguments = parser.parse_args()
    arguments.folder.mkdir(parents=True, exist_ok=True)

    context = None
    if arguments.tls != "none":
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(arguments.certificate)

    def known(server, session, envelope, mechanism, data):
        from aiosmtpd.smtp import AuthResult

        name, _, password = (arguments.user or "").partition(":")
        right = (data.login, data.password) == (name.encode(), password.encode())
        return AuthResult(success=right, handled=False, auth_data=data if right else None)

    keeper = Keeper(arguments.folder)

    def make():
        return SMTP(
            keeper,
            hostname="mailbox.test",
            tls_context=context if arguments.tls == "starttls" else None,
            require_starttls=arguments.tls == "starttls",
            authenticator=known if arguments.user else None,
            auth_required=bool(arguments.user),
            auth_require_tls=arguments.tls == "starttls",
        )

    async def serve():
        loop = asyncio.get_running_loop()
        listener = await loop.create_server(
            make, "127.0.0.1", arguments.port, ssl=context if arguments.tls == "implicit" else None
        )
        print("port", listener.sockets[0].getsockname()[1], flush=True)
        # Ends with the program that started it, however that ends.
        parent = os.getppid()
        while os.getppid() == parent:
            await asyncio.sleep(0.5)

    asyncio.run(serve())


main()
