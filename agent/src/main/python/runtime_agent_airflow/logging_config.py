"""Airflow's own logging configuration, without its uploading while the agent ships.

For ``[logging] logging_config_class = runtime_agent_airflow.logging_config.LOGGING_CONFIG``. The
remote reader stays, so the UI shows the objects that the agent keeps. Airflow 3 looks for
``REMOTE_TASK_LOG`` and ``DEFAULT_REMOTE_CONN_ID`` beside the dict, Airflow 2 ignores them.
"""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from airflow.config_templates import airflow_local_settings as stock
from airflow.configuration import conf

from runtime_agent_airflow import provider, settings
from runtime_agent_airflow.reading import READERS, without_upload

LOGGING_CONFIG: dict[str, Any] = deepcopy(stock.DEFAULT_LOGGING_CONFIG)
REMOTE_TASK_LOG: Any = getattr(stock, "REMOTE_TASK_LOG", None)
DEFAULT_REMOTE_CONN_ID: Any = getattr(stock, "DEFAULT_REMOTE_CONN_ID", None)

if settings.agent_ships():
    _task = LOGGING_CONFIG["handlers"]["task"]
    _task["class"] = READERS.get(_task["class"], _task["class"])
    if REMOTE_TASK_LOG is not None:
        without_upload(REMOTE_TASK_LOG)

# Every process of Airflow comes by here, as it starts.
provider.hide_secrets(conf)
