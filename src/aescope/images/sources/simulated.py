"""`cells` and `DMSO` without a place: simulated plates, two stains and brightfield, 12-bit counts in 16 bits."""

from functools import partial
from pathlib import Path

import numpy as np

from aescope.images.header import Block, Header
from aescope.images.sources import Found, Made, place
from aescope.records import ImageRequest

_FIELDS = 10
_SEED = 0


@place("simulated plate", rank=80)
def find(location: str, request: ImageRequest, base_folder: Path, size: int | None) -> Found | None:
    """The plate of that name, `simulate` before it or not; each field is made when it is decoded.

    A `size` below 200 cuts a window out of every field.
    """
    from aescope.images import simulate
    from aescope.images.simulate.plate import LAYOUT_NAMES

    wanted = (location or request.name).casefold().removeprefix("simulate").strip()
    kind = next((name for name in LAYOUT_NAMES if name.casefold() == wanted), None)
    if kind is None:
        return None
    layout = simulate.default_layout(kind)
    side = min(simulate.FIELD, size or simulate.FIELD)

    def decode(well: simulate.Well, field: int) -> Block:
        return simulate.simulate_field(well, field, _SEED, side).counts[np.newaxis]

    made = []
    for well in layout.wells:
        label = f"{well.compound} {well.concentration_um:g} uM" if well.concentration_um else well.compound
        for field in range(1, _FIELDS + 1):
            header = Header(
                "simulated field",
                1,
                side,
                side,
                simulate.CHANNEL_NAMES,
                np.dtype(np.uint16),
                partial(decode, well, field),
                labels=(label,),
            )
            made.append(Made(f"{layout.name} {well.name} field {field}", header, well.name, layout.name))
    says = (
        f"simulated plate {layout.name}: {len(layout.wells)} wells of {_FIELDS} fields of {side} x {side} pixels, "
        f"{', '.join(simulate.CHANNEL_NAMES)}; give real pictures with `--data {request.name}=FOLDER`"
    )
    return Found(says, Path(), made=tuple(made))
