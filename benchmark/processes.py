"""Processes and what they cost: CPU seconds, wall clock, memory, descriptors."""

import os
import resource
import subprocess
import threading
import time
from dataclasses import dataclass

TICK = os.sysconf("SC_CLK_TCK")


@dataclass
class Cost:
    """What a process used from its start to its end, children that it waited for included."""

    cpu: float
    wall: float
    peak_mib: float
    code: int


class Running:
    """A process that is being measured; its output goes to a file."""

    def __init__(self, command, environment, output, open_files=None):
        limit = (lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (open_files, open_files))) if open_files else None
        self.output = output
        self.began = time.monotonic()
        with open(output, "ab") as sink:
            self.process = subprocess.Popen(
                command,
                env={"PATH": os.environ["PATH"], "HOME": os.environ["HOME"], **environment},
                stdin=subprocess.DEVNULL,
                stdout=sink,
                stderr=sink,
                preexec_fn=limit,
            )
        self.pid = self.process.pid
        self.peak_mib = 0.0
        self.most_files = 0
        self._watch = threading.Thread(target=self._look, daemon=True)
        self._watch.start()

    def _look(self):
        while self.process.returncode is None:
            try:
                self.peak_mib = max(self.peak_mib, self.memory("VmHWM"))
                self.most_files = max(self.most_files, len(os.listdir(f"/proc/{self.pid}/fd")))
            except (OSError, StopIteration):
                return
            time.sleep(0.02)

    def memory(self, name):
        """A field of /proc/PID/status, in MiB."""
        with open(f"/proc/{self.pid}/status") as status:
            return next(int(line.split()[1]) / 1024 for line in status if line.startswith(name + ":"))

    def cpu(self):
        """CPU seconds until now."""
        with open(f"/proc/{self.pid}/stat") as stat:
            fields = stat.read().rsplit(")", 1)[1].split()
        return sum(int(field) for field in fields[11:15]) / TICK

    def signal(self, number):
        os.kill(self.pid, number)

    def wait(self):
        """Waits for the end; the cost of the whole life."""
        _, status, usage = os.wait4(self.pid, 0)
        self.process.returncode = os.waitstatus_to_exitcode(status)
        wall = time.monotonic() - self.began
        return Cost(usage.ru_utime + usage.ru_stime, wall, self.peak_mib, self.process.returncode)

    def said(self):
        with open(self.output, errors="replace") as text:
            return text.read()[-3000:]
