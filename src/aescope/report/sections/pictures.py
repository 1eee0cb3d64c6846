"""Photos of reconstruction: original, before, after and error of held-out and training pictures on one stated scale."""

from aescope.records import Outcome, Study
from aescope.report.blocks import Blocks, Gallery, Image, Strip
from aescope.report.comparison import Comparison, View, compare
from aescope.report.image_block import image
from aescope.report.section import section_of_experiment

# One held out, one from training; the file beside the page has more.
_PICTURES = 2


@section_of_experiment("pictures", 20, "Is the image reconstructed?")
def pictures(outcome: Outcome, study: Study) -> Blocks:
    """A strip for each picture on the common scale; below it the views that this scale makes necessary."""
    comparison = compare(outcome.run, outcome.images, _PICTURES)
    if comparison is None:
        return
    common = [view for view in comparison.views if view.on_common_scale]
    others = [view for view in comparison.views if not view.on_common_scale]
    strips = []
    for row, name in enumerate(comparison.names):
        strips.append(Strip(name, tuple(_image(view, row, name) for view in common)))
        if others:
            strips.append(Strip("The same on other scales", tuple(_image(view, row, name) for view in others)))
    yield Gallery(tuple(strips), _caption(comparison), outcome.written.get("output", ""))


def _image(view: View, row: int, name: str) -> Image:
    alt = f"{name}, {view.label}: {view.says[row]}; {view.scale}"
    return image(view.values[row], view.scale, alt=alt, label=view.label, says=view.says[row])


def _caption(comparison: Comparison) -> str:
    says = [
        f"Original, before and after on one scale, in pixel values: {comparison.scale} (0.1 % of the originals' pixels "
        "are brighter). Under each picture its own lowest and highest value."
    ]
    for view in comparison.views:
        if view.label.startswith("error"):
            says.append(f"Error: {view.scale}.")
        if view.label.endswith("stretched"):
            moment = view.label.split(",")[0]
            says.append(f"The common scale hides what {moment} shows; stretched: {view.scale}.")
    if any(view.label.endswith("0 to 1") for view in comparison.views):
        says.append(
            "The last layer answers between 0 and 1, and so do most viewers: on that scale the originals are all but "
            "black themselves."
        )
    return " ".join(says)
