"""Two people working on one row at once: nobody's change is overwritten unseen."""

from django.contrib.admin.models import LogEntry
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _


def newest_change(row):
    """The last change that the race desk logged of a row, by whomever, or None."""
    logged = LogEntry.objects.filter(
        content_type__app_label=row._meta.app_label,
        content_type__model=row._meta.model_name,
        object_id=str(row.pk),
    )
    return logged.select_related("user").order_by("-pk").first()


class Together:
    """A form that is refused once if its row was changed since its page was opened.

    The page carries the newest change it knew of. What was typed stays in the form, and
    saving once more is a decision: the page then knows of the change.
    """

    opened_after = ""

    def clean(self):
        cleaned = super().clean()
        change = newest_change(self.instance)
        if change is not None and str(change.pk) != self.opened_after:
            self.add_error(None, _meanwhile(change))
        return cleaned


def _meanwhile(change):
    text = _(
        "%(user)s changed this at %(time)s UTC, after you had opened it: %(change)s "
        "Nothing of yours is saved yet. Compare it in another tab; saving again keeps "
        "what stands below."
    )
    moment = timezone.localtime(change.action_time)
    return text % {
        "user": change.user,
        "time": date_format(moment, "TIME_FORMAT"),
        "change": change.get_change_message(),
    }
