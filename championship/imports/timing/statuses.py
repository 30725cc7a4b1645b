"""What timing and clubs print for the state of a car, as one of our own states."""

from championship.scoring.states import Status

from ..table.words import plain

# Words as plain() leaves them. Timing was seen to print Classified, Not classified,
# Retired and Not started; the others are what clubs write.
WORDS = {
    Status.CLASSIFIED: "classified|finished|classe|classee|klassifiziert|gewertet",
    Status.NOT_CLASSIFIED: (
        "not classified|unclassified|nc|n c|non classe|non classee|nicht klassifiziert"
        "|nicht gewertet"
    ),
    Status.RETIRED: (
        "retired|ret|dnf|did not finish|not finished|abandon|abandonne|ab|ausgefallen"
        "|ausgeschieden|aufgegeben"
    ),
    Status.DID_NOT_START: (
        "not started|did not start|dns|non partant|non partante|np|nicht gestartet"
    ),
    Status.DISQUALIFIED: "disqualified|dsq|dq|disqualifie|disqualifiee|disqualifiziert",
    Status.EXCLUDED: "excluded|exc|exclu|exclue|ausgeschlossen",
    Status.WITHDRAWN: "withdrawn|wd|forfait|zuruckgezogen",
}
BY_WORD = {word: status for status, words in WORDS.items() for word in words.split("|")}
ALLOWED = "Classified, Not classified, Retired, Not started, Disqualified, Excluded, Withdrawn"


def status_of(printed: str) -> Status | None:
    """The state that a word stands for; None if it is unknown.

    >>> status_of("Not classified"), status_of("DNF")
    (<Status.NOT_CLASSIFIED: 'not_classified'>, <Status.RETIRED: 'retired'>)
    """
    return BY_WORD.get(plain(printed))
