import gzip

import pytest
from flask import Flask, Response

from runtime_agent_airflow import flask_pages

DAG = "astronomer_monitoring_dag"
PAGE = "<body><footer></footer></body>"


@pytest.fixture
def web():
    app = Flask("web")
    app.register_blueprint(flask_pages.blueprint())
    compressed = Response(gzip.compress(PAGE.encode()), mimetype="text/html", headers={"Content-Encoding": "gzip"})
    answers = {
        "gzip": compressed,
        "json": Response("{}", mimetype="application/json"),
        "stream": Response((part for part in ("<body>", "</body>")), mimetype="text/html"),
    }

    @app.route("/<path:path>", methods=["GET", "POST", "PATCH", "DELETE"])
    def answer(path):
        return answers.get(path, PAGE)

    return app.test_client()


def test_page_gets_the_badge_and_its_new_length(agent, web):
    agent(image_tag="ci-7")
    answer = web.get("/home")
    assert b"ci-7" in answer.data
    assert int(answer.headers["Content-Length"]) == len(answer.data)


def test_compressed_page_gets_the_badge(agent, web):
    agent(image_tag="ci-7")
    answer = web.get("/gzip")
    assert b"ci-7" in gzip.decompress(answer.data)
    assert int(answer.headers["Content-Length"]) == len(answer.data)


@pytest.mark.parametrize(("path", "body"), [("/json", b"{}"), ("/stream", b"<body></body>")])
def test_what_is_no_whole_page_passes(agent, web, path, body):
    agent(image_tag="ci-7")
    assert web.get(path).data == body


def test_api_refuses_with_a_problem(agent, web):
    agent()
    answer = web.patch(f"/api/v1/dags/{DAG}", json={"is_paused": True})
    assert answer.status_code == 403
    assert answer.mimetype == "application/problem+json"
    assert DAG in answer.json["detail"]
    assert web.patch(f"/api/v1/dags/{DAG}", json={"is_paused": False}).status_code == 200


def test_api_refuses_many_by_the_query(agent, web):
    agent()
    assert web.patch("/api/v1/dags?dag_id_pattern=~", json={"is_paused": True}).status_code == 403


def test_pages_refuse_in_words(agent, web):
    agent()
    answer = web.post(f"/paused?dag_id={DAG}&is_paused=false")
    assert answer.status_code == 403
    assert answer.text.startswith("Runtime Agent: ")
    assert web.post("/delete", data={"dag_id": DAG}).status_code == 403
    assert web.post("/delete", data={"dag_id": "other"}).status_code == 200
    assert web.post("/clear", data={"dag_id": DAG}).status_code == 200


def test_rows_of_task_instances_are_refused(agent, web):
    agent()
    ours, other = f'["{DAG}", "hello", "run", -1]', '["other", "hello", "run", -1]'
    rows = "/taskinstance/action_post"
    assert web.post(rows, data={"action": "set_failed", "rowid": [other, ours]}).status_code == 403
    assert web.post(rows, data={"action": "set_failed", "rowid": [other, "?"]}).status_code == 200
    assert web.post(rows, data={"action": "clear", "rowid": [ours]}).status_code == 200
    assert web.post("/taskinstance/delete/" + ours).status_code == 403


def test_rows_of_runs_are_looked_up(agent, web, monkeypatch):
    agent()
    asked = []
    monkeypatch.setattr(flask_pages, "_has_runs", lambda dag_id, keys: asked.append((dag_id, keys)) or 7 in keys)
    assert web.post("/dagrun/action_post", data={"action": "muldelete", "rowid": ["7", "x"]}).status_code == 403
    assert web.post("/dagrun/edit/8", data={"state": "success"}).status_code == 200
    assert asked == [(DAG, [7]), (DAG, [8])]


def test_nothing_is_refused_without_a_heartbeat(agent, web):
    agent(heartbeat="off")
    assert web.delete(f"/api/v1/dags/{DAG}").status_code == 200
