"""Labels beside a chart, moved apart so that none covers another."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(slots=True)
class _Block:
    """Labels that touch each other, laid out as one; `wish` is where its top would be."""

    wishes: list[float]
    height: float

    def top(self, low: float, high: float) -> float:
        wish = sum(self.wishes) / len(self.wishes)
        return max(low, min(wish, high - self.height))


def apart(
    wanted: Sequence[float], heights: Sequence[float], low: float, high: float
) -> list[float]:
    """The middles of labels, as near as can be to the middles wanted, in the same order.

    `wanted` is in ascending order. All stand between `low` and `high`, which are at least
    as far apart as all heights together; otherwise the last ones stand beyond `high`.
    """
    blocks: list[_Block] = []
    for middle, height in zip(wanted, heights, strict=True):
        blocks.append(_Block([middle - height / 2], height))
        while len(blocks) > 1 and _touch(*blocks[-2:], low, high):
            below = blocks.pop()
            above = blocks[-1]
            above.wishes += [wish - above.height for wish in below.wishes]
            above.height += below.height
    return _middles(blocks, iter(heights), low, high)


def _touch(above: _Block, below: _Block, low: float, high: float) -> bool:
    return above.top(low, high) + above.height > below.top(low, high)


def _middles(blocks, heights, low, high):
    middles = []
    for block in blocks:
        edge = block.top(low, high)
        for _wish in block.wishes:
            height = next(heights)
            middles.append(edge + height / 2)
            edge += height
    return middles
