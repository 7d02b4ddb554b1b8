"""Runs Airflow and, beside it, the agent: the first process of the container.

Airflow is all that counts. It gets what the first process would have: a session of its own, the
terminal, standard input, every signal once; its exit code is ours. The agent lives in another
session, is started again when it ends, and is killed rather than waited for.

Usage: supervise.py AGENT COMMAND DRAIN_TIMEOUT WORD...

Runs on every Python from 3.6 on, isolated and without site packages.
"""

import fcntl
import os
import signal
import sys
import termios
import time

TYPE_CHECKING = False  # Importing typing takes longer than all the rest.
if TYPE_CHECKING:
    from typing import Callable

# All but those that cannot be held back, and the two that the C library keeps for itself.
SIGNALS = frozenset(range(1, signal.NSIG)) - {signal.SIGKILL, signal.SIGSTOP, 32, 33}

# The entry point had these held back for us from its own end on; nobody else starts us so.
HELD_FOR_US = frozenset((signal.SIGHUP, signal.SIGINT, signal.SIGQUIT, signal.SIGTERM))

# An agent that ends is started again after this many seconds, twice as many each time, and after
# the first again when it ran well for long.
FIRST_BACKOFF = 1.0
LONGEST_BACKOFF = 60.0
GOOD_RUN = 300.0
# An agent that lives says so every 10 s. It is looked for so often, and replaced when it has not been
# heard at so many looks in a row: looks, not time, for we may have been frozen as well as it.
LOOK = 15.0
SILENT_LOOKS = 4
PULSE = 3  # The agent's descriptor for it.
# Exit codes of an agent that has nothing to add: all is stored, not all is, it is not configured.
LAST_WORDS = (0, 1, 2)
# Short of memory, the kernel ends the agent before anything of Airflow's.
OOM_SCORE = b"1000"
UNITS = {"ms": 0.001, "s": 1.0, "m": 60.0, "h": 3600.0, "d": 86400.0, "w": 604800.0}
DRAIN_TIMEOUT = 25.0


def say(text: str) -> None:
    try:
        os.write(2, ("runtime-agent: " + text + "\n").encode("utf-8", "replace"))
    except OSError:
        pass  # Nobody listens; Airflow goes on.


def seconds(duration: str) -> float:
    """A duration such as 25s or 1m30s; the default for what is none, which the agent refuses."""
    total, digits, unit = 0.0, "", ""
    for character in duration.strip() + "0":
        if not character.isdigit():
            unit += character
            continue
        if unit:
            if unit not in UNITS or not digits:
                return DRAIN_TIMEOUT
            total, digits, unit = total + int(digits) * UNITS[unit], "", ""
        digits += character
    return total if digits == "0" and duration else DRAIN_TIMEOUT


def exit_code(status: int) -> int:
    """As a shell has it."""
    return 128 + os.WTERMSIG(status) if os.WIFSIGNALED(status) else os.WEXITSTATUS(status)


def release_terminal() -> int:
    """Gives up the controlling terminal, so that Airflow can have it; its descriptor, or -1."""
    if os.getsid(0) != os.getpid():
        return -1
    for descriptor in (0, 1, 2):
        try:
            fcntl.ioctl(descriptor, termios.TIOCNOTTY)
        except OSError:
            continue
        # By these the kernel tells those who lose their terminal.
        while signal.sigtimedwait({signal.SIGHUP, signal.SIGCONT}, 0) is not None:
            pass
        return descriptor
    return -1


def lead_session(terminal: int) -> None:
    os.setsid()
    if terminal >= 0:
        fcntl.ioctl(terminal, termios.TIOCSCTTY, 0)


def stand_aside(pulse: int) -> None:
    """In the agent's process: nothing that happens to it reaches Airflow, nor the other way round."""
    os.setsid()
    try:
        with open("/proc/self/oom_score_adj", "wb", 0) as score:
            score.write(OOM_SCORE)
    except OSError:
        pass  # It is as dear as Airflow then.
    # Standard input and output are Airflow's.
    os.dup2(os.open("/dev/null", os.O_RDONLY), 0)
    os.dup2(2, 1)
    if pulse == PULSE:
        os.set_inheritable(pulse, True)
    else:
        os.dup2(pulse, PULSE)
    for name in os.listdir("/proc/self/fd"):
        if int(name) > PULSE:
            try:
                os.close(int(name))
            except OSError:
                pass  # It belonged to the listing.


