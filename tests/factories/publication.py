from datetime import UTC, datetime

import factory

from championship.models import Article, Notice
from tests.documents import picture

from .base import Factory
from .event import EventFactory
from .result import StoredFileFactory


class NoticeFactory(Factory):
    event = factory.SubFactory(EventFactory)
    number = factory.Sequence(lambda n: str(n + 1))
    published_at = datetime(2024, 2, 2, 8, 0, tzinfo=UTC)
    subject = factory.Sequence(lambda n: f"Notice {n}")
    text = "To all teams."

    class Meta:
        model = Notice


class PictureFactory(StoredFileFactory):
    """A picture of four by three pixels."""

    name = factory.Sequence(lambda n: f"picture-{n}.png")
    media_type = "image/png"
    content = picture()
    width, height = 4, 3


class ArticleFactory(Factory):
    """An English article, published on 1 February 2024."""

    slug = factory.Sequence(lambda n: f"article-{n}")
    title = factory.Sequence(lambda n: f"Article {n}")
    text = "What happened."
    published_at = datetime(2024, 2, 1, 12, 0, tzinfo=UTC)

    class Meta:
        model = Article
