"""The states of a car in a result, in the sport's words."""

from enum import StrEnum


class Status(StrEnum):
    """What became of a car in a session.

    Not classified is not the same as retired: a car may run at the finish and have
    covered too little of the distance, and under a red flag a stopped car can be
    classified.
    """

    CLASSIFIED = "classified"
    NOT_CLASSIFIED = "not_classified"
    RETIRED = "retired"
    DID_NOT_START = "did_not_start"
    DISQUALIFIED = "disqualified"
    EXCLUDED = "excluded"
    WITHDRAWN = "withdrawn"
