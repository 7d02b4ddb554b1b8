import sys
from datetime import timedelta

import pytest

from conftest import module
from runtime_agent_airflow import monitoring


class Dag:
    def __init__(self, dag_id, **arguments):
        self.dag_id = dag_id
        self.arguments = arguments
        self.tasks = []


def operator(**arguments):
    arguments["dag"].tasks.append(arguments)


@pytest.fixture
def airflow(monkeypatch, agent):
    monkeypatch.delenv(monitoring.SCHEDULE_VARIABLE, raising=False)
    agent()

    def install(version):
        monkeypatch.setattr(sys.modules["airflow"], "DAG", Dag, raising=False)
        monkeypatch.setattr(sys.modules["airflow.version"], "version", version)
        names = "providers.standard.operators.bash" if version >= "3" else "operators.bash"
        path = "airflow"
        for name in names.split("."):
            path += "." + name
            module(path, BashOperator=operator)
        return monitoring.create_dag()

    return install


@pytest.mark.parametrize("version", ["2.2.5", "2.4.0", "2.11.0", "3.0.0", "3.3.2"])
def test_dag_is_never_paused_by_itself(airflow, version):
    dag = airflow(version)
    assert dag.dag_id == "astronomer_monitoring_dag"
    assert dag.arguments["is_paused_upon_creation"] is False
    assert dag.arguments["catchup"] is False
    assert dag.arguments["dagrun_timeout"] == timedelta(minutes=30)
    (task,) = dag.tasks
    assert task["retries"] == 0


def test_each_airflow_gets_the_arguments_that_it_knows(airflow):
    old, new = airflow("2.3.4").arguments, airflow("3.3.2").arguments
    assert old["schedule_interval"] == new["schedule"] == "*/5 * * * *"
    assert "schedule" not in old
    assert "start_date" in old
    assert "start_date" not in new
    assert "max_consecutive_failed_dag_runs" not in old
    assert new["max_consecutive_failed_dag_runs"] > 1_000_000


def test_dag_is_left_to_the_operator_who_names_another(airflow, agent):
    agent(heartbeat_dag_id="mine")
    assert airflow("3.3.2") is None


@pytest.mark.parametrize("text", ["*/10 * * * *", " 0 4 * * 1-5 ", "@hourly"])
def test_schedule_is_the_variables(monkeypatch, text):
    monkeypatch.setenv(monitoring.SCHEDULE_VARIABLE, text)
    assert monitoring.schedule() == text.strip()


@pytest.mark.parametrize("text", ["", "  ", "every day", "* * * * * *", "61 * * * *", "@once", "@never", "5"])
def test_schedule_that_is_none_leaves_the_default(monkeypatch, text):
    monkeypatch.setenv(monitoring.SCHEDULE_VARIABLE, text)
    assert monitoring.schedule() == "*/5 * * * *"
