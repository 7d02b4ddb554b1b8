"""The file that Airflow finds the monitoring DAG in; on Airflow 2 a copy stands in dags_folder."""

from runtime_agent_airflow.monitoring import create_dag

dag = create_dag()
