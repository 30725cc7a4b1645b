"""What is computed of a championship, before it is stored."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field

from championship.models import Championship
from championship.scoring.combined import Part
from championship.scoring.tables import Tables


@dataclass(frozen=True, slots=True)
class ComputedTables:
    """One championship's ledger and tables; `rounds` has the key of each round by its number.

    Over several series the rounds are numbered anew, by their days. A combined title has no
    ledger: `parts` tell what each source gives, after which round and to which line.
    `cells` are by the round of a table and the recipient, `facts` by the round, both as
    table_facts writes them.
    """

    championship: Championship
    rounds: dict[int, int]
    tables: Tables
    parts: tuple[tuple[int, int, Part], ...] = ()
    is_combined: bool = False
    cells: Mapping[tuple[int, Hashable], str] = field(default_factory=dict)
    facts: Mapping[int, str] = field(default_factory=dict)
