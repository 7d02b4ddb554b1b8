"""What Airflow's own upload comes down to: one boto3 request per log, one log after the other.

Usage: upload_loop.py ENDPOINT BUCKET PREFIX FOLDER
"""

import os
import sys

import boto3

endpoint, bucket, prefix, folder = sys.argv[1:]
client = boto3.client("s3", endpoint_url=endpoint, region_name="us-east-1")
for directory, _, names in os.walk(folder):
    for name in names:
        path = os.path.join(directory, name)
        client.upload_file(path, bucket, prefix + "/" + os.path.relpath(path, folder))
