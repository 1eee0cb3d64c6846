"""What a loss is: its name in Keras, other spellings, and its arguments with their defaults."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from aescope.records import Value


@dataclass(frozen=True)
class Loss:
    """`limits` are the least and the largest value of each numeric argument; `says` what it measures, in a sentence."""

    name: str
    says: str
    arguments: Mapping[str, Value] = field(default_factory=dict)
    limits: Mapping[str, tuple[float, float]] = field(default_factory=dict)
