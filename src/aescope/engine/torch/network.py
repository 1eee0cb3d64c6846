"""A plan's graph in PyTorch: the nodes in their order, each through its layer and its activation."""

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cached_property

from torch import Tensor

from aescope.engine.output import keeps_logits
from aescope.engine.torch.activations import Activation, activation
from aescope.engine.torch.layer import Layer, Pass, builders
from aescope.engine.torch.penalties import penalty
from aescope.records import Call, Node, Plan


class Output:
    """What a node puts out: `value` after the activation, computed when first asked for, and the logits it leaves.

    Binary cross-entropy after a sigmoid never asks for the sigmoid's value.
    """

    def __init__(self, before: Tensor, after: Activation, logits: Tensor | None) -> None:
        self._before = before
        self._after = after
        self.logits = logits

    @cached_property
    def value(self) -> Tensor:
        """The feature map, (image, ...), channels last."""
        return self._after(self._before)


class Network:
    """The nodes that a wanted output needs, run in the plan's order."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._layers: dict[str, Layer] = {node.name: builders[node.layer](node, plan.keras) for node in plan.nodes}
        self._after = {name: activation(layer.activation, plan.keras) for name, layer in self._layers.items()}
        self._keeps_logits = {
            name: plan.keras != "2.2" and keeps_logits(layer.activation) for name, layer in self._layers.items()
        }
        self.on_path = _needed(plan, (plan.output,))

    def output(self, pictures: Tensor, weights: Mapping[str, Tensor], passing: Pass) -> tuple[Output, list[Tensor]]:
        """The output node, and what regularizers add to the loss on the way to it."""
        penalties: list[Tensor] = []
        return self._run(pictures, weights, passing, (self._plan.output,), penalties)[self._plan.output], penalties

    def feature_maps(
        self, pictures: Tensor, weights: Mapping[str, Tensor], passing: Pass, names: Sequence[str]
    ) -> dict[str, Tensor]:
        """What these nodes put out, whether they are on the way to the output or not."""
        found = self._run(pictures, weights, passing, tuple(names), [])
        return {name: found[name].value for name in names}

    def _run(
        self,
        pictures: Tensor,
        weights: Mapping[str, Tensor],
        passing: Pass,
        wanted: tuple[str, ...],
        penalties: list[Tensor],
    ) -> dict[str, Output]:
        needed = _needed(self._plan, wanted)
        uses = Counter(source for node in self._plan.nodes if node.name in needed for source in node.inputs)
        uses.update(wanted)
        found: dict[str, Output] = {}
        for node in self._plan.nodes:
            if node.name not in needed:
                continue
            found[node.name] = self._node(node, pictures, found, weights, passing, penalties)
            # What nobody needs any more is let go, so that a look at many pictures stays small.
            uses.subtract(node.inputs)
            for source in node.inputs:
                if uses[source] == 0:
                    found.pop(source, None)
        return found

    def _node(
        self,
        node: Node,
        pictures: Tensor,
        found: Mapping[str, Output],
        weights: Mapping[str, Tensor],
        passing: Pass,
        penalties: list[Tensor],
    ) -> Output:
        own = {weight.name: weights[f"{node.name}/{weight.name}"] for weight in node.weights}
        inputs = [found[name].value for name in node.inputs] or [pictures]
        before = self._layers[node.name].compute(inputs, own, passing)
        logits = before if self._keeps_logits[node.name] else None
        if logits is None and node.inputs and before is inputs[0] and self._layers[node.name].activation == "linear":
            logits = found[node.inputs[0]].logits
        output = Output(before, self._after[node.name], logits)
        for weight in node.weights:
            if weight.regularizer is not None and weight.trainable:
                penalties.append(penalty(weight.regularizer, own[weight.name]))
        activity = node.config.get("activity_regularizer")
        if isinstance(activity, Call):
            # Keras 3 takes the mean over the batch, Keras 2.2 the sum.
            share = 1.0 if self._plan.keras == "2.2" else 1.0 / len(before)
            penalties.append(penalty(activity, output.value) * share)
        return output


def _needed(plan: Plan, wanted: Sequence[str]) -> frozenset[str]:
    """The wanted nodes and everything that they are computed from."""
    needed: set[str] = set()
    waiting = list(wanted)
    while waiting:
        name = waiting.pop()
        if name not in needed:
            needed.add(name)
            waiting.extend(plan[name].inputs)
    return frozenset(needed)
