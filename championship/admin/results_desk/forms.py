"""What is said of a result in its preview: answers, states of cars, and that it was looked at."""

from championship.admin.import_forms import QuestionsForm
from championship.models import Status
from championship.workflows.result_import import words

STATE = "state-"
ACCEPTED = "accepted"


class AnswersForm(QuestionsForm):
    words = words


def statuses_in(data):
    """What was chosen for each car, by its key at the event; what was left open is not in it."""
    sent = {
        name.removeprefix(STATE): value for name, value in data.items() if name.startswith(STATE)
    }
    return {
        int(key): value
        for key, value in sent.items()
        if key.isdecimal() and key.isascii() and len(key) < 19 and value in Status.values
    }
