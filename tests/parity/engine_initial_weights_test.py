"""Our initializers against Keras': mean, spread, bounds and shape of the distribution over 400 draws of each."""

import json
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from aescope.engine.initial_weights import draw, initial_weights
from aescope.engine.streams import Purpose, stream
from tests.plans import planned

_FACTS = json.loads((Path(__file__).parent / "initialisers.json").read_text(encoding="utf-8"))
_DRAWS = _FACTS["draws"]
# As a notebook writes what Keras was asked for.
_WRITTEN = {
    "random_normal of 0.2 round 0.1": "RandomNormal(mean=0.1, stddev=0.2)",
    "random_uniform from -0.2 to 0.4": "RandomUniform(minval=-0.2, maxval=0.4)",
    "truncated_normal of 0.2 round 0.1": "TruncatedNormal(mean=0.1, stddev=0.2)",
    "orthogonal with gain 2": "Orthogonal(gain=2.0)",
    "constant 0.3": "Constant(0.3)",
    "variance_scaling default": "VarianceScaling()",
}
_CASES = [(name, shape) for name, shapes in _FACTS["initialisers"].items() for shape in shapes]


@cache
def _draws(name, shape):
    written = _WRITTEN.get(name, f"'{name}'")
    plan = planned(f"decoded = Dense(2, kernel_initializer={written})(input_img)", (2, 2, 1))
    (kernel, _) = plan["dense_1"].weights
    sizes = tuple(map(int, shape.split()))
    return np.stack([draw(kernel.initializer, sizes, stream(Purpose.WEIGHTS, seed)) for seed in range(_DRAWS)])


@pytest.mark.parametrize(("name", "shape"), _CASES)
def test_mean_and_spread_are_keras(name, shape):
    keras, ours = _FACTS["initialisers"][name][shape], _draws(name, shape)
    # Five standard errors of a difference: ours and Keras' are each as uncertain as Keras says.
    assert abs(ours.mean() - keras["mean"]) <= 5 * np.sqrt(2) * keras["mean_error"] + 1e-7
    assert abs(ours.std() - keras["std"]) <= 5 * np.sqrt(2) * keras["std_error"] + 1e-7


@pytest.mark.parametrize(("name", "shape"), _CASES)
def test_the_shape_of_the_distribution_is_keras(name, shape):
    keras, ours = _FACTS["initialisers"][name][shape], _draws(name, shape)
    away = ours - ours.mean()
    fourth = (away**4).mean() / max((away**2).mean() ** 2, 1e-300)
    # 1.8 is uniform, 2.36 a normal cut at two deviations, 3 a normal: far further apart than this.
    assert abs(fourth - keras["fourth_moment"]) < 0.05 or keras["std"] < 1e-6


@pytest.mark.parametrize(("name", "shape"), _CASES)
def test_bounds_are_keras_where_there_are_any(name, shape):
    keras, ours = _FACTS["initialisers"][name][shape], _draws(name, shape)
    bounded = keras["fourth_moment"] < 2.5
    assert not bounded or (ours.min(), ours.max()) == pytest.approx((keras["lowest"], keras["highest"]), rel=1e-3)


_BUILT = {
    "Conv2D": "decoded = Conv2D(4, 3, padding='same')(input_img)",
    "Conv2DTranspose": "decoded = Conv2DTranspose(4, 3, padding='same')(input_img)",
    "Dense": "decoded = Dense(4)(input_img)",
    "BatchNormalization": "decoded = BatchNormalization()(input_img)",
}


@pytest.mark.parametrize("layer", sorted(_FACTS["layers"]))
def test_layers_start_as_keras_starts_them(layer):
    plan = planned(_BUILT[layer], (6, 6, 2))
    (node,) = plan.nodes[1:]
    keras = {name.removesuffix("_initializer"): kind for name, kind in _FACTS["layers"][layer].items()}
    ours = {weight.name: weight.initializer.name for weight in node.weights}
    assert ours == {name: {"GlorotUniform": "glorot_uniform"}.get(kind, kind.lower()) for name, kind in keras.items()}
    assert set(initial_weights(plan, 0)) == {f"{node.name}/{name}" for name in keras}
