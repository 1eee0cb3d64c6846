import pytest
import torch

from aescope.engine.torch.borders import bordered, same_border


# TensorFlow's "SAME": max((ceil(n / s) - 1) s + k - n, 0) pixels in all, and of an odd number one more after.
@pytest.mark.parametrize(
    ("size", "window", "stride", "expected"),
    [
        (7, 3, 1, (1, 1)),
        (7, 2, 1, (0, 1)),
        (7, 5, 1, (2, 2)),
        (25, 2, 2, (0, 1)),
        (8, 3, 2, (0, 1)),
        (7, 3, 2, (1, 1)),
        (6, 4, 2, (1, 1)),
        (9, 2, 3, (0, 0)),
        (3, 5, 1, (2, 2)),
    ],
)
def test_the_border_of_same_padding_is_tensorflows(size, window, stride, expected):
    assert same_border(size, window, stride) == expected


def test_a_border_that_is_alike_on_both_sides_is_left_to_the_operation():
    picture = torch.zeros(1, 1, 7, 7)
    left, border = bordered(picture, (3, 3), (1, 1), "same")
    assert left is picture and border == (1, 1)


def test_one_that_is_not_is_put_around_the_picture():
    padded, border = bordered(torch.ones(1, 1, 2, 2), (2, 2), (1, 1), "same", fill=-5.0)
    assert border == (0, 0)
    assert padded[0, 0].tolist() == [[1, 1, -5], [1, 1, -5], [-5, -5, -5]]


def test_valid_padding_is_none():
    picture = torch.zeros(1, 1, 2, 2)
    assert bordered(picture, (2, 2), (1, 1), "valid") == (picture, (0, 0))
