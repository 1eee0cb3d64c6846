"""The weights before training: Keras' initializers in NumPy, the same for every engine.

Each tensor is drawn from (seed, layer name, tensor name), so that a layer more changes no other layer's start. The
distributions are Keras 3's; the numbers are not, for they hang on TensorFlow's own generator.
"""

import math
from collections.abc import Mapping

import numpy as np
from jaxtyping import Float64

from aescope.engine.settings import number
from aescope.engine.streams import Purpose, stream
from aescope.errors import StructureError
from aescope.records import Arrays, Call, Node, Plan, Shape, Weight

Drawn = Float64[np.ndarray, "..."]

# Initializers that scale the variance: the scale, which fan it is divided by, the distribution.
_SCALED: Mapping[str, tuple[float, str, str]] = {
    "glorot_uniform": (1.0, "fan_avg", "uniform"),
    "glorot_normal": (1.0, "fan_avg", "truncated_normal"),
    "he_uniform": (2.0, "fan_in", "uniform"),
    "he_normal": (2.0, "fan_in", "truncated_normal"),
    "lecun_uniform": (1.0, "fan_in", "uniform"),
    "lecun_normal": (1.0, "fan_in", "truncated_normal"),
}
# The standard deviation of a normal distribution of 1 that is cut off at -2 and 2.
_CUT_NORMAL = 0.87962566103423978


def initial_weights(plan: Plan, seed: int) -> Arrays:
    """Every tensor by name (`conv2d_1/kernel`), float32, in Keras' layout."""
    return {
        f"{node.name}/{weight.name}": _start(node, weight, seed).astype(np.float32)
        for node in plan.nodes
        for weight in node.weights
    }


def _start(node: Node, weight: Weight, seed: int) -> Drawn:
    own = weight.initializer.arguments.get("seed")
    # An initializer with a seed of its own starts every layer alike, as in Keras.
    parts = (seed, node.name, weight.name) if own is None else (int(number(own)),)
    return draw(weight.initializer, weight.shape, stream(Purpose.WEIGHTS, *parts))


def draw(initializer: Call, shape: Shape, numbers: np.random.Generator) -> Drawn:
    """An array of that shape from that initializer. Raises StructureError for a name that Keras does not have."""
    arguments = initializer.arguments

    def of(name: str, default: float) -> float:
        value = arguments.get(name, default)
        return default if value is None else number(value)

    match initializer.name:
        case "zeros":
            return np.zeros(shape)
        case "ones":
            return np.ones(shape)
        case "constant":
            return np.full(shape, of("value", 0.0))
        case "random_normal":
            return numbers.normal(of("mean", 0.0), of("stddev", 0.05), shape)
        case "random_uniform":
            return numbers.uniform(of("minval", -0.05), of("maxval", 0.05), shape)
        case "truncated_normal":
            return of("mean", 0.0) + of("stddev", 0.05) * _cut_normal(shape, numbers)
        case "orthogonal":
            return of("gain", 1.0) * _orthogonal(shape, numbers)
        case "variance_scaling":
            mode = str(arguments.get("mode", "fan_in"))
            return _scaled(
                of("scale", 1.0), mode, str(arguments.get("distribution", "truncated_normal")), shape, numbers
            )
        case name if name in _SCALED:
            return _scaled(*_SCALED[name], shape, numbers)
        case name:
            raise StructureError(f"no way to draw weights is called {name!r}; known are Keras 3's initializers.")


def fans(shape: Shape) -> tuple[int, int]:
    """Inputs and outputs of one unit, as Keras counts them: of a kernel, the pixels under it times its channels."""
    if len(shape) == 1:
        return shape[0], shape[0]
    field = math.prod(shape[:-2])
    return field * shape[-2], field * shape[-1]


def _scaled(scale: float, mode: str, distribution: str, shape: Shape, numbers: np.random.Generator) -> Drawn:
    inputs, outputs = fans(shape)
    variance = scale / max(1.0, {"fan_in": inputs, "fan_out": outputs}.get(mode, (inputs + outputs) / 2))
    match distribution:
        case "uniform":
            limit = math.sqrt(3.0 * variance)
            return numbers.uniform(-limit, limit, shape)
        case "untruncated_normal":
            return numbers.normal(0.0, math.sqrt(variance), shape)
    return math.sqrt(variance) / _CUT_NORMAL * _cut_normal(shape, numbers)


def _cut_normal(shape: Shape, numbers: np.random.Generator) -> Drawn:
    """Normal numbers, those outside [-2, 2] drawn again."""
    drawn = numbers.standard_normal(shape)
    outside = np.abs(drawn) > 2.0
    while outside.any():
        drawn[outside] = numbers.standard_normal(int(outside.sum()))
        outside = np.abs(drawn) > 2.0
    return drawn


def _orthogonal(shape: Shape, numbers: np.random.Generator) -> Drawn:
    rows, columns = math.prod(shape[:-1]), shape[-1]
    q, r = np.linalg.qr(numbers.standard_normal((max(rows, columns), min(rows, columns))))
    q = q * np.sign(np.diag(r))
    return np.ascontiguousarray(q.T if rows < columns else q).reshape(shape)
