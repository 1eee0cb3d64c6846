"""The words of the trade by which titles and sentences are read: what is an optimizer, a loss, an activation.

These lists only tell what a word speaks of; what it means, and whether it exists, the plan says.
"""

import re

OPTIMIZERS = frozenset(
    ("adadelta", "adafactor", "adagrad", "adam", "adamax", "adamw", "ftrl", "lion", "nadam", "rmsprop", "sgd")
)
LOSSES = frozenset(
    (
        "bce",
        "binary crossentropy",
        "binary cross entropy",
        "cross entropy",
        "crossentropy",
        "huber",
        "log cosh",
        "mae",
        "mean absolute error",
        "mean squared error",
        "mse",
        "squared error",
    )
)
ACTIVATIONS = frozenset(
    (
        "elu",
        "exponential",
        "gelu",
        "linear",
        "relu",
        "selu",
        "sigmoid",
        "softmax",
        "softplus",
        "softsign",
        "swish",
        "tanh",
    )
)
# Words of a title that are no image set's name, though they stand where one would: "dropout + model 4".
_OTHER_WORDS = """
    again augmentation augmented baseline batchnorm batchnormalization bigger bottleneck cropped decoder deeper dense
    dropout encoder flatten kernel l1 l2 layer layers leaky leakyrelu longer model more noise normalisation
    normalization optimiser optimizer pooling regularisation regularization residual same shallower shuffled simple skip
    smaller strided strides the upsampling variational wider
"""
_NOT_A_SET = OPTIMIZERS | ACTIVATIONS | LOSSES | frozenset(_OTHER_WORDS.split())

_PICTURES = r"(?:data\w*|images?|image set|pictures?|photos?|crops?|sets?)"
_BETWEEN = r"(?:up|the|our|my|whole|entire|training|number|amount|size|of|all|cell|every)"
# "doubled up dataset", "twice the data", "dataset doubled"; not "doubled filters", "images of twice the size".
_DOUBLED = re.compile(
    rf"\b(?:doubl(?:e|ed|ing)|duplicat(?:e|ed|ing))\s+(?:{_BETWEEN}\s+)*{_PICTURES}\b"
    rf"|\btwice\s+(?:as\s+(?:many|much)\s+|the\s+){_PICTURES}\b"
    rf"|\b{_PICTURES}\s+(?:is\s+|are\s+|was\s+|were\s+)?(?:doubled|duplicated|twice)(?:\s+up)?$"
    r"|^(?:doubled|duplicated)(?:\s+up)?$",
    re.IGNORECASE,
)


def folded(text: str) -> str:
    """Lower case, single spaces, no punctuation: "Mean-Squared_Error" and "mean squared error" are one."""
    return " ".join(re.sub(r"[^\w]|_", " ", text.casefold()).split())


def is_optimizer(text: str) -> bool:
    """Whether a word, or a call such as `Adam(1e-4)`, names an optimizer."""
    return folded(text.partition("(")[0].rpartition(".")[2]).replace(" ", "") in OPTIMIZERS


def is_loss(text: str) -> bool:
    """Whether a few words name a loss."""
    return folded(text) in LOSSES


def activation_in(text: str) -> str:
    """The one activation that a few words name, or ""."""
    named = {word for word in folded(text).split() if word in ACTIVATIONS}
    return named.pop() if len(named) == 1 else ""


def says_doubled(text: str) -> bool:
    """Whether a few words say that every image is there twice."""
    return bool(_DOUBLED.search(text))


def can_name_a_set(word: str) -> bool:
    """Whether a single word of a title can be the name of an image set."""
    return bool(re.fullmatch(r"[^\W_][\w.-]*", word)) and folded(word) not in _NOT_A_SET and not word[0].isdigit()
