"""The monitoring DAG: a bash task every five minutes, whose runs the heartbeat judges."""

from __future__ import annotations

import logging
import os
from datetime import datetime, timedelta, timezone
from typing import Any

from runtime_agent_airflow import settings

SCHEDULE_VARIABLE = "AIRFLOW_MONITORING_DAG_SCHEDULE_INTERVAL"
DEFAULT_SCHEDULE = "*/5 * * * *"

# As the heartbeat reads them; "@once" and "@continuous" are due at no particular time.
_PRESETS = ("@hourly", "@daily", "@weekly", "@monthly", "@quarterly", "@yearly")
_CRON_FIELDS = 5
_HIGHEST_PRIORITY = _NEVER = 2**31 - 1

logger = logging.getLogger(__name__)


def schedule() -> str:
    """When the DAG runs. What is no schedule leaves the default: a DAG that fails to import never runs."""
    wanted = os.environ.get(SCHEDULE_VARIABLE, "").strip()
    if wanted and not _is_schedule(wanted):
        logger.warning("%s is no cron of five fields: %r; %s holds.", SCHEDULE_VARIABLE, wanted, DEFAULT_SCHEDULE)
        return DEFAULT_SCHEDULE
    return wanted or DEFAULT_SCHEDULE


def _is_schedule(text: str) -> bool:
    if text.startswith("@"):
        return text in _PRESETS
    from croniter import croniter

    return len(text.split()) == _CRON_FIELDS and bool(croniter.is_valid(text))


def create_dag() -> Any:
    """The DAG, or None if the operator has named another one to be judged."""
    if settings.monitoring_dag_id() != settings.MONITORING_DAG:
        return None
    from airflow import DAG
    from airflow.version import version

    dag = DAG(settings.MONITORING_DAG, **_dag_arguments(_numbers(version)))
    _bash_operator(_numbers(version))(
        task_id="hello",
        bash_command="echo Hello from Runtime Agent!",
        dag=dag,
        priority_weight=_HIGHEST_PRIORITY,
        do_xcom_push=False,
        retries=0,
    )
    return dag


def _dag_arguments(airflow: tuple[int, int]) -> dict[str, Any]:
    arguments: dict[str, Any] = {
        "description": "Runtime Agent sees by it that Airflow works: it cannot be paused, edited or deleted.",
        "catchup": False,
        "dagrun_timeout": timedelta(minutes=30),
        "is_paused_upon_creation": False,
        "tags": ["monitoring"],
        "schedule" if airflow >= (2, 4) else "schedule_interval": schedule(),
    }
    if airflow < (3, 0):
        # Also its zone: the heartbeat takes UTC for Airflow 2, the default time zone for Airflow 3.
        arguments["start_date"] = datetime(2021, 1, 1, tzinfo=timezone.utc)
    if airflow >= (2, 9):
        # Failures are what is to be seen; they must not pause it.
        arguments["max_consecutive_failed_dag_runs"] = _NEVER
    return arguments


def _bash_operator(airflow: tuple[int, int]) -> Any:
    if airflow >= (3, 0):
        from airflow.providers.standard.operators.bash import BashOperator
    else:
        from airflow.operators.bash import BashOperator
    return BashOperator


def _numbers(version: str) -> tuple[int, int]:
    major, minor = version.split(".")[:2]
    return int(major), int(minor)
