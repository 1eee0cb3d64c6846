"""Originals beside what the network made of them before and after training, on one intensity scale."""

from dataclasses import dataclass

import numpy as np
from jaxtyping import Num

from aescope.records import Call, Images, Plan, Run
from aescope.report.intensity import Scale, clipped, hidden_by, scale_of, varies
from aescope.report.numbers import number, spread_of

# Pictures of a comparison; half of them held out, half from training, as far as there are any.
MOST_PICTURES = 4
# Of the range 0 to 1, which viewers assume; where the originals fill less, they look black there themselves.
_DARK = 0.1
_SHARES = frozenset(("sigmoid", "softmax", "hard_sigmoid"))

ERROR = "error |after - original|"

Shown = Num[np.ndarray, "image height width channel"]


@dataclass(frozen=True)
class View:
    """The same pictures at one moment on one scale; `says` has a line for each picture: its values in words."""

    label: str
    values: Shown
    scale: Scale
    says: tuple[str, ...]

    @property
    def on_common_scale(self) -> bool:
        """Whether it is original, before, after, or the error over as wide a range."""
        return "," not in self.label


@dataclass(frozen=True)
class Comparison:
    """`scale` is that of the originals. `views` begin with original, before, after (where photographed) on it, then
    the error from zero over as wide a range; then the views that only some pictures need: on 0 to 1, and stretched.

    `moments` are all photographs of these pictures by moment, before and after among them.
    """

    names: tuple[str, ...]
    originals: Shown
    views: tuple[View, ...]
    scale: Scale
    moments: tuple[tuple[str, Shown], ...]

    @property
    def same_scale(self) -> tuple[View, ...]:
        """Original, before and after, all on the originals' scale."""
        return tuple(view for view in self.views if view.on_common_scale and view.label != ERROR)


def compare(run: Run | None, images: Images | None, most: int = MOST_PICTURES) -> Comparison | None:
    """At most so many of the pictures that were photographed, held-out ones first; None where none were."""
    if run is None or images is None or not len(run.shown) or not run.photographs:
        return None
    held_out = set(images.held_out.tolist())
    rows = _from_both_parts(run, held_out, most)
    indices = [int(run.shown[row]) for row in rows]
    originals = images.values[indices]
    names = tuple(f"{images.pictures[i].name}, {'held out' if i in held_out else 'training'}" for i in indices)
    moments = tuple((photograph.moment, photograph.reconstructions[list(rows)]) for photograph in run.photographs)
    ends = [(moment, values) for moment, values in moments if moment in ("before", "after")]
    scale = scale_of(originals)
    views = [_view("original", originals, scale), *(_view(moment, values, scale) for moment, values in ends)]
    if ends and ends[-1][0] == "after" and ends[-1][1].shape == originals.shape:
        error = np.abs(ends[-1][1].astype(np.float64) - originals)
        views.append(_view(ERROR, error, Scale(0.0, scale.width)))
    if 0 < scale.high < _DARK and last_activation(run.plan) in _SHARES:
        views += [_view(f"{m}, on 0 to 1", values, Scale(0.0, 1.0)) for m, values in (("original", originals), *ends)]
    views += [_view(f"{m}, stretched", values, scale_of(values)) for m, values in ends if hidden_by(scale, values)]
    return Comparison(names, originals, tuple(views), scale, moments)


def last_activation(plan: Plan) -> str:
    """The name of the activation that makes the reconstruction; "linear" where there is none."""
    node = plan[plan.output]
    setting = node.config.get("activation") or (node.layer if node.layer in ("Softmax", "ReLU") else "linear")
    return (setting.name if isinstance(setting, Call) else str(setting)).casefold()


def range_of(values: np.ndarray) -> str:
    """`-0.31 to 0.42`, `0.5 everywhere`, and how many values are not finite."""
    finite = values[np.isfinite(values)]
    missing = values.size - finite.size
    if not finite.size:
        return "no finite value (magenta)"
    low, high = float(finite.min()), float(finite.max())
    says = spread_of(low, high) if varies(finite) else f"{number(float(finite.mean(dtype=np.float64)))} everywhere"
    return f"{says}, {missing:,} values not finite (magenta)" if missing else says


def _view(label: str, values: Shown, scale: Scale) -> View:
    own = label.endswith("stretched") or label == ERROR
    says = []
    for picture in values:
        beyond = "" if own else clipped(scale, picture)
        says.append(f"{range_of(picture)}{f': {beyond}' if beyond else ''}")
    return View(label, values, scale, tuple(says))


def _from_both_parts(run: Run, held_out: set[int], most: int) -> tuple[int, ...]:
    """Places in `run.shown`: held-out pictures first, and half of all from training, as far as there are any."""
    places = range(len(run.shown))
    unseen = [place for place in places if int(run.shown[place]) in held_out]
    seen = [place for place in places if int(run.shown[place]) not in held_out]
    chosen = unseen[: max(1, most // 2, most - len(seen))]
    return (*chosen, *seen[: most - len(chosen)])
