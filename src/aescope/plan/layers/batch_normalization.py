"""BatchNormalization: each channel brought to mean 0 and variance 1 over the batch, then scaled and shifted."""

from aescope.plan.arguments import axis as read_axis
from aescope.plan.arguments import number, only, yes_or_no
from aescope.plan.initializers import initializer
from aescope.plan.meaning import Meaning, Shapes, single
from aescope.plan.registry import layers
from aescope.plan.regularizers import regularizer
from aescope.plan.written import Argument
from aescope.records import Setting, Weight


@layers.register("BatchNormalization", "BatchNorm")
def batch_normalization(
    inputs: Shapes,
    axis: Argument = -1,
    momentum: Argument = 0.99,
    epsilon: Argument = 0.001,
    center: Argument = True,
    scale: Argument = True,
    beta_initializer: Argument = "zeros",
    gamma_initializer: Argument = "ones",
    moving_mean_initializer: Argument = "zeros",
    moving_variance_initializer: Argument = "ones",
    beta_regularizer: Argument = None,
    gamma_regularizer: Argument = None,
    beta_constraint: Argument = None,
    gamma_constraint: Argument = None,
    renorm: Argument = False,
    renorm_clipping: Argument = None,
    renorm_momentum: Argument = 0.99,
    synchronized: Argument = False,
) -> Meaning:
    """Any shape, unchanged; `axis` is the one that keeps its own mean, counted with the batch as axis 0.

    Weights: gamma, beta, and, moved by `moving * momentum + batch * (1 - momentum)` and not by training, moving_mean
    and moving_variance. Config: axis, momentum, epsilon, center, scale, initializers, regularizers.
    Source: Keras 3, `keras.layers.BatchNormalization`.
    """
    shape = single(inputs)
    only("renorm", renorm, False, mend="Take renorm out.")
    for name, constraint in (("beta_constraint", beta_constraint), ("gamma_constraint", gamma_constraint)):
        only(name, constraint, None, mend=f"Take {name} out.")
    kept = read_axis("axis", axis, len(shape) + 1)
    size = (((0, *shape)[kept]),)
    centred, scaled = yes_or_no("center", center), yes_or_no("scale", scale)
    begin = {
        "gamma_initializer": initializer("gamma_initializer", gamma_initializer),
        "beta_initializer": initializer("beta_initializer", beta_initializer),
        "moving_mean_initializer": initializer("moving_mean_initializer", moving_mean_initializer),
        "moving_variance_initializer": initializer("moving_variance_initializer", moving_variance_initializer),
    }
    penalty = {
        "gamma_regularizer": regularizer("gamma_regularizer", gamma_regularizer),
        "beta_regularizer": regularizer("beta_regularizer", beta_regularizer),
    }
    config: dict[str, Setting] = {
        "axis": kept,
        "momentum": number("momentum", momentum, low=0.0, high=1.0),
        "epsilon": number("epsilon", epsilon, low=0.0),
        "center": centred,
        "scale": scaled,
        **begin,
        **penalty,
    }
    weights = [
        Weight("gamma", size, begin["gamma_initializer"], regularizer=penalty["gamma_regularizer"]) if scaled else None,
        Weight("beta", size, begin["beta_initializer"], regularizer=penalty["beta_regularizer"]) if centred else None,
        Weight("moving_mean", size, begin["moving_mean_initializer"], trainable=False),
        Weight("moving_variance", size, begin["moving_variance_initializer"], trainable=False),
    ]
    return Meaning(shape, config, tuple(weight for weight in weights if weight is not None))
