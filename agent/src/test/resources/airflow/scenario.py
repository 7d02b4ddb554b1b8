"""One task of each kind that writes logs in its own way; the test says what runs where."""

import os
import time
from datetime import datetime, timedelta, timezone
from pathlib import Path

try:
    from airflow.providers.standard.triggers.temporal import TimeDeltaTrigger
    from airflow.sdk import DAG, BaseOperator, BaseSensorOperator, task
except ImportError:
    from airflow import DAG
    from airflow.decorators import task
    from airflow.models.baseoperator import BaseOperator
    from airflow.sensors.base import BaseSensorOperator
    from airflow.triggers.temporal import TimeDeltaTrigger

LOCAL, CELERY = "LocalExecutor", "CeleryExecutor"
ONCE_MORE = {"retries": 1, "retry_delay": timedelta(seconds=1)}


class Defers(BaseOperator):
    def execute(self, context):
        self.log.info("before the deferral")
        self.defer(trigger=TimeDeltaTrigger(timedelta(seconds=8)), method_name="resume")

    def resume(self, context, event=None):
        self.log.info("after the deferral")


class WaitsForFile(BaseSensorOperator):
    def poke(self, context):
        self.log.info("poke of process %s", os.getpid())
        return Path(os.environ["SCENARIO_FOLDER"], "go").exists()


def runs():
    return {"schedule": None, "start_date": datetime(2024, 1, 1, tzinfo=timezone.utc), "catchup": False}


with DAG("scenario", **runs()):

    @task(executor=LOCAL)
    def local():
        for number in range(20):
            print(f"local line {number}")

    @task(executor=LOCAL, **ONCE_MORE)
    def retried(ti=None):
        print(f"attempt {ti.try_number}")
        if ti.try_number == 1:
            raise ValueError("the first attempt fails")

    @task(executor=LOCAL)
    def mapped(number):
        print(f"number {number}")

    @task(executor=CELERY)
    def celery():
        print("on a worker é")

    @task(executor=CELERY, queue="fragile", **ONCE_MORE)
    def fragile(ti=None):
        for number in range(600 if ti.try_number == 1 else 1):
            print(f"attempt {ti.try_number} line {number}", flush=True)
            time.sleep(0.2)

    local()
    retried()
    mapped.expand(number=[1, 2, 3])
    celery()
    fragile()
    Defers(task_id="defers", executor=LOCAL)
    WaitsForFile(task_id="waits", executor=CELERY, mode="reschedule", poke_interval=8)

with DAG("plain", **runs()):

    @task(executor=CELERY, queue="plain")
    def uploaded():
        print("uploaded by Airflow itself")

    uploaded()
