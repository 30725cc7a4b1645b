"""The site's settings, made quick and independent of the machine for the suite."""

import os

os.environ.setdefault("SECRET_KEY", "for tests only")
os.environ.setdefault("HTTPS_ONLY", "off")
os.environ.setdefault("DEBUG", "off")

from config.settings import *  # noqa: F403

ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True

# The threads of a live server end some time after the suite, which drops its database.
DATABASES["default"]["CONN_MAX_AGE"] = 0  # noqa: F405

# Tests ask what pages cost to make. Those about kept pages keep them, each worker its own.
KEEP_PAGES = KEEP_PARTS = False
if "CACHE_URL" not in os.environ:
    CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
CACHES["default"]["KEY_PREFIX"] = os.environ.get("PYTEST_XDIST_WORKER", "")
