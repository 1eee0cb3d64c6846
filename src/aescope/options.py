"""What a command line can overrule in a notebook."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True)
class Options:
    """`data`, `scaling`, `channels` and `alterations` are by set; what is None or empty, the notebook decides.

    `size` cuts simulated pictures to size x size pixels; `epochs` overrules every experiment; `updates` lowers
    epochs to those that give so many updates, `updates_of` the same by key (the demo's short runs).
    """

    data: Mapping[str, str] = field(default_factory=dict)
    scaling: Mapping[str, str] = field(default_factory=dict)
    channels: Mapping[str, str] = field(default_factory=dict)
    alterations: Mapping[str, str] = field(default_factory=dict)
    only: tuple[str, ...] = ()
    everything: bool = False
    out: Path | None = None
    epochs: int | None = None
    seeds: int = 1
    keras: str | None = None
    device: str = "auto"
    engine: str = "auto"
    size: int | None = None
    updates: int | None = None
    updates_of: Mapping[str, int] = field(default_factory=dict)
    resume: bool = False
    fresh: bool = False
