"""The stored arrays are whole, fit the cases they were made from, and agree with what can be worked out by hand."""

import json

import numpy as np
import pytest

from tests.parity.case import Case, Uniform
from tests.parity.cases import CASES, GROUPS, UPDATE_CASES
from tests.parity.draws import draw, unit
from tests.parity.groups.optimisers import SMALL_GRADIENTS
from tests.parity.reference import ARRAYS, STEPS, UPDATE_STEPS, fingerprints, load, load_update
from tests.parity.stored import Stored, stride

_CLIP = 1e-7
SINGLE = {number: float(np.float32(number)) for number in (0.1, 0.9, 0.999)}
TRAINED = [case for case in CASES if case.trains]


def names(cases: object) -> list[str]:
    return [case.name for case in cases]  # type: ignore[attr-defined]


def everything(case: Case) -> dict[str, Stored]:
    reference = load(case.name)
    arrays = {f"gradients {name}": stored for name, stored in reference.gradients.items()}
    for step, weights in reference.weights_after.items():
        arrays |= {f"after {step} {name}": stored for name, stored in weights.items()}
    one_each = {
        "outputs": reference.outputs,
        "training_outputs": reference.training_outputs,
        "loss": reference.loss,
        "input_gradient": reference.input_gradient,
    }
    return arrays | {name: stored for name, stored in one_each.items() if stored is not None}


def test_no_two_cases_share_a_name_and_so_their_numbers():
    every = names(CASES) + names(UPDATE_CASES)
    assert len(set(every)) == len(every)


@pytest.mark.parametrize("group", [*GROUPS, "updates"])
def test_the_arrays_were_made_from_the_cases_as_they_stand(group):
    members = UPDATE_CASES if group == "updates" else GROUPS[group]
    assert fingerprints(group) == {member.name: member.fingerprint for member in members}


