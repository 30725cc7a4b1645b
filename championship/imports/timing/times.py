"""Times as timing prints them, in every notation that was seen, as whole milliseconds."""

import re

from championship.scoring.durations import parse_duration

WHOLE = re.compile(r"\d+(?:[:']\d\d){0,2}", re.ASCII)
DECIMALS = re.compile(r"\d{1,4}", re.ASCII)
BARE = re.compile(r"\d+", re.ASCII)
APOSTROPHES = str.maketrans("’′´`", "''''")


class NoTime(ValueError):
    """The text is no time. `code` is the code of the problem."""

    def __init__(self, code: str):
        super().__init__(code)
        self.code = code


def time_ms(text: str) -> int:
    """Read "24:02'07.996", "1:53.653", "2'41.824", "54.226", "+1'46.678" or "1:53,6".

    One to four decimals; the fourth is rounded. Only h:mm:ss may be without, as anything
    shorter could be meant otherwise: 1:23 is a minute and something, or more than an hour.
    A decimal comma can't be mistaken, because a cell with a comma was quoted or the file
    is parted by something else.

    Raises NoTime, for 60 and more under a higher unit too, and for a bare whole number,
    which may be seconds or milliseconds.
    """
    written = text.translate(APOSTROPHES).removeprefix("+").replace(",", ".")
    if BARE.fullmatch(written):
        raise NoTime("time_bare")
    whole, point, decimals = written.partition(".")
    is_exact = DECIMALS.fullmatch(decimals) if point else len(re.findall("[:']", whole)) == 2
    if not (is_exact and WHOLE.fullmatch(whole)):
        raise NoTime("time_wrong")
    try:
        ms = parse_duration(f"{whole}.{decimals[:3]}" if point else whole)
    except ValueError as error:
        raise NoTime("time_wrong") from error
    return ms + (decimals[3:] >= "5")
