"""The preview of a result, read or typed, and its confirmation."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from championship.admin.carried import NotCarried, TooLarge
from championship.admin.import_forms import FileForm
from championship.admin.labels import label
from championship.models import Driver, EventEntry, Status
from championship.workflows.result_import import (
    CannotImport,
    ChangedMeanwhile,
    import_results,
    plan_results,
)

from . import shown
from .carried import Carried, carried_in, carry
from .forms import ACCEPTED, AnswersForm, statuses_in
from .log import log, say
from .whose import (
    desk_page,
    entries_page,
    may_import,
    may_publish,
    next_page,
    session_of,
    session_page,
)

AT_MOST = 900  # fields of a form; Django takes a thousand


class ResultPages:
    """What the pages of importing and of typing share: all of it after the first step."""

    title = ""

    def __init__(self, model_admin, request, pk):
        if not may_import(request.user):
            raise PermissionDenied
        self.model_admin, self.request = model_admin, request
        self.session = session_of(pk)
        self.whose = [request.user.pk, self.session.pk]

    # The plan

    def show_plan(self, plan, carried, *, error="", data=None):
        token, error = self.token(plan, carried, error)
        not_utf8 = any(one.code == "not_utf8" for one in plan.problems)
        return self.render(
            "preview.html",
            error=error,
            carried=carried,
            token=token,
            answers=AnswersForm(plan, data),
            plan=plan,
            page=page_of(plan),
            form=FileForm(offers_cp1252=not_utf8),
            statuses=Status.choices,
            wants_yes=plan.needs_yes,
            unaccepted=bool(data) and plan.needs_yes and ACCEPTED not in data,
            accepted=bool(data) and ACCEPTED in data,
        )

    def token(self, plan, carried, error):
        """The result as it is carried to the confirmation; empty if it can't be confirmed."""
        missing = self.lacking(plan)
        if missing:
            return "", _("You may not add what is new in this result: %(names)s.") % {
                "names": ", ".join(missing)
            }
        if not plan.can_be_answered:
            return "", error
        if len(plan.questions) + len(plan.lines) > AT_MOST:
            return "", _("The result has too many lines for one page.")
        try:
            return carry(carried, whose=self.whose), error
        except TooLarge:
            return "", _("The file is too large. Is it the classification of one session?")

    def lacking(self, plan):
        """What somebody may not add, as names."""
        pairs = ((Driver, plan.added), (EventEntry, shown.joining(plan)))
        return [
            str(model._meta.verbose_name_plural)
            for model, rows in pairs
            if rows and not self.request.user.has_perm(f"championship.add_{model._meta.model_name}")
        ]

    # The confirmation

    def take_up(self):
        """What the form carries. Raises NotCarried."""
        return carried_in(self.request.POST.get("_import", ""), whose=self.whose)

    def confirm(self):
        try:
            carried = self.take_up()
        except NotCarried:
            text = _("This preview is too old, or was changed on its way. Begin again.")
            return self.begin(error=text)
        try:
            imported = self.store(carried)
        except ChangedMeanwhile:
            return self.show_again(carried)
        except CannotImport as refusal:
            text = _("Nothing is imported yet. Look at what is marked below.")
            return self.show_plan(refusal.plan, carried, error=text, data=self.request.POST)
        say(self.request, imported)
        return redirect(next_page(self.request.user, self.session))

    @transaction.atomic
    def store(self, carried):
        data = self.request.POST
        imported = import_results(
            self.session,
            carried.read(),
            carried.content,
            AnswersForm.answers_in(data),
            shown=carried.shown,
            now=timezone.now(),
            user=self.request.user,
            statuses=statuses_in(data),
            accepted=ACCEPTED in data,
        )
        if self.lacking(imported.plan):
            raise PermissionDenied
        if not imported.plan.stores_nothing:
            log(self.request.user, imported)
        return imported

    def show_again(self, carried):
        """Somebody changed the result or the list in the meantime: what is shown is new."""
        plan = plan_results(self.session, carried.read())
        text = _("Something was changed in the meantime. Nothing is imported yet: look again.")
        return self.show_plan(plan, with_fingerprint(carried, plan), error=text)

    def begin(self, *, error=""):
        """The first step again."""
        raise NotImplementedError

    def render(self, template, **context):
        return render(
            self.request,
            f"admin/championship/results/{template}",
            {
                **self.model_admin.admin_site.each_context(self.request),
                "opts": self.model_admin.opts,
                "title": self.title,
                "subtitle": label(self.session),
                "session": self.session,
                "event": self.session.event,
                "desk_page": desk_page(self.session.event),
                "import_page": session_page("import", self.session),
                "entries_page": entries_page(self.request.user, self.session.event),
                "type_page": session_page("type", self.session),
                "publishes_next": may_publish(self.request.user),
                **context,
            },
        )


def with_fingerprint(carried, plan):
    return Carried(carried.name, carried.content, carried.as_cp1252, carried.rows, plan.fingerprint)


def page_of(plan):
    """Plain values for the template."""
    return {
        "summary": shown.words.summary(plan),
        "kind": "" if plan.is_typed else shown.kind_of_file(plan.file),
        "problems": [shown.problem(one) for one in plan.problems],
        "lacks_cars": any(one.code == "car_unknown" for one in plan.problems),
        "warnings": [shown.problem(one) for one in plan.warnings],
        "classes": [
            (car_class, [shown.line(one) for one in lines])
            for car_class, lines in shown.by_class(plan.lines)
        ],
        "changed": [shown.line(one) for one in plan.changed],
        "is_first": not (plan.changed or plan.unchanged or plan.missing),
        "has_times": any(one.time_ms for one in plan.lines),
        "missing": plan.missing,
        "added": plan.added,
        "joining": plan.joining,
        "ignored": plan.file.ignored_columns,
        "nothing_to_do": plan.stores_nothing and not plan.problems,
        "entries": len(plan.lines),
    }
