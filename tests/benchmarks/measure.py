"""CPU time as a multiple of something plain, measured in turn with it."""

import statistics
import time

RUNS = 9


def side_by_side(title, plain, others, runs=RUNS):
    """Print each function's CPU time as a multiple of the plain one, medians of pairs."""
    print(f"\n{title}, as multiples of: {plain[0]}")
    for name, function in others:
        ratios = []
        for _ in range(runs):
            base = cpu(plain[1])
            ratios.append(cpu(function) / base)
        low, high = min(ratios), max(ratios)
        print(f"  {statistics.median(ratios):8.1f}  ({low:.1f} – {high:.1f})  {name}")


def cpu(function, at_least=0.05):
    """Seconds of CPU for one call, over as many calls as fill `at_least` seconds.

    A function that returns a number has measured itself: what it returns counts.
    """
    calls, spent, start = 0, 0.0, time.process_time()
    while time.process_time() - start < at_least:
        before = time.process_time()
        told = function()
        spent += told if isinstance(told, float) else time.process_time() - before
        calls += 1
    return spent / calls
