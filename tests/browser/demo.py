"""The demo as a visitor meets it: every shipped season, behind the server that serves it.

It is made once for a whole run and only read, so that a test need not load a season. It is on
SQLite whatever the suite runs on: that is what `make demo` serves.
"""

import fcntl
import html
import json
import os
import re
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from urllib.error import HTTPError
from urllib.parse import urljoin
from urllib.request import urlopen

from django.urls import Resolver404, resolve
from django.utils.translation import override

from tests.views.addresses import HTML

LINK = re.compile(r'(?:href|action)="([^"#]+)')
OTHER_LANGUAGE = re.compile("/(fr|de)/")
SECONDS_TO_START = 30
LOOKED_AT = 2


@contextmanager
def served(folder):
    """The address of a server of this process over the demo that all processes share."""
    environment = _environment(folder)
    _prepare_once(folder, environment)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1"]
    command += ["--port", str(port), "--no-access-log", "config.wsgi:application"]
    with (folder / f"server-{port}.log").open("wb") as log:
        server = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
    try:
        _wait_for(port, server)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait()


def _environment(folder):
    return os.environ | {
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "DATABASE_URL": f"sqlite:///{folder}/demo.sqlite3",
        "CACHE_URL": "locmemcache://",
    }


def _prepare_once(folder, environment):
    """Whoever comes first prepares; the others wait for it."""
    done = folder / "demo-is-ready"
    with (folder / "demo.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not done.exists():
            command = [sys.executable, "-m", "tests.browser.demo_database"]
            subprocess.run(command, env=environment, check=True, stdout=subprocess.DEVNULL)
            done.touch()


def _wait_for(port, server):
    for _ in range(SECONDS_TO_START * 20):
        if server.poll() is not None:
            break
        with socket.socket() as visitor:
            if visitor.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise RuntimeError("The server of the demo does not start.")


def addresses(site, folder):
    """Of every kind of public page the address that a visitor meets first, by its name."""
    found = folder / "addresses.json"
    with (folder / "addresses.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not found.exists():
            found.write_text(json.dumps(_follow_links(site)))
    return json.loads(found.read_text())


def _follow_links(site):
    """From the home page on, the first few pages of each kind are looked at."""
    pages, waiting = {"home": ["/"]}, ["/"]
    while waiting:
        for link in _links(site, waiting.pop(0)):
            alike = pages.setdefault(_name(link), [])
            if len(alike) < LOOKED_AT and link not in alike:
                alike.append(link)
                if _name(link):
                    waiting.append(link)
    return {name: alike[0] for name, alike in pages.items() if name}


def _links(site, page):
    try:
        with urlopen(site + page) as response:
            links = LINK.findall(response.read().decode())
    except HTTPError:
        return []
    return [urljoin(page, html.unescape(link)) for link in links]


def _name(link):
    """The name of an English public page; None for a file or a page of another room."""
    if not link.startswith("/") or OTHER_LANGUAGE.match(link):
        return None
    try:
        with override("en"):
            match = resolve(link.partition("?")[0])
    except Resolver404:
        return None
    name = match.url_name
    return name if match.app_names == ["championship"] and name in HTML else None
