import numpy as np
import pytest

from aescope.images.default_scaling import default_scaling
from aescope.records import Step
from tests.small_images import counts, images_of

PERCENTILE = Step("percentile", {"low": 1.0, "high": 99.8})


@pytest.mark.parametrize(
    ("values", "step"),
    [
        (counts(5, 8, 8, 1, kind=np.uint8, high=256), Step("divide", {"by": 255})),
        (counts(5, 8, 8, 1, kind=np.uint8, high=90), PERCENTILE),
        (counts(5, 8, 8, 1), PERCENTILE),
        (counts(5, 8, 8, 1, high=65536), PERCENTILE),
        (counts(5, 8, 8, 1, kind=np.float32) / 4095, Step("none")),
        (counts(5, 8, 8, 1, kind=np.float32) / 65535**2, PERCENTILE),
        (counts(5, 8, 8, 1, kind=np.float32), PERCENTILE),
        (counts(5, 8, 8, 1, kind=np.float32) / 4095 - 0.5, PERCENTILE),
    ],
    ids=["8 bit", "dark 8 bit", "12 in 16 bit", "16 bit", "0 to 1", "divided twice", "float counts", "negative"],
)
def test_the_default_follows_from_what_the_pictures_use(values, step):
    found, reason = default_scaling(images_of(values))
    assert found == step
    assert len(reason) > 20
