"""Records what Python and Airflow make of odd settings, for the agent's tests to compare with.

Run it with the Python of an environment that holds Airflow and its Amazon and Azure providers:

    python agent/src/test/recorded/record.py agent/src/test/resources/recorded

Under Airflow 2 it writes everything, under Airflow 3 what differs there (`connections-3.json`).
"""

from __future__ import annotations

import configparser
import json
import os
import shlex
import sys
from pathlib import Path
from typing import Any
from unittest import mock

os.environ["AIRFLOW__CORE__UNIT_TEST_MODE"] = "False"

CONFIG_FILES = [
    "[a]\nk = v\n",
    "[a]\nK=v\nother : w\n",
    "[a]\nk = v ; not a comment\n",
    "[a]\n# comment\n; comment\nk = v\n  # inside\n  more\n",
    "[a]\nk = one\n  two\n\n  three\n\n\nj = x\n",
    "[a]\nk =\n  one\n  two\n",
    "[a]\nk = 100%%\n",
    "[a]\nk = 100%\n",
    "[a]\nk = %(j)s/x\nj = y\n",
    "[a]\nk = %(missing)s\n",
    "[a]\nk = %(k)s\n",
    "[DEFAULT]\nj = d\n[a]\nk = %(j)s\n",
    "[DEFAULT]\nk = d\n[a]\n[b]\nk = own\n",
    "[a]\nk = a=b:c\n",
    "[a]\nk : a=b\n",
    "[a]\nk=\n",
    "[a]\nk\n",
    "[a]\n= v\n",
    "k = v\n",
    "[a]\nk = 1\nk = 2\n",
    "[a]\nk = 1\nK = 2\n",
    "[a]\nk = 1\n[a]\nj = 2\n",
    "[a]\n  k = v\n  j = w\n",
    "[a]\n  k = v\n    more\n  j = w\n",
    "[a b.c]\nk = v\n",
    "[a] trailing\nk = v\n",
    "[a]\r\nk = v\r\nj = w\r\n",
    "[a]\nk = ünïcødé ☃ \U0001f600\n",
    "[a]\nk = %%(j)s\n",
    "[a]\nk = a%%%%b\n",
    "[a]\nk = %(J)s\nj = deep%%\n",
    "[a]\nk = \tv\t\n",
    "[a]\nk with space = v\n",
    "\n\n[a]\n\nk = v\n",
    "",
]

COMMANDS = [
    "echo secret",
    "  a   b\tc\n",
    "a 'b c' d",
    'a "b c" d',
    "a 'b' \"c\"d'e'",
    'a "b \\"c\\" \\\\ \\n"',
    "a b\\ c \\\\",
    "a ''",
    'a ""',
    "a 'b",
    'a "b',
    "a b\\",
    "",
    "a #b c",
    "a $HOME `x` $(y) | z > w",
    "ü 'é è'",
    "'a'\\''b'",
]

EXPANSIONS = [
    "",
    "plain",
    "~",
    "~/logs",
    "x~",
    "$ONE",
    "${ONE}",
    "$ONE/$TWO",
    "${ONE}two",
    "$ONEtwo",
    "$UNSET/x",
    "${UNSET}",
    "$$ONE",
    "pa$$word",
    "$",
    "${",
    "${}",
    "$NESTED",
    "$TILDE/x",
    "100%$",
    "a$ONE$ONE",
    "$1",
    "\\$ONE",
]

EXPANSION_ENVIRONMENT = {
    "HOME": "/home/airflow",
    "ONE": "1",
    "TWO": "2",
    "NESTED": "$ONE-${TWO}",
    "TILDE": "~",
}

