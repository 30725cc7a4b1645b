"""The first words of the site's own addresses: no series can have one of them."""

RESERVED_SLUGS = frozenset(
    """
    admin agreements api articles awards calendar cars champions circuits de drivers en entries
    events feeds fr i18n jsi18n login logout media news notices organisations results search series
    sitemap spoilers standings static styleguide teams
    """.split()  # noqa: SIM905
)


# The first words of the translated addresses; a browser's "de-at" is one of them too.
LANGUAGE_PREFIXES = frozenset({"en", "fr", "de"})


def is_reserved(slug: str) -> bool:
    """Whether an address is the site's own, so that no series can have it."""
    slug = slug.lower()
    return slug in RESERVED_SLUGS or slug.split("-")[0] in LANGUAGE_PREFIXES
