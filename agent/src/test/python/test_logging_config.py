import importlib
import sys

import pytest

from conftest import CONF, module

STOCK = "airflow.providers.amazon.aws.log.s3_task_handler.S3TaskHandler"


class Remote:
    def __init__(self):
        self.uploaded = []

    def upload(self, path, ti):
        self.uploaded.append(path)


@pytest.fixture
def load(agent):
    def configure(handler=STOCK, remote=None, **keys):
        agent(**keys)
        module("airflow.config_templates")
        stock = {"handlers": {"task": {"class": handler, "base_log_folder": "/logs"}}}
        attributes = {} if remote is None else {"REMOTE_TASK_LOG": remote, "DEFAULT_REMOTE_CONN_ID": "aws_default"}
        module("airflow.config_templates.airflow_local_settings", DEFAULT_LOGGING_CONFIG=stock, **attributes)
        sys.modules.pop("runtime_agent_airflow.logging_config", None)
        return importlib.import_module("runtime_agent_airflow.logging_config")

    return configure


def task_handler(config):
    return config.LOGGING_CONFIG["handlers"]["task"]["class"]


def test_airflow_2_gets_the_reader_while_the_agent_ships(load):
    assert task_handler(load(destination="s3://b/x")) == "runtime_agent_airflow.reading.S3TaskHandler"


@pytest.mark.parametrize("keys", [{}, {"destination": "s3://b/x", "enabled": "false"}])
def test_airflow_2_keeps_uploading_while_it_does_not(load, keys):
    assert task_handler(load(**keys)) == STOCK


def test_handler_of_another_kind_stays(load):
    assert task_handler(load(handler="x.FileTaskHandler", destination="s3://b/x")) == "x.FileTaskHandler"


def test_airflow_3_does_not_upload_while_the_agent_ships(load):
    remote = Remote()
    config = load(remote=remote, destination="s3://b/x")
    config.REMOTE_TASK_LOG.upload("a", None)
    assert config.REMOTE_TASK_LOG is remote
    assert remote.uploaded == []
    assert config.DEFAULT_REMOTE_CONN_ID == "aws_default"


def test_airflow_3_uploads_while_it_does_not(load):
    remote = Remote()
    load(remote=remote, destination="s3://b/x", enabled="false").REMOTE_TASK_LOG.upload("a", None)
    assert remote.uploaded == ["a"]


def test_log_folder_is_left_for_the_log_server(load):
    assert load(destination="s3://b/x").LOGGING_CONFIG["handlers"]["task"]["base_log_folder"] == "/logs"


def test_secrets_are_hidden_from_the_first_moment(load):
    load()
    assert ("runtime_agent", "alert_webhook_url") in CONF.sensitive_config_values
    assert ("runtime_agent", "destination") not in CONF.sensitive_config_values
