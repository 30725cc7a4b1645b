"""Public pages under the server of production, beside a bare Django view under the same one.

Cached pages and answers of 304 are told as a share of the bare view's requests per second of
CPU; pages that are made anew as a multiple of its CPU: with the parts that were kept of them
where they have such (standings, results, entry lists), and of nothing. Only the CPU of the
servers counts.
"""

import http.client
import os
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack, contextmanager
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")
ROUNDS = 3

STANDINGS = "/bench/2024/standings/title/"
PAGES = [
    STANDINGS,
    "/aslms/2023-24/results/abu-dhabi-race-2/",
    "/aslms/2023-24/events/abu-dhabi/entries/",
    "/",
]


def measure_served_pages():
    """Start the servers, ask each in turn, and print the ratios."""
    with tempfile.TemporaryDirectory() as folder, ExitStack() as servers:
        environment = _environment(folder)
        subprocess.run(
            [sys.executable, "-m", "tests.benchmarks.world"], env=environment, check=True
        )
        bare = servers.enter_context(_server("tests.benchmarks.bare", environment))
        kept = servers.enter_context(_server("config.wsgi", environment))
        off = environment | {"KEEP_PAGES": "off"}
        of_parts = servers.enter_context(_server("config.wsgi", off))
        made = servers.enter_context(_server("config.wsgi", off | {"KEEP_PARTS": "off"}))
        _report(bare, kept, of_parts, made)


def _report(bare, kept, of_parts, made):
    print("Pages as served, beside a bare Django view that returns 30 KB (CPU of the server)")
    known = {page: kept.get(page)["ETag"] for page in PAGES}
    for page in PAGES:
        plain = min(bare.cpu("/", 800) for _ in range(ROUNDS))
        whole = min(kept.cpu(page, 800) for _ in range(ROUNDS))
        short = min(kept.cpu(page, 800, {"If-None-Match": known[page]}) for _ in range(ROUNDS))
        again = min(of_parts.cpu(page, 100) for _ in range(ROUNDS))
        anew = min(made.cpu(page, 40) for _ in range(ROUNDS))
        print(
            f"  {page:<45} cached {plain / whole:5.2f}   304 {plain / short:5.2f}"
            f"   made anew of kept parts {again / plain:5.1f}, of nothing {anew / plain:5.1f}"
            " times the CPU"
        )


class _Server:
    """A running server, asked over one connection."""

    def __init__(self, port, process):
        self.connection = http.client.HTTPConnection("127.0.0.1", port)
        self.process = process

    def get(self, address, headers=()):
        self.connection.request("GET", address, headers=dict(headers))
        response = self.connection.getresponse()
        response.read()
        assert response.status in (200, 304), (address, response.status)
        return response.headers

    def cpu(self, address, times, headers=()):
        """Seconds of CPU that one request costs the server."""
        self.connection.close()  # the server has closed one that was idle for long
        self.get(address, headers)
        before = _cpu_of(self.process.pid)
        for _ in range(times):
            self.get(address, headers)
        return (_cpu_of(self.process.pid) - before) / times


@contextmanager
def _server(module, environment):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [
        *(Path(sys.executable).with_name("granian"), "--interface", "wsgi"),
        *("--host", "127.0.0.1", "--port", str(port), "--no-access-log"),
        *("--blocking-threads", "1"),
        *("--log-level", "warning", f"{module}:application"),
    ]
    process = subprocess.Popen(command, env=environment)
    try:
        _wait_for(port)
        yield _Server(port, process)
    finally:
        process.terminate()
        process.wait()


def _wait_for(port):
    for _ in range(200):
        with socket.socket() as asking:
            if asking.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise RuntimeError(f"no server on port {port}")


def _cpu_of(pid):
    """CPU seconds of a process and its children so far."""
    own = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    seconds = (int(own[11]) + int(own[12])) / TICKS
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return seconds + sum(map(_cpu_of, children))


def _environment(folder):
    """A database and a cache of their own, and the settings of production."""
    return os.environ | {
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "SECRET_KEY": "for benchmarks only",
        "DEBUG": "off",
        "HTTPS_ONLY": "off",
        "ALLOWED_HOSTS": "127.0.0.1",
        "LOG_LEVEL": "ERROR",
        "DATABASE_URL": f"sqlite:///{folder}/bench.sqlite3",
        "CACHE_URL": os.environ.get("CACHE_URL", f"filecache://{folder}/cache"),
    }


if __name__ == "__main__":
    measure_served_pages()
