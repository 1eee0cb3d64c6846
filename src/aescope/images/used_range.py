"""What of its container an image set uses: the bits that carry light, lowest and highest count."""

from aescope.images.header import COLOURS
from aescope.records import Images, Note, Place

# What cameras deliver. The brightest count of a set rarely needs all bits of its camera, so the next of these is meant.
_CAMERAS = (8, 10, 12, 14, 16)
# Steps after which the values are counts still: everything that only moves them about.
_KEEPS_COUNTS = frozenset(
    {"read", "equal colours", "grey", "channels", "stains apart", "crop", "tile", "pad", "resize", "split"}
)


def holds_counts(images: Images) -> bool:
    """Whether no scaling has been taken yet, so that the values are what the camera stored (or means of that)."""
    return all(event.step.name in _KEEPS_COUNTS for event in images.history)


def bits_of(count: int) -> int:
    """Bits that a count needs: 11 for 1342."""
    return count.bit_length()


def camera_bits(brightest: int) -> int:
    """The camera that a set's brightest count speaks for: 12 bits for 1342, 32 where it exceeds 16 bits."""
    return next((bits for bits in _CAMERAS if bits_of(brightest) <= bits), 32)


def range_notes(images: Images, place: Place) -> tuple[Note, ...]:
    """One note that says for each channel which counts and how many bits are used; none for floating-point pictures."""
    if images.values.dtype.kind not in "iu":
        return ()
    container = images.values.dtype.itemsize * 8
    if images.channels == COLOURS:
        parts = [("", images.values)]
    else:
        parts = [(f"{name}: ", images.values[..., channel]) for channel, name in enumerate(images.channels)]
    said = [
        f"{name}counts {low} to {high}, {bits_of(high)} of {container} bits"
        for name, low, high in ((name, int(part.min()), int(part.max())) for name, part in parts)
    ]
    return (Note(place, "; ".join(said)),)
