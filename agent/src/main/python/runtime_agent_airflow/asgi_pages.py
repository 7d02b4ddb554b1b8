"""Airflow 3's web server: one ASGI middleware that guards the REST API and adds the badge to pages."""

from __future__ import annotations

import json
from typing import Any, Awaitable, Callable, Dict
from urllib.parse import parse_qs

from runtime_agent_airflow import badge, guard

Message = Dict[str, Any]
Scope = Dict[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

_CHANGING = ("POST", "PUT", "PATCH", "DELETE")
_API = "/api/v2/dags"


class RuntimeAgentMiddleware:
    """Refuses what would change the monitoring DAG; lets everything else pass, pages with the badge."""

    def __init__(self, app: App) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request, as ASGI has it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
        elif scope["method"] == "GET" and _wants_page(scope):
            await self._app(_uncompressed(scope), receive, _PageSend(send))
        elif scope["method"] in _CHANGING and _API in scope["path"]:
            await self._guarded(scope, receive, send)
        else:
            await self._app(scope, receive, send)

    async def _guarded(self, scope: Scope, receive: Receive, send: Send) -> None:
        dag_id = guard.judged_dag()
        if dag_id is None:
            await self._app(scope, receive, send)
            return
        messages = await _all_of(receive)
        body = b"".join(message.get("body", b"") for message in messages)
        asked = guard.Request(
            scope["method"],
            _path(scope),
            parse_qs(scope.get("query_string", b"").decode("latin-1"), keep_blank_values=True),
            lambda: body,
        )
        if guard.changes_rest(asked, dag_id):
            await _refuse(send, guard.reason(dag_id))
        else:
            await self._app(scope, _again(messages, receive), send)


def _path(scope: Scope) -> str:
    """The path below the one that the web server is published at."""
    path, root = str(scope["path"]), str(scope.get("root_path", ""))
    return path[len(root) :] if root and path.startswith(root + "/") else path


def _header(headers: list[Any], name: bytes) -> bytes:
    return next((bytes(value) for key, value in headers if key.lower() == name), b"")


def _wants_page(scope: Scope) -> bool:
    return b"text/html" in _header(scope["headers"], b"accept")


def _uncompressed(scope: Scope) -> Scope:
    """The badge goes into a page before it is compressed, by whoever stands before us."""
    headers = [pair for pair in scope["headers"] if pair[0].lower() != b"accept-encoding"]
    return {**scope, "headers": headers}


async def _all_of(receive: Receive) -> list[Message]:
    messages = [await receive()]
    while messages[-1].get("more_body", False):
        messages.append(await receive())
    return messages


def _again(messages: list[Message], receive: Receive) -> Receive:
    """What was received once more, then what comes after it."""
    left = list(messages)

    async def again() -> Message:
        return left.pop(0) if left else await receive()

    return again


async def _refuse(send: Send, why: str) -> None:
    body = json.dumps({"detail": why}).encode("utf-8")
    headers = [(b"content-type", b"application/json"), (b"content-length", str(len(body)).encode("ascii"))]
    await send({"type": "http.response.start", "status": 403, "headers": headers})
    await send({"type": "http.response.body", "body": body})


class _PageSend:
    """Holds an HTML page back until it is whole, then sends it with the badge."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self._start: Message = {}
        self._page = b""

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start" and _is_page(message):
            self._start = message
        elif self._start and message["type"] == "http.response.body":
            self._page += message.get("body", b"")
            if not message.get("more_body", False):
                await self._finish()
        else:
            await self._send(message)

    async def _finish(self) -> None:
        page = badge.onto(self._page)
        headers = [pair for pair in self._start["headers"] if pair[0].lower() != b"content-length"]
        headers.append((b"content-length", str(len(page)).encode("ascii")))
        await self._send({**self._start, "headers": headers})
        await self._send({"type": "http.response.body", "body": page})


def _is_page(start: Message) -> bool:
    headers = start.get("headers", [])
    html = _header(headers, b"content-type").startswith(b"text/html")
    return html and not _header(headers, b"content-encoding")