CONNECTIONS = [
    "aws://",
    "aws://AKIA:sec%2Fret@/?region_name=eu-west-1&endpoint_url=http%3A%2F%2Fminio%3A9000",
    "aws://AKIA:sec%2Bret%25@",
    "aws://AKIA:a+b@/?x=a+b",
    "aws:///?region_name=eu-west-1",
    "aws://@/?aws_access_key_id=A&aws_secret_access_key=B%3D%3D",
    "AWS://A:B@/",
    "s3://A:B@host.example:9000/",
    "aws://A:B@/?verify=false&config_kwargs=%7B%22s3%22%3A%7B%22addressing_style%22%3A%22path%22%7D%7D",
    "aws://A:B@/?__extra__=%7B%22region_name%22%3A%22eu-west-1%22%2C%22verify%22%3Afalse%7D",
    "aws://A:B@/?__extra__=%7B%22a%22%3A%20%7B%22b%22%3A%20%5B1%2C%202%5D%7D%7D&ignored=1",
    "aws://A:B@/?n=012345&m=1e5&t=true&z=null&q=%22quoted%22&e=",
    "aws://A:B@/?dup=1&dup=2",
    "aws://A:B@/?novalue&=noname&a=b=c",
    "aws://A:se#cret@/?a=b",
    "aws://A:se?cret@/",
    "aws://A:p@ss@/",
    "aws://A:p:ss@/",
    "aws://A%40B:%3A%2F@",
    "aws://:B@/",
    "aws://A@/",
    "google-cloud-platform://?extra__google_cloud_platform__project=p&key_path=%2Fkeys%2Fkey.json",
    "google_cloud_platform://?project=p",
    "wasb://login:key%3D%3D@",
    "wasb://login:key@azurite:10000",
    "wasb://https%3A%2F%2Facct.blob.core.windows.net",
    "wasb://login:key@https%3A%2F%2FAcct.blob.core.windows.net%2F",
    "wasb://https://acct.blob.core.windows.net",
    "wasb://https://login:key@acct.blob.core.windows.net:443/path",
    "wasb://x://y://z",
    "wasb://a:b@https://host",
    "wasb://login@ACCT.Blob.Core/",
    "postgresql://u:p@h:5432/db",
    "generic://h/schema%2Fwith?k=v%20w&u=%C3%BC",
    "generic://u:%E2%98%83%F0%9F%98%80@h",
    "generic://u:%FF%zz%4@h",
    "generic://u:p@[::1]:80/x",
    "  aws://A:B@/  ",
    "noscheme",
    '{"conn_type": "aws"}',
    '{"conn_type": "aws", "login": "A", "password": "B", "extra": {"region_name": "eu-west-1"}}',
    '{"conn_type": "aws", "login": "A", "password": "B", "extra": "{\\"verify\\": false}"}',
    '{"conn_type": "google-cloud-platform", "extra": {"keyfile_dict": {"a": "b"}}}',
    '{"conn_type": "postgresql", "port": "5432", "host": "h"}',
    '{"conn_type": "aws", "password": "päss\\u2603", "extra": ""}',
    '{"conn_type": "aws", "extra": null, "login": null}',
    '{"conn_type": "aws", "unknown": 1}',
    '{"conn_type": "aws", "extra": "[1]"}',
    '{"conn_type": "aws", "extra": "not json"}',
    '{"conn_type": "aws", "port": "http"}',
    '{"conn_type": "aws",}',
    "{",
]

AWS: list[dict[str, Any]] = [
    {},
    {"login": "A", "password": "B"},
    {"login": "A", "password": "B", "extra": {"aws_access_key_id": "C", "aws_secret_access_key": "D"}},
    {"extra": {"aws_access_key_id": "C", "aws_secret_access_key": "D", "aws_session_token": "T"}},
    {"login": "A", "password": "B", "extra": {"aws_session_token": "T", "region_name": "eu-west-1"}},
    {
        "extra": {
            "session_kwargs": {
                "aws_access_key_id": "E",
                "aws_secret_access_key": "F",
                "aws_session_token": "G",
            }
        }
    },
    {"extra": {"profile_name": "prod"}},
    {"extra": {"endpoint_url": "http://minio:9000"}},
    {
        "extra": {
            "endpoint_url": "http://minio:9000",
            "service_config": {"s3": {"endpoint_url": "http://s3:9000"}},
        }
    },
    {
        "extra": {
            "endpoint_url": "http://minio:9000",
            "service_config": {"sts": {"endpoint_url": "http://sts:9000"}},
            "role_arn": "arn:aws:iam::1:role/r",
            "assume_role_kwargs": {"ExternalId": "x"},
        }
    },
    {"extra": {"verify": False}},
    {"extra": {"role_arn": "arn:aws:iam::1:role/r"}},
    {"extra": {"role_arn": "arn", "assume_role_method": "assume_role_with_web_identity"}},
    {"extra": {"role_arn": "arn", "assume_role_method": "nonsense"}},
]

AZURE: list[dict[str, Any]] = [
    {"login": "acct"},
    {"host": "https://acct.blob.core.windows.net", "login": "acct", "password": "a2V5"},
    {"host": "acct.blob.core.windows.net", "password": "a2V5", "login": "acct"},
    {"host": "azurite", "login": "acct", "password": "a2V5"},
    {"host": "http://127.0.0.1:10000/devstoreaccount1", "login": "devstoreaccount1", "password": "a2V5"},
    {"host": "averyveryverylongaccountname123.blob.core.windows.net", "login": "x", "password": "a2V5"},
    {"login": "averyveryverylongaccountname123", "password": "a2V5"},
    {"extra": {"connection_string": "AccountName=x;AccountKey=a2V5"}, "login": "x", "password": "a2V5"},
    {"extra": {"extra__wasb__connection_string": "AccountName=x;AccountKey=a2V5"}},
    {
        "extra": {"connection_string": "", "extra__wasb__connection_string": "AccountName=x;AccountKey=a2V5"},
        "login": "acct",
        "password": "a2V5",
    },
    {"host": "acct.blob.core.windows.net", "login": "app", "password": "s", "extra": {"tenant_id": "t"}},
    {
        "host": "acct.blob.core.windows.net",
        "login": "app",
        "password": "s",
        "extra": {"tenant_id": "t", "client_secret_auth_config": {"authority": "login.microsoftonline.us"}},
    },
    {"host": "acct.blob.core.windows.net", "login": "acct", "extra": {"shared_access_key": "a2V5"}},
    {
        "login": "acct",
        "password": "cGFzcw==",
        "extra": {"shared_access_key": "a2V5", "sas_token": "?sv=1&sig=x"},
    },
    {"login": "acct", "extra": {"sas_token": "?sv=1&sig=x"}},
    {"login": "acct", "password": "a2V5", "extra": {"sas_token": "?sv=1&sig=x"}},
    {"login": "acct", "extra": {"sas_token": "https://acct.blob.core.windows.net/?sv=1&sig=x"}},
    {
        "login": "acct",
        "extra": {"managed_identity_client_id": "m", "workload_identity_tenant_id": "w"},
    },
]


