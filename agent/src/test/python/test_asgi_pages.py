import asyncio
import json

import pytest

from runtime_agent_airflow.asgi_pages import RuntimeAgentMiddleware

DAG = "astronomer_monitoring_dag"


class Web:
    """A web server behind the middleware, and what one request gets from it."""

    def __init__(self, *body, headers=()):
        self.body = body or (b"<body></body>",)
        self.headers = list(headers) or [(b"content-type", b"text/html; charset=utf-8"), (b"content-length", b"13")]
        self.seen = None
        self.received = b""
        self.sent = []

    async def app(self, scope, receive, send):
        self.seen = scope
        if scope["type"] != "http":
            return
        more = True
        while more and scope["method"] != "GET":
            message = await receive()
            self.received += message.get("body", b"")
            more = message.get("more_body", False)
        await send({"type": "http.response.start", "status": 200, "headers": self.headers})
        for i, part in enumerate(self.body):
            await send({"type": "http.response.body", "body": part, "more_body": i + 1 < len(self.body)})

    def ask(self, method, path, *parts, query=b"", headers=(), root_path="", kind="http"):
        incoming = [
            {"type": "http.request", "body": part, "more_body": i + 1 < len(parts)} for i, part in enumerate(parts)
        ]
        scope = {
            "type": kind,
            "method": method,
            "path": path,
            "root_path": root_path,
            "query_string": query,
            "headers": list(headers),
        }

        async def receive():
            return incoming.pop(0) if incoming else {"type": "http.disconnect"}

        async def send(message):
            self.sent.append(message)

        asyncio.run(RuntimeAgentMiddleware(self.app)(scope, receive, send))
        return self

    @property
    def status(self):
        return self.sent[0]["status"]

    @property
    def text(self):
        return b"".join(message["body"] for message in self.sent[1:])

    def header(self, name):
        return dict(self.sent[0]["headers"]).get(name)


HTML = [(b"accept", b"text/html,*/*"), (b"accept-encoding", b"gzip")]


def test_page_gets_the_badge_and_its_new_length(agent):
    agent(image_tag="ci-7")
    web = Web(b"<bo", b"dy></body>").ask("GET", "/dags", headers=HTML)
    assert b"ci-7" in web.text
    assert web.header(b"content-length") == str(len(web.text)).encode()
    assert dict(web.seen["headers"]) == {b"accept": b"text/html,*/*"}


@pytest.mark.parametrize(
    "headers",
    [[(b"content-type", b"application/json")], [(b"content-type", b"text/html"), (b"content-encoding", b"br")]],
)
def test_what_is_no_plain_page_passes_piece_by_piece(agent, headers):
    agent(image_tag="ci-7")
    web = Web(b"</bo", b"dy>", headers=headers).ask("GET", "/api/v2/dags", headers=HTML)
    assert [message.get("body") for message in web.sent] == [None, b"</bo", b"dy>"]


def test_request_for_data_passes_untouched(agent):
    agent(image_tag="ci-7")
    web = Web().ask("GET", "/static/x.js", headers=[(b"accept", b"*/*"), (b"accept-encoding", b"gzip")])
    assert web.text == b"<body></body>"
    assert (b"accept-encoding", b"gzip") in web.seen["headers"]


def test_what_is_no_http_passes():
    assert Web().ask("", "", kind="lifespan").seen["type"] == "lifespan"


def test_pause_is_refused_with_the_reason(agent):
    agent()
    web = Web().ask("PATCH", f"/api/v2/dags/{DAG}", b'{"is_pau', b'sed": true}')
    assert web.status == 403
    assert DAG in json.loads(web.text)["detail"]
    assert web.seen is None


def test_body_of_what_is_allowed_arrives_whole(agent):
    agent()
    web = Web().ask("PATCH", f"/api/v2/dags/{DAG}", b'{"is_pau', b'sed": false}')
    assert web.status == 200
    assert web.received == b'{"is_paused": false}'


def test_pause_is_let_through_without_a_heartbeat(agent):
    agent(heartbeat="off")
    assert Web().ask("PATCH", f"/api/v2/dags/{DAG}", b'{"is_paused": true}').status == 200


def test_pause_of_many_is_found_in_the_query(agent):
    agent()
    assert Web().ask("PATCH", "/api/v2/dags", b'{"is_paused": true}', query=b"dag_id_pattern=%7E").status == 403


def test_path_is_taken_below_the_root_path(agent):
    agent()
    path = f"/airflow/api/v2/dags/{DAG}"
    assert Web().ask("DELETE", path, root_path="/airflow").status == 403
