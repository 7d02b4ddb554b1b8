"""An Airflow as small as the package's own code needs it; the real ones are the integration tests'."""

from __future__ import annotations

import sys
import types
from typing import Any

import pytest


class Conf:
    """Airflow's configuration: environment before file before defaults, as one mapping."""

    def __init__(self):
        self.values: dict[tuple[str, str], str] = {}
        self.sensitive_config_values: set[tuple[str, str]] = {("core", "fernet_key")}

    def get(self, section: str, key: str, fallback: Any = None):
        return self.values.get((section, key), fallback)


CONF = Conf()


def module(name: str, **attributes: Any):
    made = types.ModuleType(name)
    for key, value in attributes.items():
        setattr(made, key, value)
    sys.modules[name] = made
    parent, _, child = name.rpartition(".")
    if parent:
        setattr(sys.modules[parent], child, made)
    return made


module("airflow")
module("airflow.configuration", conf=CONF)
module("airflow.version", version="3.3.2")
module("airflow.plugins_manager", AirflowPlugin=type("AirflowPlugin", (), {}))


@pytest.fixture
def agent(monkeypatch):
    """Sets keys of our section, or of another with its name before a slash."""
    monkeypatch.setattr(CONF, "values", {})
    monkeypatch.delenv("AIRFLOW_IMAGE_TAG", raising=False)

    def put(**keys: str):
        for key, value in keys.items():
            section, _, name = key.rpartition("__")
            CONF.values[(section or "runtime_agent", name)] = value

    return put
