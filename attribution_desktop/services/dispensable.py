"""What is kept beside the data for speed or comfort: without it, all goes on."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from attribution_desktop.domain.errors import AttributionError

_LOG = logging.getLogger(__name__)


@contextmanager
def dispensable(what: str) -> Iterator[None]:
    """Note that something could not be kept, on a full disk or in a lost file, and go on.

    What was asked for is done by then: an error would say that it is not.
    """
    try:
        yield
    except AttributionError as error:
        _LOG.warning("Not kept: %s. %s", what, error.message)
