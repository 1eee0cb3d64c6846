"""The settings of nodes and calls with their types, as plan/ has checked them."""

from aescope.records import Node, Setting


def number(setting: Setting) -> float:
    """A number."""
    if isinstance(setting, int | float):
        return float(setting)
    raise TypeError(f"a number was expected, not {setting!r}")


def pair(node: Node, name: str, default: tuple[int, int] | None = None) -> tuple[int, int]:
    """Rows and columns."""
    setting = node.config.get(name, default)
    if isinstance(setting, tuple) and len(setting) == 2:
        return int(setting[0]), int(setting[1])
    raise TypeError(f"{node.name}: {name} was expected to be a pair, not {setting!r}")


def pairs(node: Node, name: str) -> tuple[tuple[int, int], tuple[int, int]]:
    """((top, bottom), (left, right))."""
    setting = node.config.get(name)
    if isinstance(setting, tuple) and len(setting) == 2:
        (top, bottom), (left, right) = setting
        return (int(top), int(bottom)), (int(left), int(right))
    raise TypeError(f"{node.name}: {name} was expected to be two pairs, not {setting!r}")
