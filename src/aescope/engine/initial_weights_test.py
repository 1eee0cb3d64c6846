import numpy as np
import pytest

from aescope.engine.initial_weights import draw, fans, initial_weights
from aescope.engine.streams import Purpose, stream
from aescope.errors import StructureError
from aescope.records import Call
from tests.plans import planned

_CODE = "x = Conv2D(4, (3, 3), padding='same')(input_img)\ndecoded = Conv2D(1, (3, 3), padding='same')(x)"


def _numbers():
    return stream(Purpose.WEIGHTS, "test")


def test_a_layer_starts_the_same_whatever_comes_after_it():
    longer = _CODE.replace("decoded =", "x = Conv2D(2, (3, 3), padding='same')(x)\ndecoded =")
    one, other = (initial_weights(planned(code, (8, 8, 1)), seed=3) for code in (_CODE, longer))
    assert np.array_equal(one["conv2d_1/kernel"], other["conv2d_1/kernel"])


def test_another_seed_starts_elsewhere_and_the_same_seed_does_not():
    plan = planned(_CODE, (8, 8, 1))
    one, same, other = (initial_weights(plan, seed)["conv2d_1/kernel"] for seed in (0, 0, 1))
    assert np.array_equal(one, same) and not np.array_equal(one, other)


def test_weights_are_float32_in_keras_layout_and_biases_start_at_zero():
    weights = initial_weights(planned(_CODE, (8, 8, 1)), seed=0)
    assert weights["conv2d_1/kernel"].shape == (3, 3, 1, 4) and weights["conv2d_1/kernel"].dtype == np.float32
    assert not weights["conv2d_1/bias"].any()


def test_an_initializer_with_its_own_seed_does_not_hang_on_the_runs():
    code = _CODE.replace("(3, 3), padding", "(3, 3), kernel_initializer=HeNormal(seed=7), padding")
    plan = planned(code, (8, 8, 1))
    one, other = (initial_weights(plan, seed)["conv2d_1/kernel"] for seed in (0, 1))
    assert np.array_equal(one, other)


def test_fans_count_the_pixels_under_a_kernel():
    assert fans((3, 3, 8, 16)) == (72, 144)
    assert fans((64, 32)) == (64, 32)
    assert fans((5,)) == (5, 5)


def test_glorot_uniform_fills_its_interval_and_leaves_it_nowhere():
    limit = np.sqrt(6 / (72 + 144))
    found = draw(Call("glorot_uniform", {"seed": None}), (3, 3, 8, 16), _numbers())
    assert np.abs(found).max() <= limit and np.abs(found).max() > 0.99 * limit


def test_he_normal_is_cut_at_two_deviations_of_the_uncut_normal():
    found = draw(Call("he_normal", {"seed": None}), (64, 512), _numbers())
    assert np.abs(found).max() <= 2 * np.sqrt(2 / 64) / 0.87962566103423978
    # Five standard errors of a standard deviation.
    assert np.isclose(found.std(), np.sqrt(2 / 64), rtol=5 / np.sqrt(2 * found.size))


@pytest.mark.parametrize("shape", [(3, 3, 2, 4), (4, 9), (9, 4)])
def test_orthogonal_weights_are_orthogonal(shape):
    found = draw(Call("orthogonal", {"gain": 2.0, "seed": None}), shape, _numbers()).reshape(-1, shape[-1])
    small = found.T @ found if found.shape[0] >= found.shape[1] else found @ found.T
    assert np.allclose(small, 4 * np.eye(len(small)))


@pytest.mark.parametrize(
    ("call", "mean", "deviation"),
    [
        (Call("random_normal", {"mean": 1.0, "stddev": 0.5}), 1.0, 0.5),
        (Call("random_uniform", {"minval": -1.0, "maxval": 3.0}), 1.0, 4 / np.sqrt(12)),
        (Call("truncated_normal", {"mean": -1.0, "stddev": 0.5}), -1.0, 0.5 * 0.87962566103423978),
        (Call("variance_scaling", {"scale": 3.0, "mode": "fan_out", "distribution": "uniform"}), 0.0, np.sqrt(3 / 300)),
        (
            Call("variance_scaling", {"scale": 3.0, "mode": "fan_avg", "distribution": "untruncated_normal"}),
            0.0,
            np.sqrt(3 / 250),
        ),
        (Call("constant", {"value": 0.25}), 0.25, 0.0),
        (Call("ones", {}), 1.0, 0.0),
    ],
    ids=lambda value: value.name if isinstance(value, Call) else "",
)
def test_each_initializer_has_its_mean_and_deviation(call, mean, deviation):
    found = draw(call, (200, 300), _numbers())
    assert np.isclose(found.mean(), mean, atol=5 * deviation / np.sqrt(found.size))
    assert np.isclose(found.std(), deviation, rtol=0.02)


def test_an_initializer_that_keras_does_not_have_is_refused():
    with pytest.raises(StructureError, match="glorot_unifrom"):
        draw(Call("glorot_unifrom"), (2, 2), _numbers())
