import json

import pytest

from runtime_agent_airflow import guard

DAG = "astronomer_monitoring_dag"
PAUSE = {"is_paused": True}
RUN = f"/{DAG}/dagRuns/scheduled__2026-01-01T00:00:00+00:00"


def asked(method, path, body=None, **query):
    text = b"" if body is None else json.dumps(body).encode()
    return guard.Request(method, path, {name: [value] for name, value in query.items()}, lambda: text)


def changes(method, path, body=None, **query):
    """In both versions of the API alike."""
    answers = {guard.changes_rest(asked(method, f"/api/v{v}/dags{path}", body, **query), DAG) for v in (1, 2)}
    assert len(answers) == 1
    return answers.pop()


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("PATCH", f"/{DAG}", PAUSE),
        ("PATCH", f"/{DAG}/", PAUSE),
        ("PATCH", f"/{DAG.upper()}", PAUSE),
        ("PATCH", f"/{DAG}", None),
        ("PATCH", f"/{DAG}", ["is_paused"]),
        ("DELETE", f"/{DAG}", None),
        ("PATCH", RUN, {"state": "success"}),
        ("PATCH", RUN, {"state": "success", "note": "x"}),
        ("DELETE", RUN, None),
        ("PATCH", RUN + "/taskInstances/hello", {"new_state": "success"}),
        ("DELETE", RUN + "/taskInstances/hello", None),
        ("POST", f"/{DAG}/updateTaskInstancesState", {"new_state": "failed"}),
        ("PATCH", "/~/dagRuns/~/taskInstances", {"actions": [{"action": "update", "entities": [{"dag_id": DAG}]}]}),
    ],
)
def test_what_changes_the_monitoring_dag_is_refused(method, path, body):
    assert changes(method, path, body)


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("PATCH", f"/{DAG}", {"is_paused": False}),
        ("POST", f"/{DAG}/dagRuns", {"logical_date": None}),
        ("POST", RUN + "/clear", {"dry_run": False}),
        ("POST", f"/{DAG}/clearTaskInstances", {}),
        ("PATCH", RUN, {"note": "seen"}),
        ("PATCH", RUN + "/setNote", {"note": "seen"}),
        ("PATCH", RUN + "/taskInstances/hello/dry_run", {"new_state": "success"}),
        ("POST", f"/{DAG}/favorite", None),
        ("GET", f"/{DAG}", None),
        ("PATCH", "/other", PAUSE),
        ("DELETE", f"/{DAG}2", None),
        ("PATCH", "/~/dagRuns/~/taskInstances", {"actions": [{"entities": [{"dag_id": "other"}]}]}),
    ],
)
def test_what_leaves_it_as_it_is_is_let_through(method, path, body):
    assert not changes(method, path, body)


@pytest.mark.parametrize("pattern", ["~", "%", "astronomer", "ASTRO", "a_tronomer%dag", "other | monitoring", ""])
def test_pausing_many_is_refused_when_it_would_hit(pattern):
    assert changes("PATCH", "", PAUSE, dag_id_pattern=pattern)
    assert not changes("PATCH", "", {"is_paused": False}, dag_id_pattern=pattern)


@pytest.mark.parametrize("pattern", ["other", "astronomer.monitoring", "dag$", "x|y"])
def test_pausing_many_others_is_let_through(pattern):
    assert not changes("PATCH", "", PAUSE, dag_id_pattern=pattern)


def test_pausing_many_by_prefix_and_pattern_must_match_both():
    assert changes("PATCH", "", PAUSE, dag_id_prefix_pattern="astronomer_")
    assert not changes("PATCH", "", PAUSE, dag_id_prefix_pattern="monitoring")
    assert not changes("PATCH", "", PAUSE, dag_id_prefix_pattern="astronomer", dag_id_pattern="etl")


def test_pausing_many_without_a_pattern_hits_none():
    assert not changes("PATCH", "", PAUSE, tags="x")


@pytest.mark.parametrize("path", ["/api/v2/dagRuns", "/api/v3/dags/" + DAG, "/x/api/v2/dags/" + DAG, "/execution/x"])
def test_other_paths_are_let_through(path):
    assert not guard.changes_rest(asked("DELETE", path), DAG)


@pytest.mark.parametrize("path", ["/delete", "/dagrun_failed", "/dagrun_success", "/failed", "/success"])
def test_views_that_change_it_are_refused(path):
    assert guard.changes_view(asked("POST", path), {"dag_id": DAG}.get, DAG)
    assert not guard.changes_view(asked("POST", path), {"dag_id": "other"}.get, DAG)
    assert not guard.changes_view(asked("GET", path), {"dag_id": DAG}.get, DAG)


def test_pausing_view_takes_what_the_dag_is_now():
    assert guard.changes_view(asked("POST", "/paused"), {"dag_id": DAG, "is_paused": "false"}.get, DAG)
    assert not guard.changes_view(asked("POST", "/paused"), {"dag_id": DAG, "is_paused": "true"}.get, DAG)


@pytest.mark.parametrize("path", ["/trigger", "/clear", "/dagrun_clear", "/dagrun_queued"])
def test_views_that_trigger_or_clear_are_let_through(path):
    assert not guard.changes_view(asked("POST", path), {"dag_id": DAG}.get, DAG)


def test_body_that_is_no_json_does_not_unpause():
    broken = guard.Request("PATCH", "/api/v2/dags/" + DAG, {}, lambda: b"{")
    assert guard.changes_rest(broken, DAG)


def test_judged_dag_is_the_one_that_the_operator_names(agent):
    agent()
    assert guard.judged_dag() == DAG
    agent(heartbeat_dag_id="mine")
    assert guard.judged_dag() == "mine"
    agent(heartbeat="off")
    assert guard.judged_dag() is None


def test_reason_says_what_to_do():
    assert "[runtime_agent] heartbeat = off" in guard.reason(DAG)
