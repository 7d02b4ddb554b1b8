"""Those who are measured: Runtime Agent, rclone, and a boto3 upload loop."""

import http.client
import os
import re
import signal
import sys

from processes import Running
from store import BUCKET, PASSWORD, USER, free_port

HERE = os.path.dirname(os.path.abspath(__file__))

# As people run it, and as well as it can be made to run for this.
RCLONE_DEFAULT = []
# Without this it gives up on every log that grows while it is read.
RCLONE_GROWING = ["--local-no-check-updated"]
RCLONE_TUNED = ["--fast-list", "--s3-no-head", "--transfers", "8", "--checkers", "16", "--local-no-check-updated"]


class Agent:
    """The distribution as users get it, launcher and class cache included."""

    def __init__(self, home, minio, work):
        self.launcher = os.path.join(home, "bin", "runtime-agent")
        self.minio = minio
        self.work = work

    def environment(self, logs, prefix, **more):
        section = {
            "DESTINATION": f"s3://{BUCKET}/{prefix}",
            "CONNECTION": f"aws://{USER}:{PASSWORD}@/?region_name=us-east-1",
            "S3_ENDPOINT_URL": self.minio.endpoint,
            "HEARTBEAT": "off",
            "HTTP_HOST": "127.0.0.1",
            "HTTP_PORT": "0",
            **more,
        }
        return {
            "AIRFLOW_HOME": self.work,
            "AIRFLOW__LOGGING__BASE_LOG_FOLDER": logs,
            **{f"AIRFLOW__RUNTIME_AGENT__{key}": value for key, value in section.items()},
        }

    def ship(self, logs, prefix):
        return self._start("ship", self.environment(logs, prefix)).wait()

    def run(self, logs, prefix, beside=None, open_files=None, **more):
        """A running agent; `beside`: the process in place of Airflow whose end makes it drain."""
        port = free_port()
        environment = self.environment(logs, prefix, HTTP_PORT=str(port), **more)
        if beside:
            environment["RUNTIME_AGENT_AIRFLOW_PID"] = str(beside)
            environment["RUNTIME_AGENT_AIRFLOW_COMMAND"] = "airflow celery worker"
        agent = self._start("run", environment, open_files)
        agent.port = port
        return agent

    def _start(self, command, environment, open_files=None):
        return Running([self.launcher, command], environment, os.path.join(self.work, "agent.log"), open_files)


def metric(agent, name):
    """The sum over all series of a metric of a running agent, None while it does not answer."""
    try:
        connection = http.client.HTTPConnection("127.0.0.1", agent.port, timeout=5)
        connection.request("GET", "/metrics")
        text = connection.getresponse().read().decode()
        connection.close()
    except OSError:
        return None
    values = re.findall(rf"^{name}(?:\{{[^}}]*\}})? (\S+)$", text, re.M)
    return sum(float(value) for value in values)


def end(agent):
    """Ends a running agent; fails when it does not end as it should."""
    agent.signal(signal.SIGTERM)
    cost = agent.wait()
    if cost.code != 0:
        raise RuntimeError(f"the agent ended with {cost.code}: {agent.said()}")
    return cost


class Rclone:
    def __init__(self, program, minio, work):
        self.program = program
        self.output = os.path.join(work, "rclone.log")
        self.environment = {
            "RCLONE_CONFIG": os.devnull,
            "RCLONE_CONFIG_STORE_TYPE": "s3",
            "RCLONE_CONFIG_STORE_PROVIDER": "Minio",
            "RCLONE_CONFIG_STORE_ENDPOINT": minio.endpoint,
            "RCLONE_CONFIG_STORE_ACCESS_KEY_ID": USER,
            "RCLONE_CONFIG_STORE_SECRET_ACCESS_KEY": PASSWORD,
            "RCLONE_CONFIG_STORE_REGION": "us-east-1",
        }

    def copy(self, logs, prefix, flags):
        command = [self.program, "copy", "--stats", "0", *flags, logs, f"store:{BUCKET}/{prefix}"]
        return Running(command, self.environment, self.output).wait()


class UploadLoop:
    def __init__(self, minio, work):
        self.minio = minio
        self.output = os.path.join(work, "boto3.log")

    def upload(self, logs, prefix):
        environment = {"AWS_ACCESS_KEY_ID": USER, "AWS_SECRET_ACCESS_KEY": PASSWORD}
        command = [sys.executable, os.path.join(HERE, "upload_loop.py"), self.minio.endpoint, BUCKET, prefix, logs]
        return Running(command, environment, self.output).wait()
