"""A document beside a row: uploaded, looked at, replaced and removed within its form."""

from dataclasses import dataclass
from itertools import chain

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AdminFileWidget
from django.core.exceptions import ValidationError
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from championship.models import StoredFile
from championship.workflows import pictures
from championship.workflows.stored_files import (
    ENDINGS,
    CannotStore,
    CheckedFile,
    check_size,
    checked_upload,
    discard_file,
    store_file,
)


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file that a row has already, as the widget shows it."""

    name: str
    url: str

    def __str__(self):
        return self.name


class DocumentField(forms.FileField):
    """A PDF or a picture. Its value is a CheckedFile; False if the one kept is removed."""

    widget = AdminFileWidget

    def __init__(self, **kwargs):
        kwargs.setdefault("label", _("File"))
        kwargs.setdefault("required", False)
        kwargs.setdefault("help_text", _("PDF, PNG or JPEG, at most 10 MB."))
        super().__init__(allow_empty_file=True, **kwargs)  # check_size() says it better

    def widget_attrs(self, widget):
        return {"accept": ",".join(ENDINGS)}

    def to_python(self, data):
        uploaded = super().to_python(data)
        if uploaded is None:
            return None
        try:
            return self.checked(uploaded)
        except CannotStore as refusal:
            raise ValidationError(str(refusal)) from refusal

    def checked(self, uploaded):
        """What was uploaded, looked at. Raises CannotStore."""
        check_size(uploaded.size)
        content = uploaded.read()
        media_type, name = checked_upload(uploaded.name, content)
        return CheckedFile(name, media_type, content)


class PictureField(DocumentField):
    """A picture for a page. Its value is a CheckedPicture; False if the one kept is removed."""

    def __init__(self, **kwargs):
        kwargs.setdefault("label", _("Lead picture"))
        kwargs.setdefault("help_text", _("PNG, JPEG or WebP, at most 2 MB."))
        super().__init__(**kwargs)

    def widget_attrs(self, widget):
        return {"accept": ",".join(chain.from_iterable(pictures.ENDINGS.values()))}

    def checked(self, uploaded):
        check_size(uploaded.size, pictures.LIMIT)
        return pictures.checked_picture(uploaded.name, uploaded.read())


class DocumentForm(forms.ModelForm):
    """The form of a row with a file, which it keeps in `kept_in`. Its field is `file`.

    `document_url` is filled by the admin: the address at which a row's file is read.
    """

    file = DocumentField()
    document_url = None
    kept_in = "document"

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.show_file_of(self.instance)

    def show_file_of(self, row):
        """Show the file that a row has as the one that is kept."""
        kept = kept_file(row, self.kept_in)
        if kept is not None and self.document_url:
            self.initial["file"] = KeptFile(kept.name, self.document_url(row))

    @property
    def will_have_a_file(self):
        """Whether the row has a file once what was filled in is saved."""
        return bool(self.cleaned_data.get("file"))

    def put_document(self, user):
        """Give the row its file. Returns the key of the one it let go of, or None."""
        chosen = self.cleaned_data.get("file")
        if chosen is None or isinstance(chosen, KeptFile):
            return None
        before = getattr(self.instance, f"{self.kept_in}_id")
        setattr(self.instance, self.kept_in, self.stored(chosen, user) if chosen else None)
        return before

    def stored(self, chosen, user):
        """What was chosen, kept."""
        return store_file(chosen.name, chosen.content, media_type=chosen.media_type, user=user)


class HasDocument:
    """Mixed into the admin of rows with a file in `kept_in`; its form is a DocumentForm.

    `document_url` is the address of a row's file.
    """

    kept_in = "document"

    def document_url(self, row):
        raise NotImplementedError

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        form.document_url = staticmethod(self.document_url)
        return form

    def save_model(self, request, obj, form, change):
        before = form.put_document(request.user)
        super().save_model(request, obj, form, change)
        discard_file(before)

    def delete_model(self, request, obj):
        super().delete_model(request, obj)
        discard_file(getattr(obj, f"{self.kept_in}_id"))

    def delete_queryset(self, request, queryset):
        files = list(queryset.values_list(f"{self.kept_in}_id", flat=True))
        super().delete_queryset(request, queryset)
        for key in files:
            discard_file(key)

    @admin.display(description=_("File"), empty_value="–")
    def file(self, row):
        """For staff who may only look."""
        kept = kept_file(row, self.kept_in)
        return kept and format_html('<a href="{}">{}</a>', self.document_url(row), kept.name)


def kept_file(row, kept_in):
    """The file of a row without its content, or None. One query at most."""
    key = getattr(row, f"{kept_in}_id")
    return None if key is None else StoredFile.objects.defer("content").get(pk=key)
