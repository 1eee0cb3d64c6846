"""What `compile(...)` and `fit(...)` are told, by Keras' argument names, without what does not change the training."""

import ast
from collections.abc import Callable, Mapping

from aescope.errors import StructureError
from aescope.plan.arguments import Misfit, bind_names
from aescope.plan.sketch import Told
from aescope.plan.written import Argument
from aescope.records import CodeBlock
from aescope.source import arguments_of, place_of, text_of

_COMPILE = (
    *("optimizer", "loss", "loss_weights", "metrics", "weighted_metrics", "run_eagerly", "steps_per_execution"),
    *("jit_compile", "auto_scale_loss", "sample_weight_mode", "target_tensors"),
)
_FIT = (
    *("x", "y", "batch_size", "epochs", "verbose", "callbacks", "validation_split", "validation_data", "shuffle"),
    *("class_weight", "sample_weight", "initial_epoch", "steps_per_epoch", "validation_steps"),
    *("validation_batch_size", "validation_freq", "max_queue_size", "workers", "use_multiprocessing", "nb_epoch"),
)
# Arguments that name arrays or things of the outside: compared or counted, never looked up.
_AS_TEXT = frozenset(("x", "y", "validation_data"))
# They decide what is shown and how fast it goes, not what is learned.
_WITHOUT_EFFECT = frozenset(
    (
        *("metrics", "weighted_metrics", "run_eagerly", "steps_per_execution", "jit_compile", "auto_scale_loss"),
        *("verbose", "validation_steps", "validation_batch_size", "validation_freq"),
        *("max_queue_size", "workers", "use_multiprocessing"),
    )
)
_ARGUMENTS: Mapping[str, tuple[str, ...]] = {"compile": _COMPILE, "fit": _FIT}


def told(method: str, node: ast.Call, code: CodeBlock, read: Callable[[ast.expr], Argument]) -> Told:
    """The arguments of `model.compile(...)` or `model.fit(...)`.

    Raises StructureError with the line for an argument that Keras does not have, with the nearest that it has.
    """
    place = place_of(node, code)
    names = _ARGUMENTS[method]
    positional, keywords = arguments_of(node, code)
    nodes = dict(zip(names, positional, strict=False)) | keywords
    try:
        bind_names(names, names, [], [None] * len(positional), dict.fromkeys(keywords))
    except Misfit as misfit:
        raise StructureError(f"{place}: {method} {misfit}") from None
    return Told(
        place,
        {
            name: text_of(value) if name in _AS_TEXT else read(value)
            for name, value in nodes.items()
            if name not in _WITHOUT_EFFECT
        },
    )
