import ast
import re
from pathlib import Path

import pytest

import runtime_agent_airflow
from runtime_agent_airflow import plugin, provider

PACKAGE = Path(runtime_agent_airflow.__file__).parent
FILES = sorted(PACKAGE.rglob("*.py"))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_file_is_python_3_7(file):
    """The oldest that an image with Airflow 2.2 has."""
    ast.parse(file.read_text(encoding="utf-8"), feature_version=(3, 7))


def test_entry_points_name_what_there_is():
    text = (PACKAGE.parent / "runtime_agent_airflow.dist-info" / "entry_points.txt").read_text(encoding="utf-8")
    targets = dict(re.findall(r"= runtime_agent_airflow\.(\w+):(\w+)", text))
    assert targets == {"plugin": "RuntimeAgentPlugin", "provider": "get_provider_info"}
    assert plugin.RuntimeAgentPlugin.name == "runtime_agent"


def test_provider_info_bears_the_name_of_the_distribution():
    metadata = (PACKAGE.parent / "runtime_agent_airflow.dist-info" / "METADATA").read_text(encoding="utf-8")
    assert f"Name: {provider.get_provider_info()['package-name']}\n" in metadata


def test_options_of_the_provider_are_as_airflows_schema_has_them():
    options = provider.get_provider_info()["config"]["runtime_agent"]["options"]
    for option in options.values():
        assert set(option) == {"description", "version_added", "type", "example", "default", "sensitive"}
    assert {key for key, option in options.items() if option["sensitive"]} >= {"connection", "airflow_api_password"}


def test_airflow_3_is_given_no_blueprint():
    """It would ask for the FAB provider."""
    made = plugin.RuntimeAgentPlugin()
    assert made.flask_blueprints == []
    assert made.fastapi_root_middlewares[0]["middleware"].__name__ == "RuntimeAgentMiddleware"
