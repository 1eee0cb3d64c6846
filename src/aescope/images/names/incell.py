"""INCell: `CK01 - B - 02(fld 1 wv FITC - FITC)`."""

import re

from aescope.images.names import NameParts, name_pattern

_NAME = re.compile(
    r"^(?:(?P<plate>.+?) - )?(?P<row>[A-P]{1,2}) - (?P<column>\d{1,2})"
    r"\((?:fld|f) ?(?P<field>\d+)(?P<rest>.*?) wv (?P<excitation>[^()]+?) - (?P<emission>[^()]+?)"
    r"(?P<after>(?: z \d+)?(?: time \d+[^()]*)?)\)$",
    re.IGNORECASE,
)


@name_pattern("INCell")
def parse(stem: str) -> NameParts | None:
    """Plate, well, field and wavelength; the channel is the emission filter, or both filters where they differ."""
    found = _NAME.match(stem)
    if found is None:
        return None
    well = f"{found['row'].upper()}{int(found['column']):02d}"
    plate = found["plate"] or ""
    excitation, emission = found["excitation"], found["emission"]
    channel = emission if excitation.casefold() == emission.casefold() else f"{excitation}-{emission}"
    more = " ".join(f"{found['rest']} {found['after']}".split())
    key = " ".join(part for part in (plate, well, f"field {int(found['field'])}", more) if part)
    return NameParts(key, channel, well, plate)
