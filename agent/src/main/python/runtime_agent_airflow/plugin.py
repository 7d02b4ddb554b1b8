"""The plugin that Airflow loads from the entry point ``airflow.plugins``."""

from __future__ import annotations

from airflow.plugins_manager import AirflowPlugin


class RuntimeAgentPlugin(AirflowPlugin):
    """What the web server is given."""

    name = "runtime_agent"