def become(words: "list[str]", environment: "dict[str, str]", held_back: "set[int]") -> None:
    """Replaces this process; returns only by an exception."""
    # Python ignores these, and programs inherit that.
    for number in (signal.SIGPIPE, signal.SIGXFSZ):
        signal.signal(number, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_SETMASK, held_back)
    os.execvpe(words[0], words, environment)


class Starter:
    """Starts processes that hold back the signals that were held back when we began."""

    def __init__(self, held_back: "set[int]") -> None:
        self.held_back = held_back

    def start(self, words: "list[str]", environment: "dict[str, str]", prepare: "Callable[[], None]") -> int:
        process = os.fork()
        if process:
            return process
        code = 126
        try:
            prepare()
            become(words, environment, self.held_back)
        except FileNotFoundError:
            code = 127
            say(f"{words[0]}: not found.")
        except BaseException as e:  # Whatever it is, there must be one process after this, not two.
            say(f"{words[0]} does not start: {e}.")
        finally:
            os._exit(code)


class Agent:
    """The agent's process, and when it may be started again."""

    def __init__(self, program: str, command: str, starter: Starter) -> None:
        self.program = program
        self.command = command
        self.starter = starter
        self.process = 0
        self.exit_code = -1
        self.started = 0.0
        self.due = 0.0
        self.backoff = FIRST_BACKOFF
        self.pulse = -1
        self.heard = False
        self.silent_looks = 0
        self.next_look = 0.0

    def start(self, airflow: int) -> None:
        environment = dict(os.environ)
        environment["RUNTIME_AGENT_AIRFLOW_PID"] = str(airflow)
        environment["RUNTIME_AGENT_AIRFLOW_COMMAND"] = self.command
        environment["RUNTIME_AGENT_PULSE"] = f"/proc/self/fd/{PULSE}"
        self.started = time.monotonic()
        self.next_look = self.started + LOOK
        self.heard = False
        self.silent_looks = 0
        its_end = -1
        try:
            self.pulse, its_end = os.pipe()
            os.set_blocking(self.pulse, False)
            self.process = self.starter.start([self.program, "run"], environment, lambda: stand_aside(its_end))
        except OSError as e:
            say(f"The agent does not start: {e}. Next try in {self.backoff:.0f} s.")
            self.hang_up()
            self.put_off()
        finally:
            if its_end >= 0:
                os.close(its_end)

    def look(self) -> None:
        """Kills an agent that has fallen silent; it is started again as any that ends."""
        if time.monotonic() < self.next_look:
            return
        self.next_look = time.monotonic() + LOOK
        try:
            beats = os.read(self.pulse, 4096)
        except BlockingIOError:
            beats = b""
        if beats:
            self.heard = True
            self.silent_looks = 0
        elif self.heard:
            self.silent_looks += 1
        if self.silent_looks >= SILENT_LOOKS:
            say("The agent hangs; it is killed, Airflow goes on.")
            self.kill()

    def hang_up(self) -> None:
        if self.pulse >= 0:
            os.close(self.pulse)
            self.pulse = -1

    def ended(self, status: int) -> None:
        self.process = 0
        self.hang_up()
        self.exit_code = exit_code(status)
        if time.monotonic() - self.started >= GOOD_RUN:
            self.backoff = FIRST_BACKOFF

    def put_off(self) -> None:
        self.due = time.monotonic() + self.backoff
        self.backoff = min(2 * self.backoff, LONGEST_BACKOFF)

    def owns(self, process: int) -> bool:
        try:
            return self.process != 0 and os.getsid(process) == self.process
        except OSError:
            return False

    def kill(self) -> None:
        try:
            os.killpg(self.process, signal.SIGKILL)
        except OSError:
            pass  # It has just ended.


