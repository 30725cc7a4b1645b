"""Plain values carried in a form between a preview and its confirmation.

Nothing of them is kept on the server meanwhile. They are signed, so that they can't be
changed, and hold for a day, for one person and one purpose.
"""

from django.core import signing

MAX_AGE = 24 * 60 * 60  # seconds
LARGEST = 2_000_000  # signs; Django takes forms of 2.5 million


class NotCarried(Exception):
    """The form is too old, was changed on its way, or belongs to somebody or something else."""


class TooLarge(Exception):
    """There is more content than a form can carry."""


def sign(facts: dict, *, salt: str, whose: list) -> str:
    """As text for a hidden field. `whose` names the person and what it is about.

    Raises TooLarge.
    """
    text = signing.dumps({"whose": whose, **facts}, salt=salt, compress=True)
    if len(text) > LARGEST:
        raise TooLarge
    return text


def take_up(text: str, *, salt: str, whose: list) -> dict:
    """What sign() made the text of. Raises NotCarried."""
    try:
        facts = signing.loads(text, salt=salt, max_age=MAX_AGE)
    except signing.BadSignature as error:
        raise NotCarried from error
    if facts["whose"] != whose:
        raise NotCarried
    return facts
