"""Why one request came to nothing."""


class Fault(Exception):  # noqa: N818 - it is weighed and mostly mended; HubError is the error
    """A request failed in a way that another one may mend; `str()` follows the server's name."""

    def __init__(
        self,
        reason: str,
        *,
        halve_after: int | None = None,
        heavy: bool = False,
        wait_seconds: float | None = None,
        unreached: bool = False,
    ) -> None:
        """`halve_after`: failures after which one record of the page may be to blame.

        None where the records cannot be, as with a broken connection. `heavy`: whether the page
        as a whole may have been too much. `wait_seconds`: what the server asks for; None when
        it asks for nothing. `unreached`: whether no server was heard of.
        """
        super().__init__(reason)
        self.unreached = unreached
        self.halve_after = halve_after
        self.heavy = heavy
        self.wait_seconds = wait_seconds
        self.onward: str | None = None
        """The address of the next page, where an answer gave it that could not be read itself."""


class Cancelled(Exception):  # noqa: N818 - nothing went wrong
    """The one who reads has asked to stop."""


SPOILT = 2
"""Failures of one page that no chance explains: a body that is no JSON, an error of the server."""

UNAVAILABLE = 4
"""Failures of one page before 502 and 503, which mean the server, may mean a record."""
