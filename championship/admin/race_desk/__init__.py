"""The race desk: the admin's first page, what is due now and one click from where it is done."""

from .checks import checks_page
from .page import desk

__all__ = ["checks_page", "desk"]
