"""Random numbers by purpose: the same seed and purpose give the same numbers, whatever else was drawn before.

There is no global state: weights, order and noise have streams of their own, so that a layer more or an epoch less
changes no other draw.
"""

import zlib
from enum import IntEnum

import numpy as np


class Purpose(IntEnum):
    """What the numbers are for; part of the seed, so that no two purposes share a stream."""

    WEIGHTS = 0
    ORDER = 1
    NOISE = 2


def seed_sequence(purpose: Purpose, *parts: int | str) -> np.random.SeedSequence:
    """The seed of one stream; names count by their CRC-32, which is the same on every machine.

    The count of parts is one of them: NumPy takes no notice of zeros at the end.
    """
    return np.random.SeedSequence([int(purpose), len(parts), *(_number(part) for part in parts)])


def stream(purpose: Purpose, *parts: int | str) -> np.random.Generator:
    """A generator (PCG64) for one purpose and, say, one seed and one epoch."""
    return np.random.Generator(np.random.PCG64(seed_sequence(purpose, *parts)))


def seed_number(purpose: Purpose, *parts: int | str) -> int:
    """The same as one number below 2^63, for generators that are not NumPy's."""
    return int(seed_sequence(purpose, *parts).generate_state(1, np.uint64)[0] >> np.uint64(1))


def _number(part: int | str) -> int:
    return zlib.crc32(part.encode()) if isinstance(part, str) else part % 2**64
