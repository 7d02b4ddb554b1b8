import inspect

import pytest

from conftest import module
from runtime_agent_airflow import reading


class FileTaskHandler:
    """Airflow's, in the two forms that it has had."""

    def set_context(self, ti, *, identifier=None):
        self.context = (ti, identifier)
        return "propagate"

    def close(self):
        self.closed_file = True


class StockHandler(FileTaskHandler):
    trigger_should_wrap = False

    def set_context(self, ti, *, identifier=None):
        raise AssertionError("truncates")

    def close(self):
        raise AssertionError("uploads")

    def read(self):
        return "remote log"


@pytest.fixture
def handler():
    for name in ("airflow.utils", "airflow.utils.log"):
        module(name)
    module("airflow.utils.log.file_task_handler", FileTaskHandler=FileTaskHandler)
    path = "airflow"
    for name in ("providers", "amazon", "aws", "log", "s3_task_handler"):
        path += "." + name
        module(path, S3TaskHandler=StockHandler)
    vars(reading).pop("S3TaskHandler", None)
    return reading.S3TaskHandler


def test_reader_neither_truncates_nor_uploads(handler):
    made = handler()
    assert made.set_context("ti", identifier="x") == "propagate"
    assert made.context == ("ti", "x")
    assert made.upload_on_close is False
    made.close()
    assert made.closed_file
    assert made.read() == "remote log"


def test_reader_is_known_by_the_name_that_the_configuration_has(handler):
    stock = "airflow.providers.amazon.aws.log.s3_task_handler.S3TaskHandler"
    assert reading.READERS[stock] == "runtime_agent_airflow.reading.S3TaskHandler"
    assert reading.S3TaskHandler is handler


def test_airflow_sees_what_the_handler_can_do(handler):
    assert handler.__dict__["trigger_should_wrap"]
    assert "identifier" in inspect.signature(handler().set_context).parameters


def test_unknown_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="nothing"):
        _ = reading.nothing


def test_log_io_keeps_all_but_uploading():
    class Remote:
        def upload(self, path, ti):
            raise AssertionError("uploads")

        def read(self, path, ti):
            return path

    remote = Remote()
    reading.without_upload(remote)
    assert remote.upload("a", None) is None
    assert remote.upload("a", ti=None) is None
    assert remote.read("a", None) == "a"
