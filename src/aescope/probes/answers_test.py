"""The three answers on runs made by hand."""

import numpy as np
import pytest
from skimage.metrics import peak_signal_noise_ratio, structural_similarity

from aescope.probes import answers, measure
from tests.small_run import is_close, small_images, small_run, textured


def _images(seed=0, count=12):
    return small_images(textured(count, seed), held_out=4)


def test_a_frozen_run_is_no_to_every_question():
    images = _images()
    black = np.zeros((4, 8, 8, 1))
    frozen = small_run(images, after=black, before=black, losses=(1.445775e-07,) * 5, moved=0.0)
    found, _ = answers(frozen, images)
    assert found.does_the_loss_move.answer == "no"
    assert found.do_the_weights_change.answer == "no"
    assert found.is_the_image_reconstructed.answer == "no"
    assert not found.is_the_image_reconstructed.changed_by_training


def test_a_loss_that_moves_by_float_noise_alone_does_not_move():
    images = _images()
    noise = tuple(1.445775e-07 + 1e-15 * (index % 2) for index in range(30))
    run = small_run(images, after=np.zeros((4, 8, 8, 1)), losses=noise)
    assert answers(run, images)[0].does_the_loss_move.answer == "no"


def test_a_loss_that_falls_moves():
    images = _images()
    run = small_run(images, after=np.zeros((4, 8, 8, 1)), losses=tuple(0.56 * 0.9**epoch for epoch in range(12)))
    loss = answers(run, images)[0].does_the_loss_move
    assert (loss.answer, loss.plateau) == ("yes", "no")


def test_a_loss_that_only_wobbles_is_unclear():
    images = _images()
    wobble = np.random.default_rng(1).normal(1, 0.1, 20)
    wobble[-1] = wobble[0] + 0.05
    run = small_run(images, after=np.zeros((4, 8, 8, 1)), losses=tuple(wobble))
    assert answers(run, images)[0].does_the_loss_move.answer == "unclear"


def test_a_loss_that_has_come_to_rest_is_on_a_plateau():
    images = _images()
    run = small_run(images, after=np.zeros((4, 8, 8, 1)), losses=tuple(0.2 + 0.5**epoch for epoch in range(20)))
    assert answers(run, images)[0].does_the_loss_move.plateau == "yes"


def test_position_is_one_at_the_floor_and_zero_at_the_mean_image():
    images = _images()
    for last, expected in ((0.0, 1.0), (4.0, 0.0), (1.0, 0.75)):
        run = small_run(images, after=np.zeros((4, 8, 8, 1)), losses=(5.0, last))
        assert is_close(answers(run, images)[0].does_the_loss_move.position, expected)


def test_position_is_null_with_a_reason_where_the_levels_coincide():
    images = _images()
    run = small_run(images, after=np.zeros((4, 8, 8, 1)), levels={"floor": 1e-7, "mean_image": 1e-7})
    loss = answers(run, images)[0].does_the_loss_move
    assert loss.position is None
    assert "one loss" in loss.why_null


def test_a_perfect_reconstruction_is_reconstructed():
    images = _images()
    found, _ = answers(small_run(images, after=images.values[-4:]), images)
    pictures = found.is_the_image_reconstructed
    assert pictures.answer == "yes"
    assert is_close(pictures.skill, 1.0)
    assert is_close(pictures.ssim, 1.0)
    assert is_close(pictures.input_dependence, 1.0)


def test_the_mean_image_for_every_input_is_not_reconstructed_and_does_not_depend_on_it():
    images = _images()
    constant = np.broadcast_to(images.values[:8].mean(axis=0), (4, 8, 8, 1))
    pictures = answers(small_run(images, after=constant), images)[0].is_the_image_reconstructed
    assert pictures.answer == "no"
    assert is_close(pictures.skill, 0.0)
    assert is_close(pictures.input_dependence, 0.0)


def test_a_skill_that_the_untrained_network_has_too_is_no_answer():
    images = _images()
    blurred = 0.7 * images.values[-4:] + 0.3 * images.values[:8].mean(axis=0)
    run = small_run(images, after=blurred, before=blurred)
    assert answers(run, images)[0].is_the_image_reconstructed.answer == "no"


def test_one_tensor_that_moved_is_some():
    images = _images()
    run = small_run(images, after=np.zeros((4, 8, 8, 1)), moved=0.0)
    moved = {**run.weights_after, "conv2d_1/bias": np.full(1, 1e-3, np.float32)}
    from dataclasses import replace

    weights = answers(replace(run, weights_after=moved), images)[0].do_the_weights_change
    assert [(tensor.name, tensor.answer) for tensor in weights.tensors] == [
        ("conv2d_1/kernel", "no"),
        ("conv2d_1/bias", "yes"),
    ]
    assert weights.answer == "yes"


def test_ssim_and_psnr_are_those_of_scikit_image():
    images = _images(seed=4)
    after = images.values[-4:] * 0.8
    measured = measure(small_run(images, after=after), images)
    originals = images.values[-4:].astype(np.float64)
    full_range = originals.max() - originals.min()
    expected_ssim = np.mean(
        [
            structural_similarity(a, b, win_size=7, data_range=full_range, channel_axis=-1)
            for a, b in zip(originals, after.astype(np.float64), strict=True)
        ]
    )
    expected_psnr = np.mean(
        [peak_signal_noise_ratio(a, b, data_range=full_range) for a, b in zip(originals, after, strict=True)]
    )
    assert measured["ssim"].value == pytest.approx(expected_ssim, rel=1e-6)
    assert measured["psnr_db"].value == pytest.approx(expected_psnr, rel=1e-5)


def test_outputs_that_are_not_finite_give_nulls_with_reasons():
    images = _images()
    found, measured = answers(small_run(images, after=np.full((4, 8, 8, 1), np.nan)), images)
    assert found.is_the_image_reconstructed.skill is None
    assert "finite" in found.is_the_image_reconstructed.why_null
    for name in ("ssim", "psnr_db", "input_dependence", "picture_change"):
        assert measured[name].value is None
        assert measured[name].why_null
