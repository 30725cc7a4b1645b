"""The site is closed unless its environment opens it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.cache import cache
from django.core.management import call_command

ROOT = Path(__file__).parents[2]


def settings_with(**environment):
    """The settings that matter in a bare environment without a .env file, or the last error."""
    code = (
        "import environ; environ.Env.read_env = staticmethod(lambda *a, **k: None)\n"
        "from config import settings as s\n"
        "print(s.DEBUG, s.ALLOWED_HOSTS, s.SECURE_SSL_REDIRECT, s.SESSION_COOKIE_SECURE,"
        " s.DATABASES['default']['ENGINE'].split('.')[-1],"
        " s.CACHES['default']['BACKEND'].split('.')[-1])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout.strip() or done.stderr.strip().splitlines()[-1]


def test_without_a_secret_key_the_site_does_not_start():
    assert settings_with().endswith("Set the SECRET_KEY environment variable")


def test_the_defaults_are_safe():
    assert settings_with(SECRET_KEY="x") == "False [] True True sqlite3 FileBasedCache"


def test_production_is_named_by_its_addresses():
    said = settings_with(
        SECRET_KEY="x",
        ALLOWED_HOSTS="www.example.org",
        DATABASE_URL="postgres://pitboard:secret@db/pitboard",
        CACHE_URL="redis://cache:6379/0",
    )

    assert said == "False ['www.example.org'] True True postgresql RedisCache"


def test_every_variable_is_explained():
    explained = (ROOT / ".env.example").read_text()
    settings = (ROOT / "config" / "settings.py").read_text()

    names = {line.split('"')[1] for line in settings.splitlines() if "env" in line and '("' in line}
    variables = {name for name in names if name.isupper()}
    assert variables
    assert {name for name in variables if f"{name}=" not in explained} == set()


def test_the_cache_keeps_what_it_is_given():
    # With CACHE_URL=redis://… this speaks to a real server.
    cache.set("classification", {"revision": 2}, timeout=30)

    assert cache.get("classification") == {"revision": 2}
    cache.delete("classification")


@pytest.mark.django_db
def test_models_and_migrations_agree():
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)
