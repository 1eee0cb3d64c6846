import numpy as np
import pytest
import torch

from aescope.engine.torch.penalties import penalty
from aescope.engine.torch.session import TorchSession
from aescope.records import Call
from tests.plans import planned

_NUMBERS = torch.tensor([[1.0, -2.0], [0.0, 3.0]], dtype=torch.float64)


# Sum of magnitudes 6, of squares 14.
@pytest.mark.parametrize(
    ("call", "expected"),
    [
        (Call("l1_l2", {"l1": 0.5, "l2": 0.0}), 3.0),
        (Call("l1_l2", {"l1": 0.0, "l2": 0.25}), 3.5),
        (Call("l1_l2", {"l1": 0.5, "l2": 0.25}), 6.5),
        (Call("l2", {"l2": 0.25}), 3.5),
        (Call("l1_l2", {"l1": 0.0, "l2": 0.0}), 0.0),
    ],
    ids=str,
)
def test_a_penalty_is_the_sum_of_magnitudes_and_of_squares(call, expected):
    assert penalty(call, _NUMBERS).item() == expected


@pytest.mark.parametrize(("keras", "pictures"), [("3", 4), ("2.2", 1)])
def test_a_penalty_on_feature_maps_is_a_mean_over_pictures_and_was_their_sum_in_2019(keras, pictures):
    layer = "Conv2D(3, 3, padding='same', activity_regularizer=regularizers.l1(0.01))"
    session = TorchSession(planned(f"decoded = {layer}(input_img)", (4, 4, 3), loss="mse", keras=keras), 0, "cpu")
    shown = np.random.default_rng(0).random((4, 4, 4, 3), np.float32)
    found = session.predict(shown)
    assert session.loss(shown, found) == pytest.approx(0.01 * np.abs(found).sum() / pictures, rel=1e-5)


def test_weights_of_layers_off_the_path_cost_nothing():
    code = "encoded = Dense(3, kernel_regularizer='l2')(Flatten()(input_img))\ndecoded = Activation('relu')(input_img)"
    session = TorchSession(planned(code, (4, 4, 1), loss="mse"), 0, "cpu")
    assert session.loss(np.ones((2, 4, 4, 1), np.float32)) == 0.0
