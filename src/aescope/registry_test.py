"""Members are found in their folder, by any of their names, and an unknown one is answered with the nearest."""

import pytest

from aescope.errors import UnknownName
from aescope.plan.registry import layers
from aescope.registry import Registry, bind_arguments


def test_a_member_has_one_canonical_name_among_its_aliases():
    assert layers.canonical("MaxPool2D") == "MaxPooling2D"
    assert layers.canonical("MaxPooling2D") == "MaxPooling2D"


def test_an_unknown_name_is_answered_with_the_nearest():
    with pytest.raises(UnknownName, match=r'unknown layer "Conv3D"; did you mean "Conv2D"\?'):
        layers["Conv3D"]


def test_the_same_name_twice_is_a_bug():
    registry: Registry[int] = Registry("aescope.plan.layers", "number")
    registry.register("one")(1)
    with pytest.raises(RuntimeError, match="'one' is registered twice"):
        registry.register("one")(2)


def test_arguments_are_bound_by_name_with_their_defaults():
    def member(image: int, *, size: int, way: str = "nearest") -> None: ...

    assert bind_arguments(member, {"size": 3}, "resize") == {"size": 3, "way": "nearest"}
    with pytest.raises(UnknownName, match='resize has no argument "sise"; did you mean "size"'):
        bind_arguments(member, {"sise": 3}, "resize")
    with pytest.raises(UnknownName, match='resize needs the argument "size"'):
        bind_arguments(member, {}, "resize")
