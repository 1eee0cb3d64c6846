import numpy as np
import pytest
import torch

from aescope.engine.torch.session import TorchSession
from aescope.errors import ExperimentError
from tests.plans import planned

_MODEL_1 = """
x = Conv2D(4, (3, 3), activation='relu', padding='same')(input_img)
x = MaxPooling2D((2, 2), padding='same')(x)
encoded = Flatten()(x)
x = Conv2D(4, (3, 3), activation='relu', padding='same')(x)
x = UpSampling2D((2, 2))(x)
decoded = Conv2D(1, (3, 3), padding='same')(x)
"""
_SIGMOID = _MODEL_1.replace("(1, (3, 3), ", "(1, (3, 3), activation='sigmoid', ")
_DARK = np.random.default_rng(0).random((6, 8, 8, 1), np.float32) * np.float32(6e-9)
_PIXELS = np.random.default_rng(1).random((6, 8, 8, 1), np.float32)


def _session(code=_MODEL_1, seed=0, dtype="float32", keras="3", **training):
    plan = planned(code, (8, 8, 1), keras=keras, **{"loss": "binary_crossentropy", **training})
    return TorchSession(plan, seed, "cpu", dtype)


def _bits(weights):
    return {name: tensor.tobytes() for name, tensor in weights.items()}


@pytest.mark.parametrize("keras", ["3", "2.2"])
@pytest.mark.parametrize("optimizer", ["adam", "adadelta", "rmsprop", "SGD(momentum=0.9)", "adagrad"])
def test_a_network_whose_outputs_all_lie_below_the_clip_is_frozen_to_the_bit(optimizer, keras):
    session = _session(optimizer=optimizer, keras=keras)
    before = _bits(session.weights())
    losses = [session.step(_DARK, (1, step)) for step in range(5)]
    assert set(session.largest_gradients().values()) == {0.0}
    assert _bits(session.weights()) == before
    edge = 1.000e-7 if keras == "2.2" else 1.192e-7
    assert losses == pytest.approx([edge + 16.118 * _DARK.mean(dtype=np.float64)] * 5, rel=1e-3)


def test_the_same_network_with_a_sigmoid_is_not():
    session = _session(_SIGMOID)
    before = _bits(session.weights())
    session.step(_DARK, (1, 1))
    assert all(size > 0 for size in session.largest_gradients().values())
    assert not set(_bits(session.weights()).items()) & set(before.items())


def test_a_sigmoid_that_answers_nearly_zero_to_dark_pictures_still_has_a_loss():
    session = _session(_SIGMOID)
    weights = {name: np.zeros_like(tensor) for name, tensor in session.weights().items()}
    session.set_weights({**weights, "conv2d_3/bias": np.full(1, -20.0, np.float32)})
    # log(1 + e^-20) + 20 mean(y): what torch's own form rounds to zero.
    expected = np.log1p(np.exp(-20.0)) + 20 * _DARK.mean(dtype=np.float64)
    assert session.loss(_DARK) == pytest.approx(expected, rel=1e-5)


def test_softmax_on_one_channel_trains_and_answers_one_everywhere():
    session = _session(_SIGMOID.replace("sigmoid", "softmax"))
    twin = _session(_SIGMOID)
    assert session.step(_PIXELS, (1, 1)) == twin.step(_PIXELS, (1, 1))
    assert _bits(session.weights()) == _bits(twin.weights())
    assert (session.predict(_PIXELS) == 1).all()


def test_keras_2_2_takes_the_probabilities_of_a_softmax_and_is_frozen():
    session = _session(_SIGMOID.replace("sigmoid", "softmax"), keras="2.2")
    session.step(_PIXELS, (1, 1))
    assert set(session.largest_gradients().values()) == {0.0}


def test_the_same_seed_gives_the_same_weights_to_the_bit():
    code = _SIGMOID.replace("encoded = Flatten()(x)", "x = Dropout(0.2)(x)")
    first, again, other = (_session(code, seed) for seed in (3, 3, 4))
    for session in (first, again, other):
        for step in range(4):
            session.step(_PIXELS, (1, step))
    assert _bits(first.weights()) == _bits(again.weights()) != _bits(other.weights())


