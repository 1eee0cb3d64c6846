"""Activation functions by the names that Keras gives them, and activation layers handed over as an argument."""

from aescope.plan.arguments import Misfit, bind, refuse, suggestion
from aescope.plan.registry import layers
from aescope.plan.written import Argument, Written
from aescope.records import Call, Setting

ACTIVATIONS = (
    *("linear", "relu", "relu6", "leaky_relu", "elu", "selu", "celu", "gelu", "silu", "mish"),
    *("sigmoid", "hard_sigmoid", "log_sigmoid", "tanh", "hard_tanh", "hard_silu"),
    *("softmax", "log_softmax", "softplus", "softsign", "exponential"),
)
_ALIASES = {"swish": "silu", "hard_swish": "hard_silu"}
# Layers that are nothing but a function: `activation=LeakyReLU()` means what LeakyReLU() after the layer means.
_AS_LAYERS = ("ELU", "LeakyReLU", "ReLU", "Softmax")


def activation(value: Argument) -> Setting:
    """The activation's name in Keras 3, `linear` for None; an activation layer is a Call by the layer's name.

    `"relu"`, `keras.activations.relu` and `tf.nn.relu` are the same. The string `leaky_relu` has the slope 0.2, the
    layer LeakyReLU() 0.3, as in Keras.
    """
    match value:
        case None:
            return "linear"
        case str():
            return _by_name(value)
        case Call() if value.name in _AS_LAYERS:
            return value
        case Written(called=True) if value.name in _AS_LAYERS:
            return _of_layer(value)
        case Written(called=False):
            return _by_name(value.name)
    raise refuse("activation", value, "the name of an activation", 'Write it as a name, such as activation="relu".')


def _by_name(name: str) -> str:
    known = _ALIASES.get(name, name)
    if known in ACTIVATIONS:
        return known
    raise Misfit(
        f'has the activation "{name}"',
        "one that Keras knows",
        suggestion(name, (*ACTIVATIONS, *_ALIASES)),
    )


def _of_layer(written: Written) -> Call:
    member = layers[written.name]
    given = bind(member, written.positional, written.keywords, before=1)
    settings = member(((1, 1, 1),), **given).config
    return Call(written.name, {name: value for name, value in settings.items() if not isinstance(value, Call)})
