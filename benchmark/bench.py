"""Runs scenarios and writes the table. Started by `benchmark/run`, which finds the programs."""

import argparse
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict

import boto3

import scenarios
from machine import machine
from scenarios import Bench
from store import Minio
from subjects import RCLONE_GROWING, RCLONE_TUNED, Agent, Rclone, UploadLoop

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
RESULTS = os.path.join(ROOT, "target", "benchmark", "results.json")
PAGE = os.path.join(ROOT, "docs", "benchmark.md")


def arguments():
    parser = argparse.ArgumentParser(prog="benchmark/run", description=__doc__)
    parser.add_argument("--agent", required=True, help=argparse.SUPPRESS)
    parser.add_argument("--minio", required=True, help=argparse.SUPPRESS)
    parser.add_argument("--rclone", required=True, help=argparse.SUPPRESS)
    parser.add_argument("--repeat", type=int, default=3, help="how often each cost is measured (the median counts)")
    parser.add_argument("--work", help="folder for logs and store; a memory file system keeps disks out of it")
    parser.add_argument("--list", action="store_true", help="only name the scenarios")
    parser.add_argument("scenario", nargs="*", choices=[[], *scenarios.ALL], help="all, if none is named")
    return parser.parse_args()


def main():
    given = arguments()
    if given.list:
        for name, scenario in scenarios.ALL.items():
            print(f"{name:14} {scenario.__doc__.splitlines()[0]}")
        return 0
    # What ends the run early also ends the store and removes the folder.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    work = tempfile.mkdtemp(prefix="runtime-agent-benchmark-", dir=given.work or memory_folder())
    store = Minio(given.minio, os.path.join(work, "store"))
    try:
        bench = Bench(
            work,
            store,
            Agent(given.agent, store, work),
            Rclone(given.rclone, store, work),
            UploadLoop(store, work),
            given.repeat,
        )
        met = all([measure(name, bench, given) for name in given.scenario or scenarios.ALL])
    finally:
        store.close()
        shutil.rmtree(work, ignore_errors=True)
    return 0 if met else 1


def memory_folder():
    """The usual memory file system, if it has room for three times the largest scenario."""
    shared = "/dev/shm"
    return shared if os.path.isdir(shared) and shutil.disk_usage(shared).free > 6e9 else None


def measure(name, bench, given):
    print(f"{name}: {scenarios.ALL[name].__doc__.splitlines()[0]}", file=sys.stderr, flush=True)
    result = scenarios.ALL[name](bench)
    for row in result.rows:
        print(f"  {'ok  ' if row.met else 'MISS'} {row.what}\n       ours: {row.ours}", file=sys.stderr)
        for peer in filter(None, row.peers.split("<br>")):
            print(f"       {peer}", file=sys.stderr, flush=True)
    keep(name, result)
    write_page(given)
    return all(row.met for row in result.rows)


def keep(name, result):
    """Scenarios can be run one by one: the page shows the last result of each."""
    os.makedirs(os.path.dirname(RESULTS), exist_ok=True)
    results = kept()
    results[name] = {"at": time.strftime("%Y-%m-%d", time.gmtime()), "rows": [asdict(row) for row in result.rows]}
    with open(RESULTS, "w") as file:
        json.dump(results, file, indent=1)


def kept():
    if not os.path.exists(RESULTS):
        return {}
    with open(RESULTS) as file:
        return json.load(file)


def write_page(given):
    results = kept()
    lines = [
        "# Benchmark",
        "",
        "Written by `benchmark/run`, which anybody can run: it installs the peers and the store by itself, measures",
        "everybody in the same run, and fails when a gate is missed. CPU is user and system time of a whole process,",
        "start included; memory is its peak resident size. Figures differ from machine to machine and from run to run;",
        "the ratio to the peer in brackets differs less.",
        "",
        f"- Machine: {machine()}",
        f"- Runtime Agent {first_line(os.path.join(given.agent, 'bin', 'runtime-agent'), '--version')}",
        f"- Store: MinIO {first_line(given.minio, '--version')}, plain HTTP on the loopback, same machine",
        f"- Peers: {first_line(given.rclone, 'version')} as it is (with `{' '.join(RCLONE_GROWING)}` where logs grow), and tuned:",
        f"  `{' '.join(RCLONE_TUNED)}`;",
        f"  boto3 {boto3.__version__}, `upload_file` of one log after the other, as Airflow does",
        f"- Command: `benchmark/run`, each cost {given.repeat} times in turns, the median by CPU",
        "",
        "| measured | Runtime Agent | peers (ratio of ours to theirs) | gate | |",
        "| --- | --- | --- | --- | --- |",
    ]
    for name in scenarios.ALL:
        for row in results.get(name, {}).get("rows", []):
            cells = [row["what"], row["ours"], row["peers"], row["gate"], "met" if row["met"] else "**missed**"]
            lines.append(f"| {' | '.join(cells)} |")
    missing = [name for name in scenarios.ALL if name not in results]
    if missing:
        lines += ["", f"Not measured for this table: {', '.join(f'`{name}`' for name in missing)}."]
    with open(PAGE, "w") as page:
        page.write("\n".join(lines) + "\n")


def first_line(*command):
    out = subprocess.run(command, capture_output=True, text=True, check=False).stdout
    line = out.splitlines()[0] if out else "unknown"
    return re.sub(r"^runtime-agent |^minio version | \(.*", "", line)


if __name__ == "__main__":
    sys.exit(main())
