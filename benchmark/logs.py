"""Log folders as Airflow lays them out, and a writer that lets logs grow."""

import os
import random
import threading
import time

LINE_BYTES = 100


def path_of(number, run="first"):
    """Relative path of a task's log: 40 tasks in a run of a DAG."""
    return (
        f"dag_id=etl_{number // 400:03d}/run_id=scheduled__2026-11-{number // 40 % 10 + 10}T00:00:00+00:00_{run}"
        f"/task_id=task_{number % 40:02d}/attempt=1.log"
    )


def lines(count, seed):
    """Lines of LINE_BYTES bytes that differ, as task logs do."""
    chance = random.Random(seed)
    made = []
    for _ in range(count):
        head = f"[2026-11-21T10:00:00.{chance.randrange(1000):03d}+0000] {{taskinstance.py:{chance.randrange(3000)}}} INFO - "
        made.append((head + f"{chance.getrandbits(200):050x}" + "." * LINE_BYTES)[: LINE_BYTES - 1] + "\n")
    return "".join(made).encode()


def lay_out(folder, count, size, run="first"):
    """`count` logs of `size` bytes; answers their relative paths."""
    block = lines(max(1, min(size, 1_000_000) // LINE_BYTES), 1)
    paths = [path_of(number, run) for number in range(count)]
    for number, path in enumerate(paths):
        full = os.path.join(folder, path)
        os.makedirs(os.path.dirname(full), exist_ok=True)
        first = lines(1, number)
        with open(full, "wb") as log:
            log.write(first)
            left = size - len(first)
            while left > 0:
                left -= log.write(block[: min(left, len(block))])
    return paths


class Growing:
    """Appends a line a second to each log, evenly spread over the second, and remembers when."""

    def __init__(self, folder, paths):
        self.folder = folder
        self.paths = paths
        self.appended = {path: [] for path in paths}
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._write, daemon=True)

    def start(self):
        self._began = time.monotonic()
        self._thread.start()

    def _write(self):
        sizes = {}
        line = lines(1, 7)
        slots = 50
        turn = 0
        while not self._stop.is_set():
            for path in self.paths[turn % slots :: slots]:
                full = os.path.join(self.folder, path)
                os.makedirs(os.path.dirname(full), exist_ok=True)
                with open(full, "ab") as log:
                    log.write(line)
                    at = time.monotonic()
                    sizes[path] = log.tell()
                self.appended[path].append((sizes[path], at))
            turn += 1
            self._stop.wait(max(0, self._began + turn / slots - time.monotonic()))

    def stop(self):
        self._stop.set()
        self._thread.join()


class Freshness:
    """A reader who polls the store and notes when each appended line is there."""

    def __init__(self, growing, sizes, every=0.5):
        self.growing = growing
        self.sizes = sizes
        self.every = every
        self.delays = []
        self.polls = 0
        self._seen = {path: 0 for path in growing.paths}
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._poll, daemon=True)

    def start(self):
        self._thread.start()

    def _poll(self):
        while not self._stop.is_set():
            began = time.monotonic()
            self.look()
            self._stop.wait(max(0, began + self.every - time.monotonic()))

    def look(self):
        self.polls += 1
        sizes = self.sizes()
        now = time.monotonic()
        for path, size in sizes.items():
            appended = self.growing.appended.get(path)
            if appended is None:
                continue
            index = self._seen[path]
            while index < len(appended) and appended[index][0] <= size:
                self.delays.append(now - appended[index][1])
                index += 1
            self._seen[path] = index

    def stop(self):
        """Ends the polling; lines not seen by then count with their age, so that a late store cannot look fresh."""
        self._stop.set()
        self._thread.join()
        self.look()
        now = time.monotonic()
        for path, appended in self.growing.appended.items():
            self.delays += [now - at for _, at in appended[self._seen[path] :]]


def percentile(values, share):
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]
