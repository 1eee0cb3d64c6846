"""One picture through the layers that the notebook's links ask for, before and after training."""

from aescope.records import Outcome, Run, Study
from aescope.report.blocks import Blocks, Gallery, Image, Prose, Strip
from aescope.report.feature_maps import kept_output, sheet_of
from aescope.report.layers import asked_layers
from aescope.report.numbers import plural
from aescope.report.png import encode
from aescope.report.section import section_of_experiment

# Pixels of a map's side on the page; the file beside it has them whole.
_SIDE = 64


@section_of_experiment("activations", 90, "Feature maps")
def activations(outcome: Outcome, study: Study) -> Blocks:
    """The layers that an alt text names; of all layers there is a picture beside the page."""
    run = outcome.run
    if run is None or not run.activations_after:
        return
    link = outcome.written.get("activations", "")
    asked = [link.layer for link in outcome.experiment.pictures if link.kind == "activations" and link.layer]
    names = [name for words in asked for name in asked_layers(run.plan, words) if name in run.activations_after]
    if not names:
        kept = len(run.activations_after)
        yield Prose(f"One picture through {plural(kept, 'layer')}, before and after training:", link=link)
        return
    for name, words in zip(dict.fromkeys(names), asked, strict=False):
        strips = tuple(_strip(run, name, moment) for moment in ("before", "after"))
        yield Gallery(
            tuple(strip for strip in strips if strip.images),
            f'"{words}" is {name}. Every map of a sheet is on the sheet\'s own scale.',
            link,
            whole=True,
        )


def _strip(run: Run, name: str, moment: str) -> Strip:
    output = kept_output(run, name, moment)
    if output is None:
        return Strip(moment, ())
    sheet = sheet_of(output, _SIDE)
    pixels = sheet.pixels
    alt = f"feature maps of {name} {moment} training: {sheet.says}"
    picture = Image(encode(pixels), pixels.shape[1], pixels.shape[0], alt)
    return Strip(moment, (picture,), f"{sheet.says}; {sheet.scale}")
