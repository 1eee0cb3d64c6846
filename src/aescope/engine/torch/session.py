"""One plan in PyTorch, with weights, on a device: the step of training, and every look that does not change it."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import numpy as np
import torch
from jaxtyping import Float, Float32
from torch import Tensor

from aescope.engine import known_loss
from aescope.engine.initial_weights import initial_weights
from aescope.engine.torch.device import find_device
from aescope.engine.torch.layer import Pass
from aescope.engine.torch.layout import to_keras, to_torch
from aescope.engine.torch.loss import losses
from aescope.engine.torch.memory import keep_big_buffers
from aescope.engine.torch.network import Network
from aescope.engine.torch.optimizer import optimizers
from aescope.engine.torch.threads import thread_count
from aescope.errors import ExperimentError
from aescope.records import Arrays, Plan

Numbers = Float[np.ndarray, "image ..."]


class TorchSession:
    """records.Session by PyTorch. Weights start from the seed; float64 is for comparing with Keras."""

    engine = "torch"

    def __init__(self, plan: Plan, seed: int, device: str = "auto", dtype: str = "float32") -> None:
        keep_big_buffers()
        torch.set_num_threads(thread_count())
        self._plan = plan
        self._seed = seed
        self._dtype = dtype
        self._kind = {"float32": torch.float32, "float64": torch.float64}[dtype]
        self._device = find_device(device)
        self.device = str(self._device)
        self._network = Network(plan)
        self._loss = losses[plan.loss.name](plan)
        self._weights = {
            name: to_torch(array, self._device, self._kind) for name, array in initial_weights(plan, seed).items()
        }
        self._trained = [
            f"{node.name}/{weight.name}"
            for node in plan.nodes
            if node.name in self._network.on_path
            for weight in node.weights
            if weight.trainable
        ]
        for name in self._trained:
            self._weights[name].requires_grad_()
        self._optimizer = optimizers[plan.optimizer.name](
            plan.optimizer, [self._weights[name] for name in self._trained], plan.keras
        )
        self._last: list[Tensor] = []

    def step(self, originals: Numbers, key: tuple[int, int], targets: Numbers | None = None) -> float | Tensor:
        """One update on a batch; its loss before the update. On a GPU it is still being computed: float() waits."""
        with self._computing():
            passing = Pass(training=True, noise_key=(self._seed, *key))
            loss, self._last = self._loss_and_gradients(originals, targets, passing)
            self._optimizer.step(self._last)
            with torch.no_grad():
                for name, average in passing.moved.items():
                    self._weights[name].copy_(average)
        return loss.item() if self._device.type == "cpu" else loss

    def predict(self, originals: Numbers) -> Float32[np.ndarray, "image ..."] | Numbers:
        """Reconstructions, in inference mode, a batch at a time."""
        return self.layer_outputs(originals, (self._plan.output,))[self._plan.output]

    def loss(self, originals: Numbers, targets: Numbers | None = None) -> float:
        """Mean loss as trained (regularisers included), in inference mode; NaN of no pictures."""
        total = 0.0
        with self._computing(), torch.inference_mode():
            for part in self._batches(len(originals)):
                wanted = originals if targets is None else targets
                total += len(originals[part]) * float(
                    self._total(self._in(originals[part]), self._in(wanted[part]), Pass(training=False))
                )
        return total / len(originals) if len(originals) else float("nan")

    def loss_of(self, reconstructions: np.ndarray, originals: Numbers) -> float:
        """The loss that these reconstructions would have; see known_loss."""
        return known_loss.loss_of(self._plan, reconstructions, originals, self._dtype)

    def gradients(self, originals: Numbers, targets: Numbers | None = None) -> Arrays:
        """Gradient of the training loss on a batch for every trained tensor, in Keras' layout; nothing is updated."""
        with self._computing():
            _, found = self._loss_and_gradients(originals, targets, Pass(training=True, noise_key=(self._seed, 0, 0)))
            return {name: to_keras(gradient) for name, gradient in zip(self._trained, found, strict=True)}

    def largest_gradients(self) -> Mapping[str, float]:
        """The largest |gradient| of every trained tensor in the last step; nothing before the first."""
        if not self._last:
            return {}
        largest = torch.stack([gradient.abs().amax() for gradient in self._last]).tolist()
        return dict(zip(self._trained, largest, strict=True))

    def layer_outputs(self, originals: Numbers, names: tuple[str, ...]) -> Arrays:
        """Outputs of these nodes, image first, in inference mode, a batch at a time."""
        parts: dict[str, list[np.ndarray]] = {name: [] for name in names}
        with self._computing(), torch.inference_mode():
            for part in self._batches(len(originals)):
                pictures = self._in(originals[part])
                for name, found in self._network.feature_maps(
                    pictures, self._weights, Pass(training=False), names
                ).items():
                    parts[name].append(np.ascontiguousarray(found.cpu().numpy()))
        return {
            name: np.concatenate(found) if found else np.zeros((0, *self._plan[name].output_shape), self._dtype)
            for name, found in parts.items()
        }

    def weights(self) -> Arrays:
        """A copy of every tensor by name `conv2d_1/kernel`, in Keras' layout."""
        return {name: to_keras(tensor) for name, tensor in self._weights.items()}

    def set_weights(self, weights: Arrays) -> None:
        """Put tensors in, by name, in Keras' layout; the optimizer keeps what it knows."""
        with torch.no_grad():
            for name, array in weights.items():
                self._weights[name].copy_(to_torch(array, self._device, self._kind))

    @property
    def learning_rate(self) -> float:
        """The step size in use."""
        return self._optimizer.rate

    def set_learning_rate(self, rate: float) -> None:
        """Change the step size."""
        self._optimizer.rate = rate

    def _loss_and_gradients(
        self, originals: Numbers, targets: Numbers | None, passing: Pass
    ) -> tuple[Tensor, list[Tensor]]:
        pictures = self._in(originals)
        loss = self._total(pictures, pictures if targets is None else self._in(targets), passing)
        if not self._trained:
            return loss.detach(), []
        return loss.detach(), list(torch.autograd.grad(loss, [self._weights[name] for name in self._trained]))

    def _total(self, pictures: Tensor, wanted: Tensor, passing: Pass) -> Tensor:
        output, penalties = self._network.output(pictures, self._weights, passing)
        loss = self._loss(output, wanted)
        for penalty in penalties:
            loss = loss + penalty
        return loss

    def _in(self, pictures: np.ndarray) -> Tensor:
        return torch.from_numpy(np.ascontiguousarray(pictures)).to(self._device, self._kind)

    def _batches(self, count: int) -> Iterator[slice]:
        size = self._plan.batch_size
        return (slice(start, start + size) for start in range(0, count, size))

    @contextmanager
    def _computing(self) -> Iterator[None]:
        """Full float32 on CUDA, and no memory a fault of the experiment that says what to do."""
        try:
            with torch.backends.cudnn.flags(enabled=True, benchmark=False, deterministic=True, allow_tf32=False):
                yield
        except (MemoryError, torch.OutOfMemoryError) as error:
            raise self._too_big() from error
        except RuntimeError as error:
            if "not enough memory" in str(error) or "alloc" in str(error):
                raise self._too_big() from error
            raise

    def _too_big(self) -> ExperimentError:
        return ExperimentError(
            f"the network did not fit into the memory of {self.device} with a batch size of {self._plan.batch_size}; "
            "less was expected. Lower the batch size, or crop the pictures."
        )
