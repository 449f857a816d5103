"""A server that answers like an OpenAI-compatible endpoint, with answers that a test writes."""

import json
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Write = Callable[[dict[str, Any]], "tuple[int, bytes]"]


def completion(content: Any, *, tokens: tuple[int, int] = (100, 20)) -> tuple[int, bytes]:
    """A chat completion with this content."""
    usage = {"prompt_tokens": tokens[0], "completion_tokens": tokens[1]}
    return 200, json.dumps({"choices": [{"message": {"content": content}}], "usage": usage}).encode()


class ModelServer:
    """Answers every request with what `write` makes of its body; counts them and keeps their fields."""

    def __init__(self, write: Write) -> None:
        self.write = write
        self.asked: list[dict[str, Any]] = []
        self.keys: list[str | None] = []
        server = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                server.asked.append({"path": self.path, **body})
                server.keys.append(self.headers["Authorization"])
                status, data = server.write(body)
                self.send_response(status)
                self.send_header("Content-Length", str(len(data)))
                self.end_headers()
                self.wfile.write(data)

            def log_message(self, *_: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}/v1"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def passages(self) -> list[str]:
        """What was asked about, in order."""
        return [json.loads(a["messages"][1]["content"])["passage"] for a in self.asked]

    def close(self) -> None:
        """Stop answering."""
        self._server.shutdown()
        self._server.server_close()
