from dataclasses import replace

import numpy as np
import pytest

from aescope.engine.pictures import choose, evenly, latent_node, mean_image
from tests.plans import planned
from tests.small_run import small_images, textured

_CODE = """
x = Conv2D(4, (3, 3), padding='same')(input_img)
x = MaxPooling2D((2, 2))(x)
x = Conv2D(2, (3, 3), padding='same')(x)
x = UpSampling2D((2, 2))(x)
decoded = Conv2D(1, (3, 3), padding='same')(x)
"""


def test_pictures_are_drawn_evenly_from_the_first_to_the_last():
    assert evenly(np.arange(10), 4).tolist() == [0, 3, 6, 9]
    assert evenly(np.array([7, 9]), 4).tolist() == [7, 9]
    assert evenly(np.zeros(0, np.int64), 4).tolist() == []


def test_four_pictures_of_each_side_are_shown_training_first():
    chosen = choose(small_images(textured(40, 0), held_out=10), planned(_CODE, (8, 8, 1)), None)
    assert chosen.shown.tolist() == [0, 10, 19, 29, 30, 33, 36, 39]


def test_a_picture_that_is_shown_twice_an_epoch_is_looked_at_once():
    images = small_images(textured(8, 0), held_out=2)
    doubled = replace(images, training=np.repeat(images.training, 2))
    assert choose(doubled, planned(_CODE, (8, 8, 1)), None).measured_training.tolist() == [0, 1, 2, 3, 4, 5]


def test_latents_are_of_training_and_held_out_pictures():
    images = small_images(textured(8, 0), held_out=2)
    assert choose(images, planned(_CODE, (8, 8, 1)), "conv2d_2").latents.tolist() == list(range(8))
    assert choose(images, planned(_CODE, (8, 8, 1)), None).latents.tolist() == []


def test_big_pictures_are_measured_on_fewer_than_there_are():
    plan = planned("decoded = UpSampling2D((512, 512))(input_img)", (8, 8, 1))
    chosen = choose(small_images(textured(40, 0), held_out=20), plan, "up_sampling2d_1")
    # 64 MB each: four fit into 256 MB, eight latents into 512 MB.
    assert len(chosen.measured) == len(chosen.measured_training) == 4 and len(chosen.latents) == 8


def test_encoded_is_the_latent_where_the_code_names_it():
    named = _CODE.replace("x = MaxPooling2D", "encoded = x = MaxPooling2D")
    assert latent_node(planned(named, (8, 8, 1))) == "max_pooling2d_1"


def test_otherwise_it_is_the_narrowest_layer_on_the_way():
    assert latent_node(planned(_CODE, (8, 8, 1))) == "conv2d_2"


def test_a_network_of_one_layer_has_no_latent():
    assert latent_node(planned("decoded = Conv2D(1, (3, 3), padding='same')(input_img)", (8, 8, 1))) is None


@pytest.mark.parametrize("batch", [1, 3, 100])
def test_the_mean_image_counts_a_doubled_picture_twice(batch):
    images = replace(small_images(textured(4, 0), held_out=1), training=np.array([0, 0, 1]))
    expected = (2 * images.values[0].astype(np.float64) + images.values[1]) / 3
    assert np.allclose(mean_image(images, batch), expected)
