"""Plugs probes in: a probe is one file in `run/` with a function that measures one quantity of a run."""

from collections.abc import Callable, Mapping

from aescope.records import Images, Measurement, Run
from aescope.registry import Registry

RunProbe = Callable[[Run, Images], Measurement]
probes: Registry[RunProbe] = Registry("aescope.probes.run", "probe")


def measure(run: Run, images: Images) -> Mapping[str, Measurement]:
    """Every registered probe's measurement of the run, by the probe's name, sorted by name."""
    return {name: probes[name](run, images) for name in probes}