def test_looking_changes_nothing():
    session = _session(_SIGMOID.replace("encoded = Flatten()(x)", "x = BatchNormalization()(x)"))
    before = _bits(session.weights())
    session.predict(_PIXELS)
    session.loss(_PIXELS)
    session.gradients(_PIXELS)
    session.layer_outputs(_PIXELS, ("conv2d_1", "batch_normalization_1"))
    assert _bits(session.weights()) == before


def test_a_side_branch_is_computed_when_asked_for_and_is_not_trained():
    code = _MODEL_1.replace("encoded = Flatten()(x)", "encoded = Dense(3)(Flatten()(x))")
    session = _session(code, loss="mse")
    before = session.weights()
    session.step(_PIXELS, (1, 1))
    assert "dense_1/kernel" not in session.largest_gradients()
    assert np.array_equal(session.weights()["dense_1/kernel"], before["dense_1/kernel"])
    assert session.layer_outputs(_PIXELS, ("dense_1",))["dense_1"].shape == (6, 3)


def test_outputs_do_not_hang_on_how_pictures_are_cut_into_batches():
    session = _session(_SIGMOID, dtype="float64")
    whole = session.predict(_PIXELS)
    parts = np.concatenate([session.predict(_PIXELS[at : at + 1]) for at in range(6)])
    assert whole.shape == (6, 8, 8, 1) and np.allclose(whole, parts, rtol=1e-12)
    assert session.loss(_PIXELS) == pytest.approx(np.mean([session.loss(_PIXELS[at : at + 2]) for at in (0, 2, 4)]))


def test_a_frozen_layer_keeps_its_weights_and_the_others_learn():
    code = _MODEL_1.replace(
        "Conv2D(4, (3, 3), activation='relu', padding='same')(input_img)",
        "Conv2D(4, (3, 3), padding='same', trainable=False)(input_img)",
    )
    session = _session(code, loss="mse")
    before = session.weights()
    session.step(_PIXELS, (1, 1))
    after = session.weights()
    assert np.array_equal(after["conv2d_1/kernel"], before["conv2d_1/kernel"])
    assert not np.array_equal(after["conv2d_2/kernel"], before["conv2d_2/kernel"])


def test_a_network_with_nothing_to_learn_has_a_loss_all_the_same():
    session = TorchSession(planned("decoded = Activation('sigmoid')(input_img)", (8, 8, 1)), 0, "cpu")
    assert session.step(_PIXELS, (1, 1)) == pytest.approx(session.loss(_PIXELS))
    assert session.largest_gradients() == {} and session.weights() == {}


def test_of_no_pictures_there_are_no_reconstructions():
    session = _session()
    assert session.predict(_PIXELS[:0]).shape == (0, 8, 8, 1) and np.isnan(session.loss(_PIXELS[:0]))


def test_the_learning_rate_can_be_changed():
    session = _session(_SIGMOID, optimizer="SGD(learning_rate=0.5)")
    assert session.learning_rate == 0.5
    session.set_learning_rate(0.0)
    before = _bits(session.weights())
    session.step(_PIXELS, (1, 1))
    assert session.learning_rate == 0.0 and _bits(session.weights()) == before


@pytest.mark.parametrize(
    "fault", [MemoryError(), RuntimeError("DefaultCPUAllocator: not enough memory"), torch.OutOfMemoryError()]
)
def test_no_memory_is_a_fault_that_says_what_to_do(monkeypatch, fault):
    session = _session()

    def full(*arguments):
        raise fault

    monkeypatch.setattr(session, "_total", full)
    with pytest.raises(ExperimentError, match="Lower the batch size"):
        session.step(_PIXELS, (1, 1))


def test_any_other_fault_stays_what_it_is(monkeypatch):
    session = _session()

    def broken(*arguments):
        raise RuntimeError("shape mismatch")

    monkeypatch.setattr(session, "_total", broken)
    with pytest.raises(RuntimeError, match="shape mismatch"):
        session.step(_PIXELS, (1, 1))
