"""Importing a timing file: choose it, see what it would do, confirm it."""

from django.utils.translation import gettext_lazy as _

from championship.admin.import_forms import FileForm
from championship.imports.timing import read_results_file
from championship.workflows.result_import import plan_results

from .carried import Carried
from .preview import ResultPages


def import_page(model_admin, request, pk):
    """One address for all three steps: what is sent says which it is."""
    return ImportPages(model_admin, request, pk).respond()


class ImportPages(ResultPages):
    title = _("Import a result")

    def respond(self):
        if self.request.method != "POST":
            return self.show_form(FileForm())
        return self.confirm() if "_import" in self.request.POST else self.preview()

    def show_form(self, form, *, error=""):
        versions = self.session.imports.select_related("file", "imported_by").defer("file__content")
        return self.render(
            "import.html",
            form=form,
            error=error,
            versions=versions,
            has_result=self.session.results.exists(),
        )

    def begin(self, *, error=""):
        return self.show_form(FileForm(), error=error)

    def preview(self):
        form = FileForm(self.request.POST, self.request.FILES)
        if not form.is_valid():
            return self.show_form(form)
        upload = form.cleaned_data["file"]
        content, as_cp1252 = upload.read(), form.cleaned_data.get("as_cp1252", False)
        plan = plan_results(
            self.session, read_results_file(upload.name, content, as_cp1252=as_cp1252)
        )
        carried = Carried(upload.name, content, as_cp1252, shown=plan.fingerprint)
        return self.show_plan(plan, carried)