def write(folder: Path, name: str, cases: list[dict[str, Any]]) -> None:
    text = json.dumps(cases, indent=1, ensure_ascii=False, default=str)
    (folder / f"{name}.json").write_text(text + "\n", encoding="utf-8")


def config_file(text: str) -> dict[str, Any]:
    """Every value that can be had, and whether the file is refused."""
    parser = configparser.ConfigParser()
    values: dict[str, Any] = {}
    try:
        parser.read_string(text)
    except configparser.Error:
        return {"text": text, "refused": True, "values": {}}
    for section in parser.sections():
        for key in ("k", "j"):
            try:
                values[f"{section}.{key}"] = parser.get(section, key, fallback=None)
            except configparser.Error:
                values[f"{section}.{key}"] = {"unreadable": True}
    return {"text": text, "refused": False, "values": values}


def command(line: str) -> dict[str, Any]:
    try:
        return {"line": line, "words": shlex.split(line)}
    except ValueError:
        return {"line": line, "words": None}


def expansion(text: str) -> dict[str, Any]:
    from airflow.configuration import expand_env_var

    with mock.patch.dict(os.environ, EXPANSION_ENVIRONMENT):
        os.environ.pop("UNSET", None)
        return {"text": text, "expanded": expand_env_var(text)}


def connection(text: str) -> dict[str, Any]:
    from airflow.models.connection import Connection

    try:
        stripped = text.strip()
        if stripped.startswith("{"):
            read = Connection.from_json(stripped, conn_id="x")
        else:
            read = Connection(conn_id="x", uri=stripped)
        return {
            "text": text,
            "type": read.conn_type,
            "host": read.host,
            "login": read.login,
            "password": read.password,
            "extra": read.extra_dejson,
        }
    except Exception as refused:  # whatever Airflow raises, it refuses
        return {"text": text, "refused": type(refused).__name__}


def aws(case: dict[str, Any]) -> dict[str, Any]:
    from airflow.models.connection import Connection
    from airflow.providers.amazon.aws.utils.connection_wrapper import AwsConnectionWrapper

    given = Connection(conn_id="aws_logs", conn_type="aws", **case)
    try:
        read = AwsConnectionWrapper(conn=given)
    except Exception as refused:  # whatever Airflow raises, it refuses
        return {"connection": case, "refused": type(refused).__name__}
    return {
        "connection": case,
        "access": read.aws_access_key_id,
        "secret": read.aws_secret_access_key,
        "token": read.aws_session_token,
        "region": read.region_name,
        "profile": read.profile_name,
        "endpoint": read.get_service_endpoint_url("s3"),
        "stsEndpoint": read.get_service_endpoint_url("sts", sts_connection_assume=True),
        "role": read.role_arn,
        "method": read.assume_role_method,
        "verify": read.verify,
    }


def azure(case: dict[str, Any]) -> dict[str, Any]:
    from airflow.models.connection import Connection
    from airflow.providers.microsoft.azure.hooks import wasb

    seen: dict[str, Any] = {"connection": case}

    def client(account_url: str, credential: Any = None, **_: Any) -> None:
        seen.update(url=account_url, credential=credential)

    def from_string(text: str, **_: Any) -> None:
        seen.update(connectionString=text)

    hook = wasb.WasbHook("wasb_logs")
    given = Connection(conn_id="wasb_logs", conn_type="wasb", **case)
    service = mock.Mock(side_effect=client)
    service.from_connection_string = from_string
    with (
        mock.patch.object(wasb, "BlobServiceClient", service),
        mock.patch.object(wasb, "ClientSecretCredential", lambda **kwargs: {"clientSecret": kwargs}),
        mock.patch.object(wasb, "get_sync_default_azure_credential", lambda **kwargs: {"default": kwargs}),
        mock.patch.object(hook, "get_connection", lambda _: given),
    ):
        hook.get_conn()
    return seen


def main() -> None:
    folder = Path(sys.argv[1])
    from airflow import __version__

    if __version__.startswith("3."):
        write(folder, "connections-3", [connection(text) for text in CONNECTIONS])
        return
    write(folder, "config-files", [config_file(text) for text in CONFIG_FILES])
    write(folder, "commands", [command(line) for line in COMMANDS])
    write(folder, "expansions", [expansion(text) for text in EXPANSIONS])
    write(folder, "connections-2", [connection(text) for text in CONNECTIONS])
    write(folder, "aws", [aws(case) for case in AWS])
    write(folder, "azure", [azure(case) for case in AZURE])


if __name__ == "__main__":
    main()
