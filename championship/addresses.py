"""The first words of the site's own addresses: no series can have one of them."""

RESERVED_SLUGS = frozenset(
    """
    admin api articles awards calendar cars champions circuits de drivers en entries events feeds
    fr i18n jsi18n login logout media news notices organisations results search series sitemap
    standings static styleguide teams
    """.split()  # noqa: SIM905
)
