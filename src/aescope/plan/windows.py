"""How many positions a window takes along one side of a picture, as TensorFlow counts them."""

from aescope.plan.arguments import Misfit
from aescope.plan.meaning import shape_text


def windows(size: int, window: int, stride: int, padding: str) -> int:
    """Positions of a window along `size` pixels; with padding `same` every pixel lies in one."""
    return -(-size // stride) if padding == "same" else (size - window) // stride + 1


def both_sides(
    rows_columns: tuple[int, int], window: tuple[int, int], strides: tuple[int, int], padding: str
) -> tuple[int, int]:
    """Positions down and across. Raises Misfit where the window is larger than the picture."""
    down, across = (
        windows(size, width, stride, padding) for size, width, stride in zip(rows_columns, window, strides, strict=True)
    )
    if down > 0 and across > 0:
        return down, across
    raise Misfit(
        f"has a window of {shape_text(window)} on a picture of {shape_text(rows_columns)}",
        "a picture at least as large as the window",
        'Use padding="same", or pool less before it.',
    )
