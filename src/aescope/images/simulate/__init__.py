"""Simulated plates: T cells, dendritic cells and brightfield in camera counts, as close to real fields as measured.

`default_layout` says which wells there are, `simulate_field` and `simulate_plate` make fields in memory, `write_plate`
leaves them as a microscope would.
"""

from aescope.images.simulate.cells import FIELD
from aescope.images.simulate.channels import CHANNEL_NAMES
from aescope.images.simulate.field import SimulatedField, simulate_field, simulate_plate
from aescope.images.simulate.plate import LAYOUT_NAMES, PlateLayout, Well, default_layout
from aescope.images.simulate.plate_files import write_plate

__all__ = [
    "CHANNEL_NAMES",
    "FIELD",
    "LAYOUT_NAMES",
    "PlateLayout",
    "SimulatedField",
    "Well",
    "default_layout",
    "simulate_field",
    "simulate_plate",
    "write_plate",
]
