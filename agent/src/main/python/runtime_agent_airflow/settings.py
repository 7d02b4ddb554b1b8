"""Section ``[runtime_agent]`` as Airflow's own configuration has it: environment before file."""

from __future__ import annotations

import os
from typing import NamedTuple

from airflow.configuration import conf

SECTION = "runtime_agent"
MONITORING_DAG = "astronomer_monitoring_dag"

# The kinds of destinations that the agent ships to; "wasb" stands with and without "://".
_DESTINATIONS = ("s3://", "gs://", "wasb", "file:///")
_LINK_SCHEMES = ("http://", "https://", "mailto:")


class Link(NamedTuple):
    """A link beside the image tag."""

    title: str
    url: str


def option(key: str, section: str = SECTION) -> str:
    """What Airflow says of a key, empty when it says nothing."""
    return str(conf.get(section, key, fallback="") or "").strip()


def agent_is_enabled() -> bool:
    """Whether the agent starts. With a value that is neither true nor false it does not."""
    value = option("enabled").split("#")[0].strip().lower()
    return value in ("", "true", "t", "1")


def destination() -> str:
    """Where the agent stores logs: its own key, else Airflow's."""
    return option("destination") or option("remote_base_log_folder", "logging")


def agent_ships() -> bool:
    """Whether the agent stores the logs, so that Airflow must not."""
    return agent_is_enabled() and destination().startswith(_DESTINATIONS)


def monitoring_dag_id() -> str:
    """The DAG that the heartbeat judges."""
    return option("heartbeat_dag_id") or MONITORING_DAG


def heartbeat_is_on() -> bool:
    """Whether somebody depends on the monitoring DAG."""
    return agent_is_enabled() and option("heartbeat").lower() != "off"


def image_tag() -> str:
    """The tag of the image that this process runs in, empty when nobody said it."""
    return option("image_tag") or os.environ.get("AIRFLOW_IMAGE_TAG", "").strip()


def links() -> list[Link]:
    """The links that the operator wants on every page; one that is malformed is left out."""
    found = []
    for item in option("ui_links").split(","):
        title, equals, url = (part.strip() for part in item.partition("="))
        if equals and title and url.lower().startswith(_LINK_SCHEMES):
            found.append(Link(title, url))
    return found
