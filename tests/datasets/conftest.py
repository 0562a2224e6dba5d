"""What the tests of the dataset scripts share."""

from collections.abc import Iterator

import pytest

from tests.support.image_website import (
    Website,
    add_commons_api,
    add_faulty_pages,
    add_openverse_api,
    jpeg,
    serve_website,
)


@pytest.fixture
def site() -> Iterator[Website]:
    """A server with both APIs and with pages that fail."""
    with serve_website() as found:
        add_commons_api(found)
        add_openverse_api(found)
        add_faulty_pages(found, jpeg(77))
        yield found
