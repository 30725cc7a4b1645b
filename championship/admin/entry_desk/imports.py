"""Importing an entry list: choose a file, see what it would do, confirm it."""

from hashlib import sha256

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from championship.admin.carried import NotCarried, TooLarge
from championship.admin.labels import short_label
from championship.imports.entry_list import read_entry_file
from championship.workflows.entry_import import (
    CannotImport,
    ChangedMeanwhile,
    import_entries,
    plan_import,
)

from .carried import Carried, carry, take_up
from .import_forms import AnswersForm, UploadForm, answers_in
from .import_log import log, say
from .import_page import lacking, page_of, table_changes
from .whose import address, season_and_event

AT_MOST = 900  # fields of a form; Django takes a thousand


def import_entries_page(model_admin, request, pk):
    """One address for all three steps: what is sent says which it is."""
    season, event = season_and_event(request, pk)
    return ImportPage(model_admin, request, season, event).respond()


class ImportPage:
    def __init__(self, model_admin, request, season, event):
        self.model_admin, self.request = model_admin, request
        self.season, self.event = season, event
        self.whose = [request.user.pk, season.pk, event.pk if event else None]

    def respond(self):
        if lacking(self.request.user, self.event):
            raise PermissionDenied
        if self.request.method != "POST":
            return self.show_form(UploadForm(event=self.event))
        return self.confirm() if "_import" in self.request.POST else self.preview()

    # The file

    def show_form(self, form, *, error=""):
        return self.render("import_entries.html", form=form, error=error)

    def preview(self):
        form = UploadForm(self.request.POST, self.request.FILES, event=self.event)
        if not form.is_valid():
            return self.show_form(form)
        upload, told = form.cleaned_data["file"], form.cleaned_data
        content = upload.read()
        file = read_entry_file(upload.name, content, as_cp1252=told.get("as_cp1252", False))
        plan = plan_import(self.season, self.event, file, new_status=told["new_status"])
        carried = Carried(
            name=upload.name,
            checksum=sha256(content).hexdigest(),
            file=file,
            new_status=told["new_status"],
            shown=plan.fingerprint,
        )
        return self.show_plan(plan, carried)

    # The plan

    def show_plan(self, plan, carried, *, error="", data=None):
        token, error = self.token(plan, carried, error)
        tables = table_changes(plan, carried.new_status) if token and data is None else []
        return self.render(
            "import_entries_preview.html",
            error=error,
            carried=carried,
            token=token,
            answers=AnswersForm(plan, data),
            tables=tables,
            form=self.next_form(plan, carried),
            page=page_of(plan),
        )

    def token(self, plan, carried, error):
        """The file as it is carried to the confirmation; empty if it can't be confirmed."""
        missing = lacking(self.request.user, self.event, plan)
        if missing:
            return "", _("You may not add what is new in this file: %(names)s.") % {
                "names": ", ".join(missing)
            }
        if not plan.can_be_answered:
            return "", error
        if len(plan.questions) > AT_MOST:
            return "", _("Too many names are unclear at once. Import the file in parts.")
        try:
            return carry(carried, whose=self.whose), error
        except TooLarge:
            return "", _("The file is too large for one import. Import it in parts.")

    def next_form(self, plan, carried):
        """To choose the corrected file without going back."""
        is_not_utf8 = any(one.code == "not_utf8" for one in plan.problems)
        form = UploadForm(event=self.event, offers_cp1252=is_not_utf8)
        form.fields["new_status"].initial = carried.new_status
        return form

    # The confirmation

    def confirm(self):
        try:
            carried = take_up(self.request.POST["_import"], whose=self.whose)
        except NotCarried:
            text = _("This preview is too old, or was changed on its way. Choose the file again.")
            return self.show_form(UploadForm(event=self.event), error=text)
        answers, withdraw = answers_in(self.request.POST)
        try:
            imported = self.store(carried, answers, withdraw)
        except ChangedMeanwhile:
            return self.show_again(carried)
        except CannotImport as refusal:
            text = _("Nothing is imported yet. Look at what is marked below.")
            return self.show_plan(refusal.plan, carried, error=text, data=self.request.POST)
        say(self.request, imported, carried)
        return redirect(address("entries", self.season, self.event))

    @transaction.atomic
    def store(self, carried, answers, withdraw):
        imported = import_entries(
            self.season,
            self.event,
            carried.file,
            answers,
            shown=carried.shown,
            now=timezone.now(),
            new_status=carried.new_status,
            withdraw=withdraw,
        )
        if lacking(self.request.user, self.event, imported.plan):
            raise PermissionDenied
        log(self.request.user, imported, carried)
        return imported

    def show_again(self, carried):
        """Somebody changed the list in the meantime: what is shown now is new."""
        plan = plan_import(self.season, self.event, carried.file, new_status=carried.new_status)
        carried = Carried(
            carried.name, carried.checksum, carried.file, carried.new_status, plan.fingerprint
        )
        text = _("The list was changed in the meantime. Nothing is imported yet: look at it again.")
        return self.show_plan(plan, carried, error=text)

    def render(self, template, **context):
        return render(
            self.request,
            f"admin/championship/season/{template}",
            {
                **self.model_admin.admin_site.each_context(self.request),
                "opts": self.model_admin.opts,
                "title": _("Import entries"),
                "subtitle": str(self.event or short_label(self.season)),
                "season": self.season,
                "event": self.event,
                "desk_page": address("entries", self.season, self.event),
                "template_csv": address("entries/template.csv", self.season),
                "template_xlsx": address("entries/template.xlsx", self.season),
                **context,
            },
        )
