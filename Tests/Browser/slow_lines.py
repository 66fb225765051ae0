"""Proxies as venues have them, between a browser and Kompas: some keep an event stream to themselves, some hold its first event."""

import asyncio
import threading
import urllib.parse


class Proxy:
    """A proxy on a port of its own. `buffers` keeps every event stream, as nginx does by default; `holds` lets each piece of one
    go only when the next has come, as some virus scanners do."""

    def __init__(self, target, manner):
        parts = urllib.parse.urlsplit(target)
        self.host, self.port_behind, self.origin = parts.hostname, parts.port, target
        self.manner = manner
        self.loop = asyncio.new_event_loop()
        self.thread = threading.Thread(target=self.loop.run_forever, daemon=True)
        self.thread.start()
        self.server = asyncio.run_coroutine_threadsafe(
            asyncio.start_server(self.serve, "127.0.0.1", 0), self.loop).result(10)
        port = self.server.sockets[0].getsockname()[1]
        self.address = f"http://localhost:{port}"
        self.streams = 0

    def stop(self):
        async def end():
            self.server.close()
            for task in asyncio.all_tasks():
                if task is not asyncio.current_task():
                    task.cancel()
        asyncio.run_coroutine_threadsafe(end(), self.loop).result(10)
        self.loop.call_soon_threadsafe(self.loop.stop)
        self.thread.join(10)

    async def serve(self, reader, writer):
        """One request for each connection: enough for a browser, and no mistake can hide in keeping it open."""
        behind = None
        try:
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
            first, *lines = head.split("\r\n")
            length = 0
            kept = []
            for line in lines:
                name = line.split(":")[0].lower()
                if name == "content-length":
                    length = int(line.split(":")[1])
                # What the server behind checks forms against.
                if name == "host":
                    line = f"Host: {self.host}:{self.port_behind}"
                elif name == "origin":
                    line = f"Origin: {self.origin}"
                elif name == "connection":
                    continue
                if line:
                    kept.append(line)
            body = await reader.readexactly(length) if length else b""
            answer, behind = await asyncio.open_connection(self.host, self.port_behind)
            behind.write(("\r\n".join([first, *kept, "Connection: close"]) + "\r\n\r\n").encode("latin-1") + body)
            await behind.drain()
            head = await answer.readuntil(b"\r\n\r\n")
            is_stream = b"text/event-stream" in head.lower()
            writer.write(head)
            await writer.drain()
            if is_stream:
                self.streams += 1
            held = b""
            while piece := await answer.read(65_536):
                if is_stream and self.manner == "buffers":
                    continue
                if is_stream and self.manner == "holds":
                    held, piece = piece, held
                writer.write(piece)
                await writer.drain()
            writer.write(held)
            await writer.drain()
        except (ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
            pass
        finally:
            for end in (writer, behind):
                if end:
                    end.close()
