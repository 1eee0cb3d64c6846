"""In which points an experiment differs from another: structure, optimizer, loss, amounts, pictures, scaling."""

from collections import Counter
from collections.abc import Iterator

from aescope.records import Call, Images, Outcome, Plan, Study
from aescope.report.comparison import last_activation
from aescope.report.numbers import plural, shape, values_of

# Arguments that tell a layer from others of its kind.
_TELLING = ("filters", "units", "kernel_size", "pool_size", "size", "strides", "activation", "padding", "rate")
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
        yield from (f"with {_short(name, fewer)}" for name in more)
        yield from (f"without {_short(name, more)}" for name in fewer)
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
        layers.append(f"{node.layer}({', '.join(f'{name}={values_of(node.config[name])}' for name in telling)})")
    return layers


def _short(layer: str, others: Counter[str]) -> str:
    """The layer's kind alone where the other side has none of it that it could be taken for."""
    kind = layer.partition("(")[0]
    return layer if any(other.startswith(f"{kind}(") for other in others) else kind


def _images(before: Images, images: Images) -> Iterator[str]:
    if images.name != before.name:
        yield f"images {images.name}"
    elif len(images.training) != len(before.training):
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
    """The steps that changed pixels: not where they were read from, nor which were held out."""
    return [str(event.step) for event in images.history if event.step.name not in ("read", "split")]
