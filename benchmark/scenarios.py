"""What is measured. Each scenario measures everybody in one go and answers rows of the table.

A row: what was measured, ours, the peers', the gate, and whether it holds. Figures differ from machine to machine and
run to run; ratios within one run differ less.
"""

import os
import shutil
import signal
import statistics
import subprocess
import threading
import time
from dataclasses import dataclass, field

import logs as log_folders
from logs import Freshness, Growing, percentile
from subjects import RCLONE_DEFAULT, RCLONE_GROWING, RCLONE_TUNED, end, metric


@dataclass
class Row:
    what: str
    ours: str
    peers: str
    gate: str
    met: bool


@dataclass
class Result:
    rows: list = field(default_factory=list)
    notes: list = field(default_factory=list)


class Bench:
    """What scenarios share: the store, those who are measured, folders and prefixes of their own."""

    def __init__(self, work, store, agent, rclone, upload_loop, repeat):
        self.work = work
        self.store = store
        self.agent = agent
        self.rclone = rclone
        self.upload_loop = upload_loop
        self.repeat = repeat
        self._prefixes = 0

    def logs(self, count, size, run="first"):
        folder = os.path.join(self.work, "logs")
        shutil.rmtree(folder, ignore_errors=True)
        shutil.rmtree(os.path.join(self.work, ".runtime-agent"), ignore_errors=True)
        return folder, log_folders.lay_out(folder, count, size, run)

    def prefix(self):
        self._prefixes += 1
        return f"prefix{self._prefixes}"

    def costs(self, contestants, clean=True):
        """Each contestant `repeat` times, in turns; the median by CPU, with the requests that the store counted."""
        costs = {name: [] for name in contestants}
        for _ in range(self.repeat):
            for name, act in contestants.items():
                prefix = self.prefix()
                before = self.store.requests()
                cost = act(prefix)
                if cost.code != 0:
                    raise RuntimeError(f"{name} ended with {cost.code}")
                time.sleep(1)
                cost.requests = self.store.requests() - before
                costs[name].append(cost)
                if clean:
                    self.store.empty(prefix)
        return {name: sorted(several, key=lambda c: c.cpu)[len(several) // 2] for name, several in costs.items()}


def told(cost):
    return f"{cost.cpu:.1f} CPU s, {cost.wall:.1f} s, {cost.peak_mib:.0f} MiB, {cost.requests:,} requests"


def ratio(ours, other):
    return f"{ours / other:.2f}x" if other else "-"


def first_upload(bench):
    """10,000 logs of 20 KB that the store has not seen."""
    folder, _ = bench.logs(10_000, 20_000)
    costs = bench.costs(
        {
            "ours": lambda prefix: bench.agent.ship(folder, prefix),
            "rclone": lambda prefix: bench.rclone.copy(folder, prefix, RCLONE_DEFAULT),
            "rclone tuned": lambda prefix: bench.rclone.copy(folder, prefix, RCLONE_TUNED),
        }
    )
    repeat, bench.repeat = bench.repeat, 1
    costs |= bench.costs({"boto3": lambda prefix: bench.upload_loop.upload(folder, prefix)})
    bench.repeat = repeat
    measured = costs["ours"].cpu / costs["rclone"].cpu
    return compared("first upload of 10,000 logs of 20 KB", costs, "CPU <= rclone's as it is", measured, 1.0)


def compared(what, costs, gate, measured, limit):
    ours = costs["ours"]
    peers = "<br>".join(
        f"{name}: {told(cost)} ({ratio(ours.cpu, cost.cpu)})" for name, cost in costs.items() if name != "ours"
    )
    return Result([Row(what, told(ours), peers, gate, measured <= limit)])


def catch_up(bench):
    """10 logs of 100 MB that the store has not seen."""
    folder, paths = bench.logs(10, 100_000_000)
    costs = bench.costs(
        {
            "ours": lambda prefix: bench.agent.ship(folder, prefix),
            "rclone": lambda prefix: bench.rclone.copy(folder, prefix, RCLONE_DEFAULT),
            "rclone tuned": lambda prefix: bench.rclone.copy(folder, prefix, RCLONE_TUNED),
            "boto3": lambda prefix: bench.upload_loop.upload(folder, prefix),
        }
    )
    rates = {name: 1000 / cost.cpu for name, cost in costs.items()}
    best = max(rate for name, rate in rates.items() if name != "ours")
    row = Row(
        "catch-up of 10 logs of 100 MB",
        f"{rates['ours']:.0f} MB per CPU s ({told(costs['ours'])})",
        "<br>".join(
            f"{name}: {rates[name]:.0f} MB per CPU s, {told(cost)} ({ratio(rates['ours'], rates[name])})"
            for name, cost in costs.items()
            if name != "ours"
        ),
        "MB per CPU s >= the best peer's",
        rates["ours"] >= best,
    )
    return Result([row])


def second_pass(bench):
    """10,000 logs of 20 KB that are all stored and unchanged. Everybody looks at what he stored himself."""
    folder, _ = bench.logs(10_000, 20_000)
    ours, theirs = bench.prefix(), bench.prefix()
    bench.agent.ship(folder, ours)
    bench.rclone.copy(folder, theirs, RCLONE_TUNED)
    costs = bench.costs(
        {
            "ours": lambda _: bench.agent.ship(folder, ours),
            "rclone": lambda _: bench.rclone.copy(folder, theirs, RCLONE_DEFAULT),
            "rclone tuned": lambda _: bench.rclone.copy(folder, theirs, RCLONE_TUNED),
        },
        clean=False,
    )
    measured = costs["ours"].cpu / costs["rclone tuned"].cpu
    return compared(
        "second pass over 10,000 unchanged logs, no state", costs, "CPU <= 0.3 x tuned rclone's", measured, 0.3
    )


def growing(bench):
    """1,000 logs that grow by a line a second each for two minutes, from nothing."""
    found = {}
    subjects = {
        "ours": _agent_follows,
        "rclone": _rclone_follows(RCLONE_GROWING),
        "tuned": _rclone_follows(RCLONE_TUNED),
    }
    for name, subject in subjects.items():
        folder, _ = bench.logs(0, 0)
        os.makedirs(folder, exist_ok=True)
        found[name] = subject(bench, folder)
    ours, theirs, tuned = found["ours"], found["rclone"], found["tuned"]
    row = Row(
        "1,000 logs growing by a line a second each, 120 s",
        _fresh(ours),
        f"rclone every 5 s: {_beside(ours, theirs)}<br>rclone tuned every 5 s: {_beside(ours, tuned)}",
        "fresher than rclone as it is at no more CPU",
        ours["p50"] < theirs["p50"] and ours["p99"] < theirs["p99"] and ours["cpu"] <= theirs["cpu"],
    )
    return Result([row])


GROWING_SECONDS = 120


def _follow(bench, folder, prefix, work):
    """Lets logs grow while `work` follows; what was seen in the store."""
    writer = Growing(folder, [log_folders.path_of(number) for number in range(1_000)])
    sizes = lambda: {key[len(prefix) + 1 :]: size for key, size in bench.store.sizes(prefix).items()}
    reader = Freshness(writer, sizes)
    before = bench.store.requests()
    writer.start()
    reader.start()
    cpu, memory = work(time.monotonic() + GROWING_SECONDS)
    writer.stop()
    reader.stop()
    polls = len(reader.delays) and reader.polls
    return {
        "p50": percentile(reader.delays, 0.50),
        "p99": percentile(reader.delays, 0.99),
        "cpu": cpu / GROWING_SECONDS,
        "memory": memory,
        "requests": bench.store.requests() - before - polls,
    }


def _fresh(found):
    return (
        f"p50 {found['p50']:.1f} s, p99 {found['p99']:.1f} s, {100 * found['cpu']:.1f} % of a core, "
        f"{found['memory']:.0f} MiB, {found['requests']:,} requests"
    )


def _beside(ours, theirs):
    return f"{_fresh(theirs)} (p50 {ratio(ours['p50'], theirs['p50'])}, CPU {ratio(ours['cpu'], theirs['cpu'])})"


def _agent_follows(bench, folder):
    prefix = bench.prefix()

    def work(until):
        agent = bench.agent.run(folder, prefix)
        time.sleep(until - time.monotonic())
        cpu = agent.cpu()
        # The logs still grow, and it would not end before them.
        agent.signal(signal.SIGKILL)
        agent.wait()
        return cpu, agent.peak_mib

    return _follow(bench, folder, prefix, work)


def _rclone_follows(flags):
    def follows(bench, folder):
        prefix = bench.prefix()

        def work(until):
            cpu, memory, turn = 0.0, 0.0, time.monotonic()
            while time.monotonic() < until:
                cost = bench.rclone.copy(folder, prefix, flags)
                cpu, memory = cpu + cost.cpu, max(memory, cost.peak_mib)
                turn += 5
                time.sleep(max(0, min(turn, until) - time.monotonic()))
            return cpu, memory

        return _follow(bench, folder, prefix, work)

    return follows


def ready(agent, logs):
    """Waits until a running agent has stored everything."""
    until = time.monotonic() + 120
    while time.monotonic() < until:
        tracked = metric(agent, "runtime_agent_logs_stored_objects_total")
        behind = metric(agent, "runtime_agent_logs_backlog_files")
        if tracked is not None and tracked >= logs and behind == 0:
            return
        time.sleep(0.5)
    raise RuntimeError(f"the agent does not get through: {agent.said()}")


def tracked(bench):
    """A running agent over 10,000 logs: idle, then beside 100 and 1,000 growing ones, then new ones."""
    folder, paths = bench.logs(10_000, 2_000)
    prefix = bench.prefix()
    agent = bench.agent.run(folder, prefix, open_files=1024)
    ready(agent, len(paths))
    time.sleep(15)
    rows = [_idle(agent), _hundred(agent, folder, paths), _new_logs(bench, agent, folder, prefix)]
    rows.append(_thousand(agent, folder, paths))
    end(agent)
    return Result(rows)


def _idle(agent):
    requests = metric(agent, "runtime_agent_logs_store_requests_total")
    began, cpu = time.monotonic(), agent.cpu()
    time.sleep(90)
    share = (agent.cpu() - cpu) / (time.monotonic() - began)
    sent = metric(agent, "runtime_agent_logs_store_requests_total") - requests
    return Row(
        "10,000 logs at rest for 90 s, the walk of each minute included",
        f"{100 * share:.2f} % of a core, {sent:.0f} requests, {agent.memory('VmRSS'):.0f} MiB",
        "",
        "<= 1 % of a core, 0 requests",
        share <= 0.01 and sent == 0,
    )


def _hundred(agent, folder, paths):
    writer = Growing(folder, paths[:100])
    writer.start()
    time.sleep(30)
    writer.stop()
    return Row(
        "memory with 10,000 logs tracked, all of them uploaded before, 100 growing",
        f"{agent.peak_mib:.0f} MiB at the most, {agent.memory('VmRSS'):.0f} MiB now",
        "",
        "<= 128 MiB",
        agent.peak_mib <= 128,
    )


def _thousand(agent, folder, paths):
    writer = Growing(folder, paths[1_000:2_000])
    writer.start()
    time.sleep(30)
    writer.stop()
    return Row(
        "10,000 logs tracked, 1,000 growing, under `ulimit -n 1024`",
        f"{agent.most_files} descriptors and {agent.peak_mib:.0f} MiB at the most",
        "",
        "<= 1,024 descriptors, <= 256 MiB",
        agent.most_files < 1024 and agent.peak_mib <= 256,
    )


def _new_logs(bench, agent, folder, prefix):
    delays = []
    for number in range(150):
        path = log_folders.path_of(number, "new")
        full = os.path.join(folder, path)
        os.makedirs(os.path.dirname(full), exist_ok=True)
        with open(full, "wb") as log:
            log.write(log_folders.lines(3, number))
        began = time.monotonic()
        while bench.store.size(f"{prefix}/{path}") < 0 and time.monotonic() < began + 20:
            time.sleep(0.005)
        delays.append(time.monotonic() - began)
    p50, p99 = percentile(delays, 0.5), percentile(delays, 0.99)
    return Row(
        "a new log among 10,000: its first lines are readable in the store, 150 times",
        f"p50 {p50:.2f} s, p99 {p99:.2f} s",
        "",
        "p99 <= 3 s",
        p99 <= 3,
    )


def drain(bench):
    """100 logs, each 1 MB behind when the process that is supervised ends."""
    seconds = []
    for _ in range(bench.repeat):
        folder, paths = bench.logs(100, 2_000)
        prefix = bench.prefix()
        airflow = subprocess.Popen(["sleep", "600"])
        agent = bench.agent.run(folder, prefix, beside=airflow.pid)
        ready(agent, len(paths))
        block = log_folders.lines(10_000, 3)
        for path in paths:
            with open(os.path.join(folder, path), "ab") as log:
                log.write(block)
        airflow.kill()
        airflow.wait()
        began = time.monotonic()
        end(agent)
        seconds.append(time.monotonic() - began)
        sizes = bench.store.sizes(prefix)
        short = [path for path in paths if sizes.get(f"{prefix}/{path}") != 2_000 + len(block)]
        if short:
            raise RuntimeError(f"drained, but {len(short)} logs are not whole")
        bench.store.empty(prefix)
    row = Row(
        "drain of 100 logs that are 1 MB behind each, to the end of the process",
        f"{statistics.median(seconds):.1f} s",
        "",
        "<= 5 s",
        statistics.median(seconds) <= 5,
    )
    return Result([row])


def start(bench):
    """From the start of the launcher to the first object in the store, with 10,000 logs there."""
    fresh, again = [], []
    for _ in range(max(3, bench.repeat)):
        folder, paths = bench.logs(10_000, 2_000)
        prefix = bench.prefix()
        fresh.append(_until_stored(bench, folder, prefix, lambda: bench.store.sizes(prefix)))
        bench.agent.ship(folder, prefix)
        with open(os.path.join(folder, paths[5_000]), "ab") as log:
            log.write(log_folders.lines(1, 1))
        key = f"{prefix}/{paths[5_000]}"
        shutil.rmtree(os.path.join(bench.work, ".runtime-agent"), ignore_errors=True)
        again.append(_until_stored(bench, folder, prefix, lambda: bench.store.size(key) > 2_000))
        bench.store.empty(prefix)
    first, second = statistics.median(fresh), statistics.median(again)
    row = Row(
        "start to first upload, 10,000 logs: none stored yet; all stored but one that has grown, no state",
        f"{first:.2f} s; {second:.2f} s",
        "",
        "<= 1.5 s",
        max(first, second) <= 1.5,
    )
    return Result([row])


def _until_stored(bench, folder, prefix, stored):
    began = time.monotonic()
    agent = bench.agent.run(folder, prefix)
    while not stored() and time.monotonic() < began + 60:
        time.sleep(0.01)
    took = time.monotonic() - began
    agent.signal(signal.SIGKILL)
    agent.wait()
    return took


def restart(bench):
    """A restart over 10,000 complete logs, with and without its state."""
    folder, paths = bench.logs(10_000, 2_000)
    prefix = bench.prefix()
    end_after = lambda: _settled(bench, folder, prefix)
    end_after()
    with_state = end_after()
    shutil.rmtree(os.path.join(bench.work, ".runtime-agent"))
    without = end_after()
    row = Row(
        "restart of `run` over 10,000 complete logs: requests and CPU with state; without",
        f"{with_state[0]:.0f}, {with_state[1]:.1f} CPU s; {without[0]:.0f}, {without[1]:.1f} CPU s",
        "",
        "<= 1 request per log",
        max(with_state[0], without[0]) <= len(paths),
    )
    return Result([row])


def _settled(bench, folder, prefix):
    """Runs until nothing is behind and half a minute is over; requests and CPU until then."""
    agent = bench.agent.run(folder, prefix)
    time.sleep(30)
    requests = metric(agent, "runtime_agent_logs_store_requests_total")
    if metric(agent, "runtime_agent_logs_backlog_files") != 0:
        raise RuntimeError(f"the agent is behind after 30 s: {agent.said()}")
    cpu = agent.cpu()
    end(agent)
    return requests, cpu


ALL = {
    "first-upload": first_upload,
    "catch-up": catch_up,
    "second-pass": second_pass,
    "growing": growing,
    "tracked": tracked,
    "drain": drain,
    "start": start,
    "restart": restart,
}
