"""Layers by cases small enough to be worked by hand; tests/parity has all others from Keras."""

import numpy as np
import pytest
import torch

from aescope.engine.torch.layer import Pass, builders
from aescope.engine.torch.session import TorchSession
from aescope.plan.registry import layers as known
from tests.plans import planned

_SQUARE = np.arange(1.0, 10.0, dtype=np.float32).reshape(1, 3, 3, 1)


def _through(layer, pictures=_SQUARE, keras="3"):
    """What a layer makes of pictures, in inference, without its image and channel axes where they are single."""
    plan = planned(f"decoded = {layer}(input_img)", pictures.shape[1:], keras=keras)
    return TorchSession(plan, 0, "cpu").predict(pictures)


def _trained(layer, pictures, keras="3", key=(1, 1)):
    """The same in training, with what moving averages become."""
    plan = planned(f"decoded = {layer}(input_img)", pictures.shape[1:], keras=keras)
    (node,) = plan.nodes[1:]
    passing = Pass(training=True, noise_key=(0, *key))
    session = TorchSession(plan, 0, "cpu")
    own = {name.split("/")[1]: torch.from_numpy(tensor) for name, tensor in session.weights().items()}
    found = builders[node.layer](node, keras).compute([torch.from_numpy(pictures)], own, passing)
    return found.numpy(), {name: moved.numpy() for name, moved in passing.moved.items()}


def test_every_layer_that_a_plan_may_name_has_a_builder():
    with_builder = {known[name] for name in known if name in builders}
    assert [name for name in known if known[name] not in with_builder] == []


def test_the_border_of_max_pooling_wins_over_nothing():
    below_zero = _SQUARE - 100
    assert _through("MaxPooling2D((2, 2), padding='same')", below_zero)[0, :, :, 0].tolist() == [[-95, -94], [-92, -91]]


def test_the_border_of_average_pooling_is_not_counted():
    assert _through("AveragePooling2D((2, 2), padding='same')")[0, :, :, 0].tolist() == [[3, 4.5], [7.5, 9]]


@pytest.mark.parametrize("layout", [torch.contiguous_format, torch.channels_last])
def test_of_several_largest_the_first_gets_the_gradient(layout):
    pictures = torch.ones(1, 4, 4, 1, dtype=torch.float64, requires_grad=True)
    (node,) = planned("decoded = MaxPooling2D((2, 2))(input_img)", (4, 4, 1)).nodes[1:]
    laid = pictures.permute(0, 3, 1, 2).contiguous(memory_format=layout).permute(0, 2, 3, 1)
    builders["MaxPooling2D"](node, "3").compute([laid], {}, Pass(training=True)).sum().backward()
    assert pictures.grad[0, :, :, 0].tolist() == [[1, 0, 1, 0], [0, 0, 0, 0], [1, 0, 1, 0], [0, 0, 0, 0]]


@pytest.mark.parametrize("times", [1, 2, 3, 5, 7, 13, 49])
def test_every_pixel_is_repeated_so_many_times(times):
    row = np.arange(41, dtype=np.float32).reshape(1, 1, 41, 1)
    found = _through(f"UpSampling2D((1, {times}))", row)[0, 0, :, 0]
    assert found.tolist() == np.repeat(np.arange(41), times).tolist()


def test_interpolation_is_between_centres_and_was_between_corners_in_2019():
    row = np.array([0.0, 4.0], np.float32).reshape(1, 1, 2, 1)
    layer = "UpSampling2D((1, 2), interpolation='bilinear')"
    assert _through(layer, row)[0, 0, :, 0].tolist() == [0, 1, 3, 4]
    assert _through(layer, row, keras="2.2")[0, 0, :, 0].tolist() == [0, 2, 4, 4]


def test_flatten_and_reshape_count_channels_fastest():
    pictures = np.arange(8, dtype=np.float32).reshape(1, 2, 2, 2)
    assert _through("Flatten()", pictures).tolist() == [list(range(8))]
    assert _through("Reshape((1, 2, 4))", pictures).reshape(-1).tolist() == list(range(8))


