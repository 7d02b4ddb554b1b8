"""What may not be done to the monitoring DAG through Airflow's UI and API while the heartbeat judges it.

It may be triggered, cleared, unpaused and annotated. It may not be paused or deleted, and the states of
its runs and tasks may not be set by hand, since they are what the heartbeat judges.
"""

from __future__ import annotations

import json
import re
from typing import Any, Callable, Dict, List, NamedTuple

from runtime_agent_airflow import settings

# Values of the query by name, in the order of the request.
Query = Dict[str, List[str]]

_REST = re.compile(r"/api/v[12]/dags(?:/(?P<dag>[^/]+)(?P<rest>/.*)?)?/?$")
_ANY = "~"
_ANNOTATIONS = {"note"}
_HARMLESS = ("/dry_run", "/setNote", "/queuedEvents")
# Views of Airflow 2 that take the DAG as a parameter.
_VIEWS = ("/delete", "/dagrun_failed", "/dagrun_success", "/failed", "/success")


class Request(NamedTuple):
    """A request, its path below the web server's own; ``body`` reads what was sent."""

    method: str
    path: str
    query: Query
    body: Callable[[], bytes]


def judged_dag() -> str | None:
    """The DAG to guard, None when nobody depends on it."""
    return settings.monitoring_dag_id() if settings.heartbeat_is_on() else None


def reason(dag_id: str) -> str:
    """Why a request is refused, for whoever made it."""
    return (
        "Runtime Agent: "
        + dag_id
        + " is the monitoring DAG. The heartbeat judges its runs, so it cannot be paused, edited or deleted;"
        + " it may be triggered and cleared. [runtime_agent] heartbeat = off lifts this."
    )


def changes_rest(request: Request, dag_id: str) -> bool:
    """Whether a request to the REST API, of Airflow 2 or 3, would change the DAG."""
    found = _REST.match(request.path)
    if not found:
        return False
    target, rest = found.group("dag"), found.group("rest") or ""
    if request.method == "POST":
        # All but this one trigger, clear, list or validate.
        return _same(target, dag_id) and rest == "/updateTaskInstancesState"
    if request.method not in ("PATCH", "PUT", "DELETE") or rest.endswith(_HARMLESS):
        return False
    if target is None:
        return _selects(request.query, dag_id) and not _unpauses(_json(request))
    if target == _ANY:
        return _names(_json(request), dag_id)
    return _same(target, dag_id) and not _is_harmless_patch(request, rest)


def _same(target: str | None, dag_id: str) -> bool:
    """Some databases find a DAG whatever the case of its name."""
    return target is not None and target.casefold() == dag_id.casefold()


def _is_harmless_patch(request: Request, rest: str) -> bool:
    """Unpausing the DAG, or a note on a run or a task instance."""
    if request.method != "PATCH":
        return False
    return _annotates(_json(request)) if rest else _unpauses(_json(request))


def changes_view(request: Request, form: Callable[[str], str | None], dag_id: str) -> bool:
    """Whether a request to a page of Airflow 2 would change the DAG; ``form`` gives its parameters."""
    if request.method != "POST" or not _same(form("dag_id"), dag_id):
        return False
    # The parameter says what the DAG is now, not what it shall be.
    return request.path in _VIEWS or (request.path == "/paused" and form("is_paused") == "false")


def _json(request: Request) -> Any:
    try:
        return json.loads(request.body() or b"null")
    except ValueError:
        # Airflow will refuse it too.
        return None


def _unpauses(body: Any) -> bool:
    return isinstance(body, dict) and body.get("is_paused") is False


def _annotates(body: Any) -> bool:
    return isinstance(body, dict) and bool(body) and set(body) <= _ANNOTATIONS


def _names(body: Any, dag_id: str) -> bool:
    """Whether the DAG stands anywhere in a bulk request, which names it deep inside."""
    if isinstance(body, dict):
        return _same(_text(body.get("dag_id")), dag_id) or any(_names(value, dag_id) for value in body.values())
    return isinstance(body, list) and any(_names(value, dag_id) for value in body)


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) else None


def _selects(query: Query, dag_id: str) -> bool:
    """Whether the filters of a bulk request may hit the DAG; without a pattern Airflow changes none."""
    patterns = query.get("dag_id_pattern", [])
    prefixes = query.get("dag_id_prefix_pattern", [])
    return bool(patterns or prefixes) and all(
        [_like(pattern, dag_id) for pattern in patterns] + [_prefixes(prefix, dag_id) for prefix in prefixes]
    )


def _like(pattern: str, dag_id: str) -> bool:
    """SQL's ``ILIKE '%pattern%'``, with ``|`` for or and ``~`` for everything, as Airflow has them."""
    return any(
        part == _ANY or re.search(_expression(part), dag_id, re.IGNORECASE | re.DOTALL)
        for part in (part.strip() for part in pattern.split("|"))
    )


def _expression(part: str) -> str:
    special = {"%": ".*", "_": "."}
    return "".join(special.get(character, re.escape(character)) for character in part)


def _prefixes(pattern: str, dag_id: str) -> bool:
    """Too wide rather than too narrow: Airflow drops characters at the end of a prefix."""
    return any(
        part == _ANY or dag_id.lower().startswith(part.lower().rstrip("_.-"))
        for part in (part.strip() for part in pattern.split("|"))
    )
