"""What Runtime Agent brings into Airflow 2 and 3: logging configuration, monitoring DAG, UI plugin."""
