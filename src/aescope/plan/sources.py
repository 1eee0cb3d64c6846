"""Where a parameter may be written: a bullet, or an argument of `compile` or `fit`; bullets are the last word."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from aescope.errors import ParameterError, StructureError, did_you_mean
from aescope.plan.arguments import Misfit
from aescope.plan.sketch import Told
from aescope.plan.written import Argument
from aescope.records import Bullet, Call, Note, Place

Wanted = TypeVar("Wanted")

PARAMETERS = (
    *("optimizer", "loss", "epochs", "batch_size", "learning_rate", "seed", "validation_split", "shuffle"),
    *("early_stopping", "early_stopping_patience", "early_stopping_min_delta"),
    *("reduce_on_plateau", "reduce_on_plateau_factor", "reduce_on_plateau_patience"),
    *("output_activation", "keras"),
)


class Sources:
    """Looks a parameter up in all places and remembers, as notes, where they disagree and where none says anything."""

    def __init__(self, place: Place, bullets: Sequence[Bullet], compiled: Told | None, fitted: Told | None) -> None:
        self.place = place
        self.notes: list[Note] = []
        self._bullets = {_canonical(bullet): bullet for bullet in bullets}
        self._told = (("compile", compiled), ("fit", fitted))

    def bullet(self, name: str, read: Callable[[str, Place], Wanted]) -> Wanted | None:
        """The value of a bullet, None where there is none. Raises ParameterError with its line."""
        bullet = self._bullets.get(name)
        if bullet is None:
            return None
        written = f"{shown(name)} = {bullet.value}"
        try:
            return read(bullet.value, bullet.place)
        except Misfit as misfit:
            found = f"{written}: {misfit.found}" if misfit.found else written
            raise ParameterError(f"{bullet.place}: {found}; expected {misfit.expected}. {misfit.mend}") from None
        except StructureError as error:
            raise ParameterError(str(error)) from None

    def argument(self, name: str, read: Callable[[Argument], Wanted]) -> tuple[Wanted, Place] | None:
        """The value that `compile` or `fit` gives and its line. Raises ParameterError with it."""
        for method, told in self._told:
            if told is not None and name in told.arguments:
                try:
                    return read(told.arguments[name]), told.place
                except Misfit as misfit:
                    raise ParameterError(f"{told.place}: in {method}, {misfit}") from None
        return None

    def of(
        self, name: str, bullet: Callable[[str, Place], Wanted], argument: Callable[[Argument], Wanted], also: str = ""
    ) -> Wanted | None:
        """The value of the bullet, else of the argument (called `also` in old Keras), else None.

        A note says so where both are there and differ.
        """
        said, told = self.bullet(name, bullet), self.argument(name, argument) or self.argument(also, argument)
        if told is None or said == told[0]:
            return said
        if said is None or (_is_bare(self._bullets[name]) and _name_of(said) == _name_of(told[0]) != ""):
            # A bullet that says `adam` leaves the arguments to a code that says Adam(1e-4).
            return told[0]
        here, there = _texts(said, told[0])
        self.note(
            f"{shown(name)} is {here} here and {there} at {told[1]}; the bullet counts",
            place=self._bullets[name].place,
        )
        return said

    def assume(self, name: str, value: Wanted, why: str, proposal: str) -> Wanted:
        """The value taken where nothing is written, noted with the bullet that would say so."""
        self.note(f"no value for {shown(name)}: {_name_of(value) or value} is used, {why}", proposal)
        return value

    def note(self, says: str, proposal: str = "", place: Place | None = None) -> None:
        """Say something to the author, at the experiment's line where no other is given."""
        self.notes.append(Note(place or self.place, says, proposal))

    def has(self, name: str) -> bool:
        """Whether there is a bullet of that name."""
        return name in self._bullets

    def place_of(self, name: str) -> Place:
        """The line of a bullet, or the experiment's."""
        return self._bullets[name].place if name in self._bullets else self.place


def shown(name: str) -> str:
    """A parameter's name as one writes it in a bullet: "batch size"."""
    return name.replace("_", " ")


def _is_bare(bullet: Bullet) -> bool:
    return "(" not in bullet.value


def _name_of(value: object) -> str:
    return value.name if isinstance(value, Call) else ""


def _texts(said: object, told: object) -> tuple[str, str]:
    """Two values that differ, calls of one name with what differs between them alone."""
    if not isinstance(said, Call) or not isinstance(told, Call):
        return str(said), str(told)
    if said.name != told.name:
        return said.name, told.name
    others = [name for name in said.arguments if said.arguments[name] != told.arguments[name]]
    here, there = (", ".join(f"{name}={call.arguments[name]}" for name in others) for call in (said, told))
    return f"{said.name}({here})", f"{told.name}({there})"


def _canonical(bullet: Bullet) -> str:
    name = bullet.name.strip().casefold().replace(" ", "_").replace("-", "_")
    if name in PARAMETERS:
        return name
    raise ParameterError(
        f'{bullet.place}: found the parameter "{bullet.name}"; expected one that is known; '
        f"{did_you_mean(name, PARAMETERS)}"
    )
