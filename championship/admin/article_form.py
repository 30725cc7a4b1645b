"""The form of an article: its words, and the picture beside them."""

from django.contrib.admin.widgets import AdminTextareaWidget, AdminTextInputWidget
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from championship.workflows.pictures import store_picture

from .uploads import DocumentForm, PictureField

CARRIED = (
    "slug",
    "published_at",
    "author",
    "tells_results",
    "picture_credit",
    "series",
    "season",
    "event",
)


def carried_over(original):
    """What an article in another language has in common with the one that it says again."""
    fields = {name: original._meta.get_field(name) for name in CARRIED}
    people = {
        name: [row.pk for row in getattr(original, name).all()] for name in ("teams", "drivers")
    }
    return {name: field.value_from_object(original) for name, field in fields.items()} | people


class ArticleForm(DocumentForm):
    """An article. One in another language has the picture of its `original`, unless told else."""

    file = PictureField()
    kept_in = "picture"
    original = None

    class Meta:
        widgets = {
            "title": AdminTextInputWidget(attrs={"class": "vLargeTextField"}),
            "summary": AdminTextareaWidget(attrs={"rows": 3}),
            "text": AdminTextareaWidget(attrs={"rows": 20}),
            "picture_text": AdminTextareaWidget(attrs={"rows": 3}),
        }
        help_texts = {
            "text": gettext_lazy(
                "An empty line starts a paragraph. [words](/address/) links a page of this site "
                "by its English address; it is read in the reader’s language."
            ),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.original is not None and self.instance.pk is None:
            self.instance.picture_id = self.original.picture_id
            self.show_file_of(self.original)

    def stored(self, chosen, user):
        return store_picture(chosen, user=user)

    def clean(self):
        cleaned = super().clean()
        if self.will_have_a_file and not cleaned.get("picture_text"):
            self.add_error("picture_text", _("Say what the picture shows."))
        return cleaned