@pytest.mark.parametrize("case", CASES, ids=names(CASES))
def test_every_array_is_whole_and_finite(case):
    for name, stored in everything(case).items():
        assert np.isfinite(stored.values).all(), name
        assert stored.values.size == -(-int(np.prod(stored.shape)) // stored.stride), name
        assert np.abs(stored.values).max(initial=0) <= stored.largest, name
        assert (stored.float32_deviation is None) == (not case.float32), name


@pytest.mark.parametrize("case", TRAINED, ids=names(TRAINED))
def test_every_weight_has_its_gradient_and_its_value_after_each_step(case):
    reference = load(case.name)
    weights = set(reference.weights_before)
    assert set(reference.gradients) == {name for name in weights if "/moving_" not in name}
    assert tuple(reference.weights_after) == STEPS
    assert all(set(after) == weights for after in reference.weights_after.values())
    for name, before in reference.weights_before.items():
        assert before.shape == reference.weights_after[1][name].shape


@pytest.mark.parametrize("case", TRAINED, ids=names(TRAINED))
def test_no_step_all_but_cancels_a_weight_so_that_its_float32_is_luck(case):
    reference = load(case.name)
    for after in reference.weights_after.values():
        for name, before in reference.weights_before.items():
            assert after[name].largest >= np.abs(before).max() / 50, name


@pytest.mark.parametrize("case", [case for case in CASES if not case.trains], ids=lambda case: case.name)
def test_a_layer_that_is_random_in_training_has_its_outputs_of_inference_alone(case):
    reference = load(case.name)
    assert reference.outputs.values.size
    assert (reference.training_outputs, reference.loss, reference.gradients, reference.weights_after) == (
        *(None, None),
        *({}, {}),
    )


@pytest.mark.parametrize("update", UPDATE_CASES, ids=names(UPDATE_CASES))
def test_every_optimiser_has_both_tensors_after_each_step(update):
    reference = load_update(update.name)
    assert tuple(reference.after) == UPDATE_STEPS
    for after in reference.after.values():
        assert set(after) == set(reference.before)
        assert all(np.isfinite(stored.array).all() and stored.largest > 0 for stored in after.values())


def test_all_arrays_together_stay_small():
    assert sum(path.stat().st_size for path in ARRAYS.glob("*.npz")) < 1_500_000


# --- drawing ----------------------------------------------------------------------------------------------------------
def test_the_stream_of_numbers_is_pinned():
    # PCG64 seeded with [1, 2]: the upper 24 bits of its first raw numbers.
    assert [int(number * 2**24) for number in unit((1, 2), 4)] == [7523157, 7229000, 7046416, 4647681]


def test_drawn_numbers_are_exact_in_float32():
    numbers = draw(Uniform(-0.3, 0.7), (4, 5), (3,))
    np.testing.assert_array_equal(numbers, numbers.astype(np.float32))


@pytest.mark.parametrize(("size", "keep", "step"), [(100, 200, 1), (100, 100, 1), (100, 40, 3), (64, 20, 5)])
def test_a_sample_steps_past_every_column(size, keep, step):
    assert stride((size,), keep) == step


def test_a_deviation_counts_against_the_largest_number_of_the_whole_array():
    stored = Stored(np.array([1.0, 2.0]), (4,), 3, 8.0, 0.0)
    assert stored.off_by(np.array([1.0, 99.0, 99.0, 2.4])) == pytest.approx(0.05)
    assert stored.off_by(np.array([1.0, 0.0, 0.0, np.nan])) == np.inf
    zeros = Stored(np.zeros(2), (2,), 1, 0.0, 0.0)
    assert (zeros.off_by(np.zeros(2)), zeros.off_by(np.array([0.0, 1e-30]))) == (0.0, np.inf)


# --- worked by hand ---------------------------------------------------------------------------------------------------
def test_outputs_of_0_a_half_and_1_cost_what_the_clip_says_by_hand():
    reference = load("cross_entropy_edges_zero_and_one")
    wrong, right, half = -np.log(_CLIP), -np.log(1 - _CLIP), np.log(2)
    # Outputs 0, 1 and 1/2 against targets of 0, then against targets of 1.
    expected = (right + wrong + half + wrong + right + half) / 6
    assert float(reference.loss.array) == pytest.approx(expected, rel=1e-9)
    # Only the halves lie inside the clip: 1 / (1 - 1/2) and -1 / (1/2), over 6 pixels.
    np.testing.assert_allclose(reference.input_gradient.array.reshape(-1), [0, 0, 1 / 3, 0, 0, -1 / 3], atol=1e-15)


def test_on_the_edge_of_the_clip_the_gradient_passes_and_one_step_outside_it_is_zero():
    below, on, inside = load("cross_entropy_edges_of_float64_lower").input_gradient.array[0, 1, :, 0]
    assert below == 0
    assert (on, inside) == (pytest.approx(-1 / _CLIP / 6), pytest.approx(-1 / _CLIP / 6))


def test_softmax_over_one_channel_answers_1_everywhere_and_trains_all_the_same():
    reference = load("cross_entropy_softmax_one_channel")
    assert set(reference.outputs.values) == {1.0}
    wanted = reference.targets.mean()
    recomputed = wanted * -np.log(1 - _CLIP) + (1 - wanted) * -np.log(_CLIP)
    assert float(reference.loss.array) < 1 < 7 < recomputed
    assert all(gradient.largest > 0 for gradient in reference.gradients.values())


def test_pixels_divided_twice_freeze_the_first_model_to_the_bit():
    reference = load("model_1_divided_twice")
    assert all(gradient.largest == 0 for gradient in reference.gradients.values())
    for after in reference.weights_after.values():
        assert all(after[name].off_by(before) == 0 for name, before in reference.weights_before.items())
    floor = -np.log(1 - _CLIP) + (np.log(1 - _CLIP) - np.log(_CLIP)) * reference.targets.mean()
    assert float(reference.loss.array) == pytest.approx(floor, rel=1e-9)


def test_the_first_step_of_adam_adds_epsilon_before_the_bias_correction():
    reference = load_update("adam_at_1e-8")
    gradient = reference.gradients[0]["from_zero"]
    first, second = 0.1 * gradient, 0.001 * gradient**2
    # In the correction Keras has both betas in single precision, in float64 too.
    rate = 0.001 * np.sqrt(1 - SINGLE[0.999]) / (1 - SINGLE[0.9])
    expected = -rate * first / (np.sqrt(second) + 1e-7)
    assert reference.after[1]["from_zero"].off_by(expected) < 1e-12


def test_the_sums_of_adagrad_start_at_a_tenth():
    reference = load_update("adagrad_at_1e-3")
    gradient = reference.gradients[0]["from_zero"]
    expected = -0.001 * gradient / np.sqrt(SINGLE[0.1] + gradient**2 + 1e-7)
    assert reference.after[1]["from_zero"].off_by(expected) < 1e-12


def test_of_two_equal_pixels_in_a_window_the_first_gets_the_gradient():
    reference = load("max_pooling2d_first_of_two")
    np.testing.assert_array_equal(reference.outputs.array.reshape(-1), [3.0, 3.0])
    # Residuals 3 - 1 and 3 - 2, doubled, over two pixels; windows [[3, 1], [3, 0]] and [[0, 3], [1, 3]].
    np.testing.assert_array_equal(reference.input_gradient.array[0, :, :, 0], [[2, 0, 0, 1], [0, 0, 0, 0]])


def test_smoothed_labels_lie_between_a_twentieth_and_nineteen_twentieths():
    reference = load("loss_cross_entropy_label_smoothing")
    outputs, wanted = reference.outputs.array, reference.targets * 0.9 + 0.05
    expected = -(wanted * np.log(outputs) + (1 - wanted) * np.log(1 - outputs)).mean()
    assert float(reference.loss.array) == pytest.approx(expected, rel=1e-12)


@pytest.mark.parametrize("size", ["2", "3", "2_by_3", "1_by_2", "of_one_row"])
def test_our_float64_interpolation_is_tensorflows_float32_one(size):
    assert load(f"up_sampling2d_bilinear_{size}").outputs.float32_deviation < 1e-6


@pytest.mark.parametrize("case", SMALL_GRADIENTS, ids=names(SMALL_GRADIENTS))
def test_gradients_of_the_smallest_network_have_the_size_of_their_name_at_every_step(case):
    _, found, size = case.name.rpartition("_at_")
    if found:
        (gradient,) = load(case.name).gradients.values()
        assert 0.1 < gradient.largest / float(size) < 10


def test_what_the_clip_alone_gives_follows_from_epsilon_and_the_type():
    constants = json.loads((ARRAYS.parent / "constants.json").read_text(encoding="utf-8"))
    for floatx, kind in {"float32": np.float32, "float64": np.float64}.items():
        lower, upper = float(kind(_CLIP)), float(kind(1 - _CLIP))
        for side, output in {"below": lower, "above": upper}.items():
            for target in (0, 0.5, 1, 255):
                expected = -(target * np.log(output) + (1 - target) * np.log(1 - output))
                # In float32 1 - 1e-7 is no further off than half the distance of its neighbours.
                rounding = {"float32": 2.0**-24, "float64": 1e-15}[floatx]
                assert constants[floatx][side][f"target {target}"] == pytest.approx(expected, rel=1e-6, abs=rounding)


@pytest.mark.parametrize(("name", "variance"), [("glorot", 2 / 216), ("he", 2 / 72), ("lecun", 1 / 72)])
def test_initial_kernels_spread_as_the_fans_of_a_3_by_3_kernel_say(name, variance):
    found = json.loads((ARRAYS.parent / "initialisers.json").read_text(encoding="utf-8"))["initialisers"]
    for kind, bound in {"uniform": np.sqrt(3), "normal": 2 / 0.87962566}.items():
        measured = found[f"{name}_{kind}"]["3 3 8 16"]
        assert measured["std"] == pytest.approx(np.sqrt(variance), abs=6 * measured["std_error"])
        assert measured["highest"] == pytest.approx(bound * np.sqrt(variance), rel=1e-3)
