"""Binary cross-entropy: each output is read as the probability that its pixel is white."""

from aescope.plan.loss import Loss
from aescope.plan.registry import losses

BINARY_CROSSENTROPY = losses.register("binary_crossentropy", "bce", "BCE", "BinaryCrossentropy")(
    Loss(
        "binary_crossentropy",
        "-(t log p + (1 - t) log(1 - p)), mean over pixels. After a sigmoid or softmax Keras computes it from the "
        "logits; otherwise p is clipped to [1e-7, 1 - 1e-7], and outside the clip the gradient is exactly zero.",
        {"from_logits": False, "label_smoothing": 0.0, "axis": -1},
        {"label_smoothing": (0.0, 1.0)},
    )
)
