"""The store that everybody is measured against: one MinIO on the loopback, asked without a client library."""

import http.client
import os
import re
import socket
import subprocess
import time
import urllib.parse

import boto3
from botocore.config import Config

USER, PASSWORD, BUCKET = "benchmark", "benchmark-secret", "logs"
ENTRY = re.compile(r"<Contents><Key>(.*?)</Key>.*?<Size>(\d+)</Size>", re.S)


def free_port():
    """A port below those that the kernel gives to outgoing connections."""
    for port in range(19000, 32000):
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
                return port
            except OSError:
                continue
    raise RuntimeError("no free port")


class Minio:
    def __init__(self, program, folder):
        self.port = free_port()
        self.endpoint = f"http://127.0.0.1:{self.port}"
        os.makedirs(folder, exist_ok=True)
        environment = {
            **os.environ,
            "MINIO_ROOT_USER": USER,
            "MINIO_ROOT_PASSWORD": PASSWORD,
            "MINIO_BROWSER": "off",
            "MINIO_PROMETHEUS_AUTH_TYPE": "public",
        }
        command = [program, "server", "--quiet", "--address", f"127.0.0.1:{self.port}", folder]
        self.process = subprocess.Popen(
            command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        self.client = boto3.client(
            "s3",
            endpoint_url=self.endpoint,
            region_name="us-east-1",
            aws_access_key_id=USER,
            aws_secret_access_key=PASSWORD,
            config=Config(signature_version="s3v4"),
        )
        self._create_bucket()
        self._connection = http.client.HTTPConnection("127.0.0.1", self.port)

    def _create_bucket(self):
        """As soon as it answers; its health page says ready before it is."""
        until = time.monotonic() + 30
        while True:
            try:
                self.client.create_bucket(Bucket=BUCKET)
                return
            except Exception:
                if time.monotonic() > until or self.process.poll() is not None:
                    raise
                time.sleep(0.2)

    def requests(self):
        """How many S3 requests it has answered since it started."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port)
        connection.request("GET", "/minio/metrics/v3/api/requests")
        text = connection.getresponse().read().decode()
        connection.close()
        counts = re.findall(r'^minio_api_requests_total\{[^}]*type="s3"[^}]*\} (\S+)', text, re.M)
        return int(sum(float(count) for count in counts))

    def sizes(self, prefix):
        """All objects below a prefix and how long they are."""
        found, start = {}, ""
        while True:
            page = self._get("list_objects_v2", Prefix=prefix, **({"StartAfter": start} if start else {}))
            entries = [(_plain(key), int(size)) for key, size in ENTRY.findall(page)]
            found.update(entries)
            if "<IsTruncated>true" not in page:
                return found
            start = entries[-1][0]

    def size(self, key):
        """The length of one object, -1 if there is none."""
        response, _ = self._ask("HEAD", "head_object", Key=key)
        return int(response.headers["Content-Length"]) if response.status == 200 else -1

    def _get(self, operation, **given):
        return self._ask("GET", operation, **given)[1].decode()

    def _ask(self, method, operation, **given):
        """Sends a request, over the same connection as long as the server keeps it."""
        path = self.client.generate_presigned_url(operation, {"Bucket": BUCKET, **given})[len(self.endpoint):]
        try:
            self._connection.request(method, path)
            response = self._connection.getresponse()
        except (http.client.HTTPException, ConnectionError):
            self._connection.close()
            self._connection.request(method, path)
            response = self._connection.getresponse()
        return response, response.read()

    def empty(self, prefix):
        paginator = self.client.get_paginator("list_objects_v2")
        for page in paginator.paginate(Bucket=BUCKET, Prefix=prefix):
            keys = [{"Key": entry["Key"]} for entry in page.get("Contents", [])]
            if keys:
                self.client.delete_objects(Bucket=BUCKET, Delete={"Objects": keys, "Quiet": True})

    def close(self):
        self.process.terminate()
        self.process.wait()


def _plain(text):
    return urllib.parse.unquote(text.replace("&amp;", "&").replace("&#34;", '"').replace("&#39;", "'"))
