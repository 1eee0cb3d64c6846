"""Channels: some of the channels, in the order asked for."""

import re
from dataclasses import replace

from aescope.errors import ImagesError, did_you_mean
from aescope.images.alterations import CHANNELS, alteration
from aescope.images.written_steps import Arguments
from aescope.records import Images, Step


def _read(text: str) -> Arguments | None:
    found = re.fullmatch(r"(?:select |only |take )?channels?(?: only)?:? (?P<names>[^;]+)", text.strip())
    return {"names": listed(found["names"])} if found else None


def listed(text: str) -> tuple[str, ...]:
    """Names parted by commas, `+` or `and`, in brackets or not, quoted or not."""
    parted = re.split(r",|\+|\band\b", text.strip().strip("[]()"))
    return tuple(name.strip(" \t'\"`") for name in parted if name.strip(" \t'\"`"))


@alteration("channels", stage=CHANNELS, example="channels FITC, TexasRed", spellings={}, read=_read)
def channels(images: Images, step: Step, *, names: tuple[str, ...]) -> Images:
    """By name, without regard to case, or by number from 1. Raises ImagesError for one that there is not."""
    chosen = positions(images.channels, names, str(step.place or images.name))
    if chosen == tuple(range(len(images.channels))):
        return images
    values = images.values[..., list(chosen)]
    kept = tuple(images.channels[position] for position in chosen)
    said = replace(step, says=step.says or f"{', '.join(kept)} of {', '.join(images.channels)}")
    return images.after(said, values, channels=kept)


def positions(there: tuple[str, ...], names: tuple[str, ...], where: str) -> tuple[int, ...]:
    """Where these channels lie. Raises ImagesError with the nearest name for one that is not there."""
    folded = [name.casefold() for name in there]
    found = []
    for name in names:
        if name.casefold() in folded:
            found.append(folded.index(name.casefold()))
        elif name.isdecimal() and 1 <= int(name) <= len(there):
            found.append(int(name) - 1)
        else:
            raise ImagesError(f'{where}: the pictures have no channel "{name}"; {did_you_mean(name, there)}')
    return tuple(found)