class Supervision:
    """One life of the container: Airflow runs, then the agent stores what is left."""

    def __init__(self, agent: Agent) -> None:
        self.agent = agent
        self.airflow = 0
        self.status = None  # type: int | None

    def run(self, words: "list[str]", starter: Starter, drain_timeout: float) -> int:
        """Airflow's exit code, when all is over."""
        terminal = release_terminal()
        environment = dict(os.environ)
        try:
            self.airflow = starter.start(words, environment, lambda: lead_session(terminal))
        except OSError as e:
            say(f"No process can be started ({e}): Airflow runs without the agent.")
            lead_session(terminal)
            become(words, environment, starter.held_back)
        while self.status is None:
            self.keep_agent_running()
        self.end_what_is_left()
        self.drain(time.monotonic() + drain_timeout)
        return exit_code(self.status)

    def keep_agent_running(self) -> None:
        if self.agent.process:
            self.await_signal(self.agent.next_look)
            if self.agent.process:
                self.agent.look()
            elif self.status is None:
                say(
                    f"The agent ended with exit code {self.agent.exit_code}, Airflow goes on. It is started again"
                    f" in {self.agent.backoff:.0f} s."
                )
                self.agent.put_off()
        elif time.monotonic() >= self.agent.due:
            self.agent.start(self.airflow)
        else:
            self.await_signal(self.agent.due)

    def drain(self, deadline: float) -> None:
        """Lets the agent store what is left; one that is not there or breaks gets another try."""
        self.agent.due = 0.0
        self.agent.backoff = FIRST_BACKOFF
        self.agent.exit_code = -1
        while self.agent.process or self.agent.exit_code not in LAST_WORDS:
            if time.monotonic() >= deadline:
                say("The agent has not stored all within drain_timeout; it is killed.")
                self.agent.kill()
                return
            if self.agent.process:
                self.await_signal(deadline)
            elif time.monotonic() >= self.agent.due:
                self.agent.start(self.airflow)
                self.agent.put_off()
            else:
                self.await_signal(min(self.agent.due, deadline))

    def end_what_is_left(self) -> None:
        """Ends what Airflow left behind, as the end of its container does: no log grows any more."""
        if os.getpid() != 1 or os.readlink("/proc/self") != "1":
            return
        soon = time.monotonic() + 1
        while time.monotonic() < soon:
            left = [int(name) for name in os.listdir("/proc") if name.isdigit() and name != "1"]
            left = [process for process in left if not self.agent.owns(process)]
            for process in left:
                try:
                    os.kill(process, signal.SIGKILL)
                except OSError:
                    pass  # It has ended, or is another user's.
            if not left:
                return
            self.await_signal(time.monotonic() + 0.01)

    def await_signal(self, until: float) -> None:
        """Handles one signal; none if none comes until then."""
        info = signal.sigtimedwait(SIGNALS, max(0.0, until - time.monotonic()))
        number = info.si_signo if info else 0
        if number == signal.SIGCHLD:
            self.reap()
        elif number and self.status is None:
            try:
                os.kill(self.airflow, number)
            except OSError as e:
                say(f"Airflow cannot be sent signal {number}: {e}.")

    def reap(self) -> None:
        """Asks for the exit codes of all who ended, orphans included: they are children of ours."""
        while True:
            try:
                process, status = os.waitpid(-1, os.WNOHANG)
            except ChildProcessError:
                return
            if process == 0:
                return
            if process == self.airflow:
                self.status = status
            elif process == self.agent.process:
                self.agent.ended(status)


def main(arguments: "list[str]") -> int:
    program, command, drain_timeout = arguments[:3]
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    starter = Starter(signal.pthread_sigmask(signal.SIG_BLOCK, SIGNALS) - HELD_FOR_US)
    agent = Agent(program, command, starter)
    return Supervision(agent).run(arguments[3:], starter, seconds(drain_timeout))


if __name__ == "__main__":
    code = main(sys.argv[1:])
    os._exit(code)
