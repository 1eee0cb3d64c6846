import re
from pathlib import Path

import pytest

from aescope.images.alterations import ALTERATIONS, alterations
from aescope.images.names import PATTERNS
from aescope.images.scalings import SCALINGS, scalings
from aescope.images.sources import FORMATS, PLACES
from aescope.images.written_steps import pieces, read_step

PAGE = (Path(__file__).parents[3] / "docs" / "images.md").read_text(encoding="utf-8")
ROWS = {row.split("|")[1].strip(): row for row in PAGE.splitlines() if row.startswith("|")}
REGISTRIES = {
    "format": FORMATS, "place": PLACES, "name pattern": PATTERNS, "scaling": SCALINGS, "alteration": ALTERATIONS,
}  # fmt: skip


@pytest.mark.parametrize(("noun", "name"), [(noun, name) for noun, registry in REGISTRIES.items() for name in registry])
def test_every_member_has_its_line_with_an_example_in_the_manual(noun, name):
    assert name in ROWS, f"docs/images.md has no line for the {noun} {name}"
    assert "`" in ROWS[name].rsplit("|", 2)[1]


@pytest.mark.parametrize("member", [*scalings(), *alterations()], ids=lambda member: member.name)
def test_every_members_example_is_in_the_manual_and_is_read_as_that_member(member):
    assert f"= {member.example}`" in ROWS[member.name]
    kind = scalings() if member in scalings() else alterations()
    assert read_step(member.example, kind, "step", None)[0] is member


def test_every_step_in_the_manual_is_read():
    written = re.findall(r"`(Scaling|Alterations) = ([^`]+)`", PAGE)
    assert len(written) >= len(SCALINGS) + len(ALTERATIONS)
    for bullet, text in written:
        for piece in pieces(text.replace(", TexasRed", "")):
            read_step(piece, scalings() if bullet == "Scaling" else alterations(), bullet, None)
