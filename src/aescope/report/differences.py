"""In which points an experiment differs from another: structure, optimizer, loss, amounts, pictures, scaling."""

from collections import Counter
from collections.abc import Iterator

from aescope.records import Call, Images, Outcome, Plan, Study
from aescope.report.comparison import last_activation
from aescope.report.numbers import plural, shape, values_of

# Arguments that tell a layer from others of its kind.
_TELLING = ("filters", "units", "kernel_size", "pool_size", "size", "strides", "activation", "padding", "rate")
# Steps that chose pictures and left their pixels alone.
_NO_CHANGE = frozenset(("read", "split", "channels", "stains apart", "none"))
# Between the arguments of a layer; values such as (3, 3) hold commas themselves.
_BETWEEN = "; "
# Layers added or gone; with more it is another structure.
_FEW = 3


def differences(before: Outcome | None, outcome: Outcome) -> tuple[str, ...]:
    """What is new here, in a few words each; empty for the first one and where either could not be planned."""
    if before is None or before.plan is None or outcome.plan is None:
        return ()
    found = list(_plans(before.plan, outcome.plan))
    if before.images is not None and outcome.images is not None:
        found += _images(before.images, outcome.images)
    return tuple(found)


def planned_before(outcome: Outcome, study: Study) -> Outcome | None:
    """The nearest experiment before this one that could be planned; None for the first."""
    earlier: Outcome | None = None
    for other in study.outcomes:
        if other is outcome:
            return earlier
        earlier = other if other.plan is not None else earlier
    return None


def call_text(call: Call) -> str:
    """`adam(learning_rate=0.001)`."""
    return f"{call.name}({', '.join(f'{name}={values_of(value)}' for name, value in call.arguments.items())})"


def _plans(before: Plan, plan: Plan) -> Iterator[str]:
    yield from _structure(before, plan)
    if plan.optimizer != before.optimizer:
        same = plan.optimizer.name == before.optimizer.name
        yield f"optimizer {call_text(plan.optimizer) if same else plan.optimizer.name}"
    if plan.loss != before.loss:
        yield f"loss {plan.loss.name}"
    if plan.epochs != before.epochs:
        yield plural(plan.epochs, "epoch")
    if plan.batch_size != before.batch_size:
        yield f"batches of {plan.batch_size}"


def _structure(before: Plan, plan: Plan) -> Iterator[str]:
    old, new = _layers(before), _layers(plan)
    more, fewer = Counter(new) - Counter(old), Counter(old) - Counter(new)
    if sum(more.values()) + sum(fewer.values()) > _FEW:
        yield f"another structure ({plural(len(new), 'layer')}, {plural(plan.parameters, 'parameter')})"
    elif old != new:
        yield from _told(more, fewer)
        if not more and not fewer:
            yield "layers in another order"
    ends = last_activation(before), last_activation(plan)
    if ends[0] != ends[1]:
        yield f"last activation {ends[1]} instead of {ends[0]}"


def _layers(plan: Plan) -> list[str]:
    """Every layer with its telling arguments; the last one without its activation, which is told by itself."""
    layers = []
    for node in plan.nodes[1:]:
        telling = [name for name in _TELLING if name in node.config]
        if node.name == plan.output and "activation" in telling:
            telling.remove("activation")
        layers.append(f"{node.layer}({_BETWEEN.join(f'{name}={values_of(node.config[name])}' for name in telling)})")
    return layers


def _told(more: Counter[str], fewer: Counter[str]) -> Iterator[str]:
    """`Conv2D(filters=3) instead of Conv2D(filters=1)`; a layer without its like on the other side by its kind."""
    left = list(fewer.elements())
    for layer in more.elements():
        kind = layer.partition("(")[0]
        like = next((other for other in left if other.partition("(")[0] == kind), None)
        if like is None:
            yield f"with {kind}"
        else:
            left.remove(like)
            yield f"{_apart(layer, like)} instead of {_apart(like, layer)}"
    yield from (f"without {layer.partition('(')[0]}" for layer in left)


def _apart(layer: str, other: str) -> str:
    """The layer with those of its arguments alone that the other one does not have."""
    kind, _, written = layer.partition("(")
    shared = set(other.partition("(")[2].rstrip(")").split(_BETWEEN))
    return f"{kind}({', '.join(part for part in written.rstrip(')').split(_BETWEEN) if part not in shared)})"


def _images(before: Images, images: Images) -> Iterator[str]:
    if images.name != before.name:
        yield f"images {images.name} of {shape(images.shape)}, pixels by {', '.join(_steps(images)) or 'no step'}"
        return
    if len(images.training) != len(before.training):
        yield f"{plural(len(images.training), 'training picture')} instead of {len(before.training):,}"
    if images.shape != before.shape:
        yield f"pictures of {shape(images.shape)}"
    old, new = _steps(before), _steps(images)
    more, fewer = list((Counter(new) - Counter(old)).elements()), list((Counter(old) - Counter(new)).elements())
    if more:
        yield f"pixels with {', '.join(more)}"
    if fewer:
        yield f"pixels without {', '.join(fewer)}"
    if not more and not fewer and old != new:
        yield "pixels by the same steps in another order"


def _steps(images: Images) -> list[str]:
    """The steps that changed pixels, as a notebook writes them: `divide 65535`."""
    return [
        " ".join([event.step.name, *map(values_of, event.step.arguments.values())])
        for event in images.history
        if event.step.name not in _NO_CHANGE
    ]
