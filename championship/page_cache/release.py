"""Which release of the code made a page: a new one does not answer with pages of the old one."""

import hashlib
from functools import cache
from pathlib import Path

from django.conf import settings

PARTS = ("championship", "config", "templates", "static")


@cache
def release() -> str:
    """A fingerprint of the code, templates and words, the same in every process that runs them."""
    digest = hashlib.sha256()
    for part in PARTS:
        for file in sorted(Path(settings.BASE_DIR, part).rglob("*")):
            if file.is_file() and file.suffix != ".pyc":
                digest.update(f"{file.relative_to(settings.BASE_DIR)}\n".encode())
                digest.update(file.read_bytes())
    return digest.hexdigest()[:16]
