"""Airflow's remote log handlers as readers only.

Airflow 2 reads and writes with one handler class: it truncates the local log when a task is
rescheduled and uploads in ``close()``. The classes here keep what reads and write the local file as
``FileTaskHandler`` does. They are made on demand, since each needs its provider installed.
"""

from __future__ import annotations

from functools import wraps
from importlib import import_module
from typing import Any

_STOCK = {
    "S3TaskHandler": "airflow.providers.amazon.aws.log.s3_task_handler",
    "GCSTaskHandler": "airflow.providers.google.cloud.log.gcs_task_handler",
    "WasbTaskHandler": "airflow.providers.microsoft.azure.log.wasb_task_handler",
}

# The class of a stock handler and that of its reader.
READERS = {module + "." + name: __name__ + "." + name for name, module in _STOCK.items()}


def without_upload(log_io: Any) -> None:
    """Takes uploading from an Airflow 3 log IO, in place: a wrapper would hide its other methods."""

    def upload(*_args: object, **_kwargs: object) -> None:
        return None

    log_io.upload = upload


def _reader(name: str) -> type:
    from airflow.utils.log.file_task_handler import FileTaskHandler

    stock: Any = getattr(import_module(_STOCK[name]), name)

    # Airflow looks at the parameters to see what a handler can do.
    @wraps(FileTaskHandler.set_context)
    def set_context(self: Any, *args: Any, **kwargs: Any) -> Any:
        context = FileTaskHandler.set_context(self, *args, **kwargs)
        self.upload_on_close = False
        return context

    def close(self: Any) -> None:
        FileTaskHandler.close(self)

    body = {
        "__module__": __name__,
        "__doc__": "Reads remote logs as " + name + " does, writes local ones only.",
        # Not inherited: the triggerer looks it up in the class itself.
        "trigger_should_wrap": True,
        "set_context": set_context,
        "close": close,
    }
    return type(name, (stock,), body)


def __getattr__(name: str) -> type:
    if name not in _STOCK:
        raise AttributeError(name)
    reader = _reader(name)
    globals()[name] = reader
    return reader
