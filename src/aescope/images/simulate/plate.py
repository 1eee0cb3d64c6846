"""Which wells a simulated plate has, and how much the two kinds of cells meet in each; no pixels here."""

from dataclasses import dataclass

from aescope.errors import UnknownName, did_you_mean

CONTROL = "DMSO"


@dataclass(frozen=True)
class Well:
    """One well: its row (a letter) and column, what was pipetted into it, and what that does to the cells.

    `overlap` is the chance that a stained T cell lies on a dendritic cell; what a field then shows scatters about it.
    """

    plate: str
    row: str
    column: int
    compound: str
    concentration_um: float
    overlap: float

    @property
    def name(self) -> str:
        """The well as plate maps write it: `B02`."""
        return f"{self.row}{self.column:02d}"

    @property
    def control(self) -> bool:
        """Whether it holds the solvent alone."""
        return self.compound == CONTROL


@dataclass(frozen=True)
class PlateLayout:
    """A plate: the name that opens its file names, and its wells in the order in which they are imaged."""

    name: str
    wells: tuple[Well, ...]

    def __getitem__(self, name: str) -> Well:
        """The well of that name (`B02`, without regard to case).

        Raises UnknownName, which says the nearest known one.
        """
        for well in self.wells:
            if well.name.casefold() == name.casefold():
                return well
        raise UnknownName(f'plate {self.name} has no well "{name}"; {did_you_mean(name, [w.name for w in self.wells])}')


# Share of the stained T cells that lie on a dendritic cell: in the solvent, and under each concentration (in
# micromolar) of a compound that parts the two kinds and of one that brings them together.
_SOLVENT_OVERLAP = 0.4
_PARTING = ("AE-101", {1.0: 0.15, 10.0: 0.0})
_JOINING = ("AE-202", {1.0: 0.7, 10.0: 0.95})


def _cells() -> PlateLayout:
    """Twelve wells: column 2 the solvent, column 3 the parting and column 4 the joining compound, in rows B to E."""
    plate, rows = "CK01", "BCDE"
    wells = [Well(plate, row, 2, CONTROL, 0.0, _SOLVENT_OVERLAP) for row in rows]
    for column, (compound, by_concentration) in ((3, _PARTING), (4, _JOINING)):
        concentrations = [concentration for concentration in by_concentration for _ in range(2)]
        wells += [
            Well(plate, row, column, compound, concentration, by_concentration[concentration])
            for row, concentration in zip(rows, concentrations, strict=True)
        ]
    return PlateLayout(plate, tuple(wells))


def _solvent_alone() -> PlateLayout:
    """Six wells of the solvent, on a plate of its own."""
    plate = "CK02"
    return PlateLayout(plate, tuple(Well(plate, row, 2, CONTROL, 0.0, _SOLVENT_OVERLAP) for row in "BCDEFG"))


_LAYOUTS = {"cells": _cells, "DMSO": _solvent_alone}
LAYOUT_NAMES = tuple(_LAYOUTS)


def default_layout(kind: str) -> PlateLayout:
    """The layout behind the image set `cells` (12 wells, three classes) or `DMSO` (6 control wells).

    Raises UnknownName for any other kind.
    """
    if kind not in _LAYOUTS:
        raise UnknownName(f'there is no simulated plate "{kind}"; {did_you_mean(kind, _LAYOUTS)}')
    return _LAYOUTS[kind]()
