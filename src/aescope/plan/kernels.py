"""What all layers with a kernel and a bias have in common: initializers, regularizers, activation, and the weights."""

from aescope.plan.activations import activation as read_activation
from aescope.plan.arguments import only, yes_or_no
from aescope.plan.initializers import initializer
from aescope.plan.regularizers import regularizer
from aescope.plan.written import Argument
from aescope.records import Call, Setting, Shape, Weight


def kernel_and_bias(
    kernel: Shape,
    outputs: int,
    *,
    activation: Argument,
    use_bias: Argument,
    kernel_initializer: Argument,
    bias_initializer: Argument,
    kernel_regularizer: Argument,
    bias_regularizer: Argument,
    activity_regularizer: Argument,
    kernel_constraint: Argument,
    bias_constraint: Argument,
) -> tuple[dict[str, Setting], tuple[Weight, ...]]:
    """The settings by their Keras names, and the weights: a kernel of this shape, a bias of `outputs` numbers."""
    for name, constraint in (("kernel_constraint", kernel_constraint), ("bias_constraint", bias_constraint)):
        only(name, constraint, None, mend=f"Take {name} out; a regularizer may do instead.")
    begin: dict[str, Call] = {
        "kernel_initializer": initializer("kernel_initializer", kernel_initializer),
        "bias_initializer": initializer("bias_initializer", bias_initializer),
    }
    penalty: dict[str, Call | None] = {
        "kernel_regularizer": regularizer("kernel_regularizer", kernel_regularizer),
        "bias_regularizer": regularizer("bias_regularizer", bias_regularizer),
        "activity_regularizer": regularizer("activity_regularizer", activity_regularizer),
    }
    with_bias = yes_or_no("use_bias", use_bias)
    config: dict[str, Setting] = {"activation": read_activation(activation), "use_bias": with_bias, **begin, **penalty}
    weights = [
        Weight("kernel", kernel, begin["kernel_initializer"], regularizer=penalty["kernel_regularizer"]),
        Weight("bias", (outputs,), begin["bias_initializer"], regularizer=penalty["bias_regularizer"]),
    ]
    return config, tuple(weights if with_bias else weights[:1])
