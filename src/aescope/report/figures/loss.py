"""The loss over the epochs with its levels, as one picture."""

from aescope.records import Outcome
from aescope.report.curve import LEVEL_NAMES, curve_of
from aescope.report.figure import LINE, Drawn, figures, new_figure, says_only, wrapped
from aescope.report.names import Wanted
from aescope.report.numbers import number
from aescope.report.svg import tick_labels

_COLOURS = {"floor": "#009e73", "mean_image": "#d55e00", "untrained": "#888888", "pca": "#cc79a7"}
_WIDTH, _PLOT, _LEGEND = 7.5, 3.2, 1.05


@figures.register("loss")
def loss(outcome: Outcome, wanted: Wanted) -> Drawn:
    """Both losses by epoch; the axis is never shorter than float32 rounding, and what lies off it is said."""
    curve = curve_of(outcome.run) if outcome.run else None
    if curve is None or outcome.run is None:
        return says_only(f"model {outcome.experiment.key}: no epoch ended with a finite loss")
    known = [value for value in curve.losses if value is not None]
    first = f"model {outcome.experiment.key}: loss {number(known[0], 7)} to {number(known[-1], 7)}"
    title = wrapped([first, *curve.says], _WIDTH - 0.4)
    above = LINE * len(title) + 0.2
    height = above + _PLOT + _LEGEND
    drawn = new_figure(_WIDTH, height)
    axes = drawn.add_axes((1.25 / _WIDTH, _LEGEND / height, (_WIDTH - 1.5) / _WIDTH, _PLOT / height))
    drawn.text(0.2 / _WIDTH, 1 - 0.1 / height, "\n".join(title).replace("$", r"\$"), fontsize=8, va="top")
    epochs = range(1, len(curve.losses) + 1)
    marker = "o" if len(epochs) == 1 else None
    held_out = [float("nan") if value is None else value for value in curve.val_losses]
    training = [float("nan") if value is None else value for value in curve.losses]
    axes.plot(epochs, held_out, color="#56b4e9", linestyle="--", marker=marker, label="held-out pictures")
    axes.plot(epochs, training, color="#0072b2", marker=marker, label="training, as Keras prints it")
    for name, value in curve.levels.items():
        label = f"{LEVEL_NAMES[name]}: {number(value, 7)}"
        axes.axhline(value, color=_COLOURS[name], linewidth=1, linestyle=":", label=label)
    axes.set_yscale("log" if curve.logarithmic else "linear")
    axes.set_ylim(curve.low, curve.high)
    if not curve.logarithmic:
        # Whole numbers on the axis: an offset such as "1e-15 + 1.4e-7" in its corner is easily missed.
        ticks = curve.axis(0.0, 1.0).ticks()
        axes.set_yticks(ticks, tick_labels(ticks))
    axes.set_xlabel("epoch", fontsize=8)
    axes.set_ylabel(outcome.run.plan.loss.name, fontsize=8)
    axes.tick_params(labelsize=8)
    drawn.legend(*axes.get_legend_handles_labels(), fontsize=7.5, loc="lower left", ncols=2, frameon=False)
    return drawn