def test_cropping_and_padding_take_each_side_by_itself():
    assert _through("Cropping2D(((1, 0), (0, 2)))")[0, :, :, 0].tolist() == [[4], [7]]
    assert _through("ZeroPadding2D(((0, 1), (2, 0)))")[0, :, :, 0].tolist() == [
        *([0, 0, 1, 2, 3], [0, 0, 4, 5, 6], [0, 0, 7, 8, 9], [0, 0, 0, 0, 0]),
    ]


_BATCH = np.random.default_rng(0).normal(3.0, 2.0, (6, 4, 4, 2)).astype(np.float32)


def test_batch_normalisation_takes_the_batch_in_training_and_the_moving_averages_afterwards():
    found, moved = _trained("BatchNormalization()", _BATCH)
    assert np.allclose(found.mean(axis=(0, 1, 2)), 0, atol=1e-5) and np.allclose(
        found.std(axis=(0, 1, 2)), 1, atol=1e-3
    )
    variance = _BATCH.astype(np.float64).var(axis=(0, 1, 2))
    assert np.allclose(moved["batch_normalization_1/moving_variance"], 0.99 + 0.01 * variance, rtol=1e-6)
    assert np.allclose(moved["batch_normalization_1/moving_mean"], 0.01 * _BATCH.mean(axis=(0, 1, 2)), rtol=1e-5)
    assert np.allclose(_through("BatchNormalization()", _BATCH), _BATCH / np.sqrt(1.001))


def test_in_2019_the_moving_variance_was_that_of_the_population_corrected_twice_for_pictures():
    count, variance = 96, _BATCH.astype(np.float64).var(axis=(0, 1, 2))
    _, moved = _trained("BatchNormalization()", _BATCH, keras="2.2")
    expected = 0.99 + 0.01 * variance * count / (count - 1) * count / (count - 1.001)
    assert np.allclose(moved["batch_normalization_1/moving_variance"], expected, rtol=1e-6)


def test_a_frozen_batch_normalisation_normalises_as_in_inference():
    found, moved = _trained("BatchNormalization(trainable=False)", _BATCH)
    assert np.allclose(found, _BATCH / np.sqrt(1.001)) and moved == {}


def test_dropout_drops_its_share_and_enlarges_the_rest():
    ones = np.ones((4, 50, 50, 4), np.float32)
    found, _ = _trained("Dropout(0.25)", ones)
    # 40,000 numbers: five standard errors of a share of a quarter are 0.011.
    assert abs((found == 0).mean() - 0.25) < 0.011
    assert np.allclose(found[found != 0], 1 / 0.75)
    assert np.array_equal(_through("Dropout(0.25)", ones), ones)


def test_everything_can_be_dropped_and_nothing():
    assert not _trained("Dropout(1.0)", _SQUARE)[0].any()
    assert np.array_equal(_trained("Dropout(0.0)", _SQUARE)[0], _SQUARE)


def test_noise_has_its_deviation_and_is_gone_afterwards():
    zeros = np.zeros((4, 50, 50, 4), np.float32)
    found, _ = _trained("GaussianNoise(0.3)", zeros)
    assert abs(found.std() - 0.3) < 5 * 0.3 / np.sqrt(2 * found.size) and abs(found.mean()) < 5 * 0.3 / 200
    assert not _through("GaussianNoise(0.3)", zeros).any()
    assert not _trained("GaussianNoise(0.0)", zeros)[0].any()


@pytest.mark.parametrize("layer", ["Dropout(0.5)", "GaussianNoise(0.3)"])
def test_noise_is_drawn_from_epoch_and_step(layer):
    zeros = np.ones((2, 8, 8, 1), np.float32)
    one, same, later = (_trained(layer, zeros, key=key)[0] for key in ((1, 1), (1, 1), (1, 2)))
    assert np.array_equal(one, same) and not np.array_equal(one, later)


def test_a_layer_with_its_own_seed_draws_from_that():
    zeros = np.ones((2, 8, 8, 1), np.float32)
    one, other = (_trained(f"Dropout(0.5, seed={seed})", zeros)[0] for seed in (1, 2))
    assert not np.array_equal(one, other)
