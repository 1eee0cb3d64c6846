import numpy as np
import pytest
import torch

from aescope.engine.torch import network
from aescope.engine.torch.activations import only_rises
from aescope.engine.torch.session import TorchSession
from aescope.records import Call
from tests.plans import planned

_PIXELS = np.random.default_rng(0).random((4, 9, 9, 2), np.float32) - np.float32(0.5)


def _code(between):
    return (
        f"x = Conv2D(6, (3, 3), padding='same')(input_img)\n{between}\ndecoded = Conv2D(1, (3, 3), padding='same')(x)"
    )


def _pooled_after(between):
    return _code(f"x = {between}(x)\nx = MaxPooling2D((2, 2), padding='same')(x)")


def _everything(code):
    session = TorchSession(planned(code, (9, 9, 2), loss="mse"), 0, "cpu")
    # The output is smaller than the pictures; any target of its size does.
    wanted = np.ones_like(session.predict(_PIXELS))
    before = {name: tensor.tobytes() for name, tensor in session.gradients(_PIXELS, wanted).items()}
    for step in range(3):
        session.step(_PIXELS, (1, step), wanted)
    return session.predict(_PIXELS).tobytes(), before, {n: w.tobytes() for n, w in session.weights().items()}


@pytest.mark.parametrize("between", ["Activation('relu')", "ReLU()", "LeakyReLU()", "Activation('leaky_relu')"])
def test_pooling_before_an_activation_that_only_rises_changes_no_bit(monkeypatch, between):
    pooled_first = _everything(_pooled_after(between))
    monkeypatch.setattr(network._Run, "_pooled_first", lambda self, node: None)
    assert pooled_first == _everything(_pooled_after(between))


@pytest.mark.parametrize(
    ("setting", "expected"),
    [
        ("relu", True),
        ("leaky_relu", True),
        (Call("LeakyReLU", {"negative_slope": 0.3}), True),
        (Call("ReLU", {"max_value": None, "negative_slope": 0.1, "threshold": 0.0}), True),
        (Call("ReLU", {"max_value": 6.0, "negative_slope": 0.0, "threshold": 0.0}), False),
        (Call("ReLU", {"max_value": None, "negative_slope": 0.0, "threshold": 0.5}), False),
        ("linear", False),
        ("gelu", False),
        ("softmax", False),
    ],
    ids=str,
)
def test_only_plain_relus_are_known_to_rise(setting, expected):
    assert only_rises(setting) is expected


def test_a_feature_map_that_is_asked_for_is_the_one_after_its_activation():
    code = "x = Conv2D(6, (3, 3), activation='relu', padding='same')(input_img)\ndecoded = MaxPooling2D()(x)"
    session = TorchSession(planned(code, (9, 9, 2)), 0, "cpu")
    found = session.layer_outputs(_PIXELS, ("conv2d_1", "max_pooling2d_1"))
    assert found["conv2d_1"].min() == 0
    cut = found["conv2d_1"][:, :8, :8].reshape(4, 4, 2, 4, 2, 6).max(axis=(2, 4))
    assert np.array_equal(found["max_pooling2d_1"], cut)


def test_an_activation_whose_output_goes_two_ways_reaches_both():
    code = _code(
        "x = ReLU()(x)\ny = UpSampling2D((2, 2))(MaxPooling2D((2, 2))(x))\n"
        "x = Concatenate()([y, Cropping2D(((0, 1), (0, 1)))(x)])"
    )
    session = TorchSession(planned(code, (9, 9, 2)), 0, "cpu")
    assert session.layer_outputs(_PIXELS, ("concatenate_1",))["concatenate_1"].min() == 0


def test_feature_maps_that_nobody_needs_any_more_are_let_go():
    code = "\n".join(["x = input_img", *["x = Conv2D(2, (3, 3), padding='same')(x)"] * 6, "decoded = Flatten()(x)"])
    plan = planned(code, (9, 9, 2))
    session = TorchSession(plan, 0, "cpu")
    with torch.inference_mode():
        run = network._Run(
            session._network, torch.from_numpy(_PIXELS), session._weights, network.Pass(training=False), (plan.output,)
        )
    assert set(run.found) == {plan.output}


def test_a_penalty_on_a_feature_map_counts_though_pooling_follows():
    layer = "Conv2D(6, 3, activation='relu', activity_regularizer='l2', padding='same')"
    code = f"x = {layer}(input_img)\ndecoded = MaxPooling2D()(x)"
    session = TorchSession(planned(code, (9, 9, 2), loss="mse"), 0, "cpu")
    wanted = session.predict(_PIXELS)
    maps = session.layer_outputs(_PIXELS, ("conv2d_1",))["conv2d_1"].astype(np.float64)
    assert session.loss(_PIXELS, wanted) == pytest.approx(0.01 * np.square(maps).sum() / 4, rel=1e-5)
