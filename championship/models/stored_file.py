from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class StoredFile(models.Model):
    """A file as it was given, never changed: a timing file, the paper of a notice, a picture.

    It lies in the database, so that a file and what was made of it are stored, restored
    and copied together. Lists should defer its content.
    """

    name = models.CharField(_("name"), max_length=200)
    media_type = models.CharField(_("media type"), max_length=60)
    size = models.PositiveIntegerField(_("size in bytes"))
    sha256 = models.CharField(_("checksum"), max_length=64, help_text=_("SHA-256"))
    width = models.PositiveIntegerField(
        _("width"), null=True, blank=True, help_text=_("In pixels, of the picture of an article.")
    )
    height = models.PositiveIntegerField(_("height"), null=True, blank=True)
    content = models.BinaryField(_("content"))
    stored_at = models.DateTimeField(_("stored"), default=timezone.now)
    stored_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("stored by"),
    )

    class Meta:
        ordering = ["-stored_at", "pk"]
        verbose_name = _("stored file")
        verbose_name_plural = _("stored files")

    def __str__(self):
        return self.name
