"""Airflow 2's web server: the badge on its pages, the guard before its views and its REST API."""

from __future__ import annotations

import gzip
import json
import re
from typing import Any

from flask import Blueprint, Response, request

from runtime_agent_airflow import badge, guard

_ROWS = re.compile(r"/(?P<table>dagrun|taskinstance)/(?:edit|delete|action_post)(?:/(?P<key>.+))?$")
_ALLOWED_ACTIONS = ("clear", "set_queued")


def blueprint() -> Blueprint:
    """What the plugin registers with the web server."""
    pages = Blueprint("runtime_agent", __name__)
    pages.before_app_request(_guard)
    pages.after_app_request(_show_badge)
    return pages


def _guard() -> Response | None:
    dag_id = guard.judged_dag()
    if dag_id is None or request.method in ("GET", "HEAD", "OPTIONS"):
        return None
    asked = guard.Request(request.method, request.path, _query(), request.get_data)
    if (
        guard.changes_rest(asked, dag_id)
        or guard.changes_view(asked, request.values.get, dag_id)
        or _changes_rows(dag_id)
    ):
        return _refusal(guard.reason(dag_id))
    return None


def _query() -> guard.Query:
    return {name: request.args.getlist(name) for name in request.args}


def _refusal(why: str) -> Response:
    if request.path.startswith("/api/"):
        problem = {"type": "about:blank", "title": "Forbidden", "status": 403, "detail": why}
        return Response(json.dumps(problem), 403, mimetype="application/problem+json")
    return Response(why + "\n", 403, mimetype="text/plain")


def _changes_rows(dag_id: str) -> bool:
    """Whether rows of the DAG are changed from a list of runs or task instances."""
    found = _ROWS.match(request.path)
    if not found or request.form.get("action") in _ALLOWED_ACTIONS:
        return False
    keys = [found.group("key")] if found.group("key") else request.form.getlist("rowid")
    if found.group("table") == "taskinstance":
        return any(_is_of(key, dag_id) for key in keys)
    return _has_runs(dag_id, [int(key) for key in keys if key.isdigit()])


def _is_of(key: str, dag_id: str) -> bool:
    """A task instance's key is a JSON list that holds the DAG's id."""
    try:
        parts: Any = json.loads(key)
    except ValueError:
        return False
    return isinstance(parts, list) and dag_id in parts


def _has_runs(dag_id: str, keys: list[int]) -> bool:
    from airflow.models import DagRun
    from airflow.utils.session import create_session

    with create_session() as session:
        runs = session.query(DagRun.id).filter(DagRun.dag_id == dag_id, DagRun.id.in_(keys))
        return runs.first() is not None


def _show_badge(response: Response) -> Response:
    if response.mimetype == "text/html" and response.is_sequence and not response.direct_passthrough:
        encoding = response.headers.get("Content-Encoding", "")
        if encoding == "gzip":
            # The views of one DAG are compressed by Airflow itself.
            response.set_data(gzip.compress(badge.onto(gzip.decompress(response.get_data()))))
        elif not encoding:
            response.set_data(badge.onto(response.get_data()))
    return response
