"""The letters of footnotes."""


def letter(index: int) -> str:
    """a, b, … z, aa, ab, …"""
    first, last = divmod(index, 26)
    return (letter(first - 1) if first else "") + chr(ord("a") + last)
