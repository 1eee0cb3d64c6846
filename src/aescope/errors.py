"""What a researcher can mend: every error that a notebook, a picture or a command line can cause."""

from collections.abc import Iterable
from difflib import get_close_matches


class AescopeError(Exception):
    """A fault that the reader of the message can mend.

    The text says: the place (file and line, or picture), what was found, what was expected, and the mend.
    """


class NotebookError(AescopeError):
    """A fault of the whole notebook (encoding, a key twice, a link out, a forbidden call): nothing runs."""


class UsageError(AescopeError):
    """A fault of the command line or of an option: nothing runs."""


class ExperimentError(AescopeError):
    """A fault of one experiment: it is refused, the others run."""


class StructureError(ExperimentError):
    """The structure cannot be read or cannot be built."""


class ParameterError(ExperimentError):
    """A parameter has an unknown name or a value that it cannot take."""


class ImagesError(ExperimentError):
    """The pictures cannot be found, read, or brought to what the structure takes."""


class UnknownName(AescopeError):
    """A name that no member of a registry has; says the nearest ones that exist."""


def nearest(name: str, known: Iterable[str]) -> str:
    """The known name that `name` most resembles, without regard to case, or "" where none is near."""
    by_folded = {candidate.casefold(): candidate for candidate in known}
    matches = get_close_matches(name.casefold(), by_folded, n=1, cutoff=0.6)
    return by_folded[matches[0]] if matches else ""


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """A half sentence for the end of an error: `did you mean "Conv2D"?`, or the list of what there is."""
    names = sorted(known)
    near = nearest(name, names)
    return f'did you mean "{near}"?' if near else f"known are: {', '.join(names)}."
