"""A plan's graph in PyTorch: the nodes in their order, each through its layer and its activation."""

from collections import Counter
from collections.abc import Mapping, Sequence

from torch import Tensor

from aescope.engine.output import keeps_logits
from aescope.engine.torch.activations import Activation, activation, only_rises
from aescope.engine.torch.layer import Layer, Pass, builders
from aescope.engine.torch.penalties import penalty
from aescope.records import Call, Node, Plan


class Output:
    """What a node puts out: `value` after the activation, computed when first asked for, and the logits it leaves.

    Binary cross-entropy after a sigmoid never asks for the sigmoid's value.
    """

    def __init__(self, before: Tensor, after: Activation, logits: Tensor | None = None) -> None:
        self._before: Tensor | None = before
        self._value: Tensor | None = None
        self.after = after
        self.logits = logits

    @property
    def value(self) -> Tensor:
        """The feature map, (image, ...), channels last."""
        if self._value is None:
            assert self._before is not None
            self._value, self._before = self.after(self._before), None
        return self._value

    @property
    def before(self) -> Tensor | None:
        """The same before the activation, as long as nobody has asked for the value."""
        return self._before


class Network:
    """The nodes that a wanted output needs, run in the plan's order."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.layers: dict[str, Layer] = {node.name: builders[node.layer](node, plan.keras) for node in plan.nodes}
        self.after = {name: activation(layer.activation, plan.keras) for name, layer in self.layers.items()}
        self.keeps_logits = {
            name: plan.keras != "2.2" and keeps_logits(layer.activation) for name, layer in self.layers.items()
        }
        self.on_path = needed_for(plan, (plan.output,))

    def output(self, pictures: Tensor, weights: Mapping[str, Tensor], passing: Pass) -> tuple[Output, list[Tensor]]:
        """The output node, and what regularizers add to the loss on the way to it."""
        run = _Run(self, pictures, weights, passing, (self.plan.output,))
        return run.found[self.plan.output], run.penalties

    def feature_maps(
        self, pictures: Tensor, weights: Mapping[str, Tensor], passing: Pass, names: Sequence[str]
    ) -> dict[str, Tensor]:
        """What these nodes put out, whether they are on the way to the output or not."""
        run = _Run(self, pictures, weights, passing, tuple(names))
        return {name: run.found[name].value for name in names}


class _Run:
    """One pass of a batch: `found` are the outputs that were wanted."""

    def __init__(
        self,
        network: Network,
        pictures: Tensor,
        weights: Mapping[str, Tensor],
        passing: Pass,
        wanted: tuple[str, ...],
    ) -> None:
        self._network = network
        self._pictures = pictures
        self._weights = weights
        self._passing = passing
        self.found: dict[str, Output] = {}
        self.penalties: list[Tensor] = []
        needed = needed_for(network.plan, wanted)
        self._uses = Counter(source for node in network.plan.nodes if node.name in needed for source in node.inputs)
        self._uses.update(wanted)
        for node in network.plan.nodes:
            if node.name in needed:
                self.found[node.name] = self._pooled_first(node) or self._computed(node)
                self._let_go(node.inputs)

    def _computed(self, node: Node) -> Output:
        network, layer = self._network, self._network.layers[node.name]
        own = {weight.name: self._weights[f"{node.name}/{weight.name}"] for weight in node.weights}
        inputs = [self.found[name].value for name in node.inputs] or [self._pictures]
        before = layer.compute(inputs, own, self._passing)
        logits = before if network.keeps_logits[node.name] else None
        if logits is None and node.inputs and before is inputs[0] and layer.activation == "linear":
            logits = self.found[node.inputs[0]].logits
        output = Output(before, network.after[node.name], logits)
        for weight in node.weights:
            if weight.regularizer is not None and weight.trainable:
                self.penalties.append(penalty(weight.regularizer, own[weight.name]))
        activity = node.config.get("activity_regularizer")
        if isinstance(activity, Call):
            # Keras 3 takes the mean over the batch, Keras 2.2 the sum.
            share = 1.0 if network.plan.keras == "2.2" else 1.0 / len(before)
            self.penalties.append(penalty(activity, output.value) * share)
        return output

    def _pooled_first(self, node: Node) -> Output | None:
        """Max pooling before the ReLU or LeakyReLU in front of it, where nobody else needs that one's output.

        Both only rise, so the largest stays the largest and the same pixel gets the gradient; the activation then has a
        quarter of the work, and its whole output is never stored.
        """
        if node.layer != "MaxPooling2D" or self._uses[node.inputs[0]] > 1:
            return None
        source = self.found[node.inputs[0]]
        if source.before is None or not only_rises(self._network.layers[node.inputs[0]].activation):
            return None
        return Output(self._network.layers[node.name].compute([source.before], {}, self._passing), source.after)

    def _let_go(self, sources: Sequence[str]) -> None:
        """What nobody needs any more is let go, so that a look at many pictures stays small."""
        self._uses.subtract(sources)
        for source in sources:
            if self._uses[source] == 0:
                self.found.pop(source, None)


def needed_for(plan: Plan, wanted: Sequence[str]) -> frozenset[str]:
    """The wanted nodes and everything that they are computed from."""
    needed: set[str] = set()
    waiting = list(wanted)
    while waiting:
        name = waiting.pop()
        if name not in needed:
            needed.add(name)
            waiting.extend(plan[name].inputs)
    return frozenset(needed)
