"""The one family of errors a person is meant to read."""


class ModeldexError(Exception):
    """A job failed for a reason the person can act on; `str()` of it is the whole message.

    The message says what happened, where, and what to do next, in one or two sentences.
    Anything else that is raised is a bug and shows its traceback.
    """

    exit_code = 1


class UsageError(ModeldexError):
    """What the person typed cannot be carried out as it stands."""

    exit_code = 2
