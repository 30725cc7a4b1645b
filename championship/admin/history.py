"""What was done to many rows at once, in the history of each."""

from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType

from championship.workflows.bulk import insert_objects


def write_history(user, lines):
    """Keep a text in the history of each row: pairs of a row and its text. Two queries at most."""
    insert_objects(
        [
            LogEntry(
                user=user,
                content_type=ContentType.objects.get_for_model(row),
                object_id=str(row.pk),
                object_repr=str(row)[:200],
                action_flag=CHANGE,
                change_message=text,
            )
            for row, text in lines
        ]
    )
