"""The page: one file that carries its style and pictures, asks nothing of the network and runs no script."""

import base64
import hashlib
import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from aescope.records import Outcome, Study
from aescope.report.anchors import anchor_of
from aescope.report.blocks import Image
from aescope.report.numbers import plural
from aescope.report.png import data_uri
from aescope.report.section import sections_of_experiment, sections_of_study
from aescope.report.words import name_of, verdict_of

_POWER = re.compile(r"-?\d[\d.,]*e[-+]\d+")
# Pixels on the screen; smaller pictures are enlarged by a whole factor, so that every pixel stays a square.
_SMALLEST = 128
# Sections of the study with a smaller number stand before the experiments, the others behind them.
_BEHIND = 50


def page(study: Study) -> str:
    """The HTML of report.html. `study` knows the names of its pictures already (`names.with_names`)."""
    loader = PackageLoader("aescope.report", "templates")
    environment = Environment(
        loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters.update(data_uri=data_uri, unbroken=_unbroken, enlarged=_enlarged, address=quote)
    # A browser hashes the style with plain line ends, whatever the file has.
    style = loader.get_source(environment, "style.css")[0].replace("\r\n", "\n")
    sections = sections_of_study(study)
    return environment.get_template("page.html").render(
        study=study,
        title=study.notebook.title or study.notebook.path.stem,
        facts=f"{plural(len(study.outcomes), 'experiment')}, run on {study.device}",
        style=Markup(style),
        style_hash=f"sha256-{base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()}",
        overview=[section for section in sections if section.number < _BEHIND],
        closing=[section for section in sections if section.number >= _BEHIND],
        models=[_model(outcome, study) for outcome in study.outcomes],
    )


def _unbroken(text: str) -> Markup:
    """The text escaped, numbers such as 1.4e-07 kept on one line: browsers break them behind the minus sign."""
    return Markup(_POWER.sub(r'<span class="number">\g<0></span>', str(escape(text))))


def _model(outcome: Outcome, study: Study) -> Mapping[str, Any]:
    return {
        "anchor": anchor_of(outcome),
        "key": outcome.experiment.key,
        "name": name_of(outcome),
        "place": str(outcome.experiment.place),
        "word": verdict_of(outcome),
        "sections": sections_of_experiment(outcome, study),
    }


def _enlarged(image: Image) -> int:
    return max(1, -(-_SMALLEST // max(1, image.width)))
