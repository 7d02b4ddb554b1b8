"""The plugin that Airflow loads from the entry point ``airflow.plugins``."""

from __future__ import annotations

from typing import Any

from airflow.plugins_manager import AirflowPlugin
from airflow.version import version

_AIRFLOW_2 = version.startswith("2.")


class RuntimeAgentPlugin(AirflowPlugin):  # type: ignore[misc]
    """What the web server is given.

    Every process of Airflow loads it; Flask and the like are loaded where Airflow asks for the pages.
    """

    name = "runtime_agent"

    @property
    def flask_blueprints(self) -> list[Any]:
        """Airflow 2. In Airflow 3 any blueprint would need the FAB provider."""
        if not _AIRFLOW_2:
            return []
        from runtime_agent_airflow.flask_pages import blueprint

        return [blueprint()]

    @property
    def fastapi_root_middlewares(self) -> list[dict[str, Any]]:
        """Airflow 3."""
        from runtime_agent_airflow.asgi_pages import RuntimeAgentMiddleware

        return [{"middleware": RuntimeAgentMiddleware, "name": "Runtime Agent"}]
