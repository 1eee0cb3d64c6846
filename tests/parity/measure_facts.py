"""Measures what is no network: Keras' initialisers, its random layers, and cross-entropy at the clip.

    python -m tests.parity.measure_facts

Runs where make_reference runs and writes initialisers.json, noise.json and constants.json beside this file.
"""

import json
import math
import os
from pathlib import Path
from typing import Any

os.environ.setdefault("KERAS_BACKEND", "tensorflow")
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import keras
import numpy as np
from numpy.typing import NDArray

_HERE = Path(__file__).parent
_SHAPES = ((3, 3, 8, 16), (64, 32))
_DRAWS = 400
_INITIALISERS = {
    **{name: name for name in ("glorot_uniform", "glorot_normal", "he_normal", "he_uniform")},
    **{name: name for name in ("lecun_normal", "lecun_uniform", "random_normal", "random_uniform")},
    **{name: name for name in ("truncated_normal", "orthogonal", "zeros", "ones")},
    "random_normal of 0.2 round 0.1": keras.initializers.RandomNormal(mean=0.1, stddev=0.2),
    "random_uniform from -0.2 to 0.4": keras.initializers.RandomUniform(minval=-0.2, maxval=0.4),
    "truncated_normal of 0.2 round 0.1": keras.initializers.TruncatedNormal(mean=0.1, stddev=0.2),
    "orthogonal with gain 2": keras.initializers.Orthogonal(gain=2.0),
    # Keras refuses the bare name "constant": it asks for the value.
    "constant 0.3": keras.initializers.Constant(0.3),
    "variance_scaling default": keras.initializers.VarianceScaling(),
}
_LAYERS = ("Conv2D", "Conv2DTranspose", "Dense", "BatchNormalization")


def main() -> None:
    """Writes the three files."""
    _write("initialisers.json", {"draws": _DRAWS, "initialisers": _initialisers(), "layers": _defaults()})
    _write("noise.json", _noise())
    _write("constants.json", _constants())


def _initialisers() -> dict[str, dict[str, dict[str, float]]]:
    found: dict[str, dict[str, dict[str, float]]] = {}
    for name, what in _INITIALISERS.items():
        found[name] = {}
        for shape in _SHAPES:
            draws = np.stack([_one(what, shape, seed) for seed in range(_DRAWS)])
            found[name][" ".join(map(str, shape))] = {
                "mean": float(draws.mean()),
                "std": float(draws.std()),
                # Standard errors of the two: of independent numbers, whatever their distribution.
                "mean_error": float(draws.std() / math.sqrt(draws.size)),
                "std_error": float(((draws - draws.mean()) ** 2).std() / max(2 * draws.std(), 1e-30))
                / math.sqrt(draws.size),
                "lowest": float(draws.min()),
                "highest": float(draws.max()),
                "fourth_moment": _fourth(draws),
                "columns_off_orthogonal": _off_orthogonal(draws[0]),
            }
    return found


def _one(what: Any, shape: tuple[int, ...], seed: int) -> NDArray[np.float64]:
    initialiser = keras.initializers.get(what)
    if hasattr(initialiser, "seed"):
        initialiser = type(initialiser).from_config({**initialiser.get_config(), "seed": seed})
    return np.asarray(initialiser(shape), dtype=np.float64)


def _fourth(draws: NDArray[np.float64]) -> float:
    """Fourth moment in units of the variance squared: 1.8 is uniform, 3 normal, 2.36 normal cut off at two sigma."""
    away = draws - draws.mean()
    return float((away**4).mean() / max((away**2).mean() ** 2, 1e-300))


def _off_orthogonal(weights: NDArray[np.float64]) -> float:
    """How far `W^T W` of the flattened kernel (rest, out) is from a multiple of the identity; relative."""
    flat = weights.reshape(-1, weights.shape[-1])
    gram = flat.T @ flat
    scale = float(np.trace(gram) / len(gram))
    return float(np.abs(gram / scale - np.eye(len(gram))).max()) if scale else 0.0


def _defaults() -> dict[str, dict[str, str]]:
    """The initialiser of every weight, by layer, where the code names none."""
    found: dict[str, dict[str, str]] = {}
    for name in _LAYERS:
        layer = getattr(keras.layers, name)
        built = layer(4, 3) if name.startswith("Conv") else layer(4) if name == "Dense" else layer()
        config = built.get_config()
        found[name] = {key: config[key]["class_name"] for key in sorted(config) if key.endswith("_initializer")}
    return found


def _noise() -> dict[str, dict[str, float]]:
    ones = np.ones((8, 50, 50, 10), dtype=np.float32)
    found = {}
    for rate in (0.1, 0.25, 0.5):
        dropped = np.asarray(keras.layers.Dropout(rate, seed=1)(ones, training=True))
        found[f"Dropout({rate})"] = {
            "zeros": float((dropped == 0).mean()),
            "kept_value": float(dropped.max()),
            "other_values": float(((dropped != 0) & (dropped != dropped.max())).sum()),
            # Each number falls by itself: no picture, row, column or channel is dropped whole.
            "zeros_of_channels_std": float((dropped == 0).mean(axis=(1, 2)).std()),
        }
    for stddev in (0.1, 0.3):
        noise = np.asarray(keras.layers.GaussianNoise(stddev, seed=1)(ones, training=True), dtype=np.float64) - 1
        found[f"GaussianNoise({stddev})"] = {
            "mean": float(noise.mean()),
            "std": float(noise.std()),
            "fourth_moment": _fourth(noise),
        }
    return found


def _constants() -> dict[str, dict[str, dict[str, float]]]:
    """Loss of pictures whose outputs all lie beyond the clip, by dtype, by side, by target."""
    found: dict[str, dict[str, dict[str, float]]] = {}
    for floatx in ("float32", "float64"):
        keras.config.set_floatx(floatx)
        found[floatx] = {}
        for side, output in {"below": -0.25, "above": 1.25}.items():
            wanted: dict[str, Any] = {f"target {target}": np.full(10, target) for target in (0, 0.25, 0.5, 1, 2, 255)}
            wanted["targets 0 to 255"] = np.arange(256)
            found[floatx][side] = {
                name: float(
                    keras.losses.BinaryCrossentropy()(
                        targets.astype(floatx)[None], np.full((1, len(targets)), output, dtype=floatx)
                    )
                )
                for name, targets in wanted.items()
            }
    return found


def _write(name: str, content: object) -> None:
    (_HERE / name).write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
