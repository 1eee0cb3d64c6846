"""The nouns: every frozen record that crosses a package border, in the order of the work.

read (Notebook, Experiment) - look (Images) - plan (Plan) - train (Run) - look (Measurement) - judge (Answers, Finding)
- report (Outcome, Study). A record never changes; a change makes a new record that remembers the step.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from math import prod
from pathlib import Path
from typing import Any, Protocol, SupportsFloat, TypeAlias, runtime_checkable

import numpy as np
from jaxtyping import Float, Float32, Int, Num

Value: TypeAlias = bool | int | float | str | tuple[Any, ...] | None
Shape: TypeAlias = tuple[int, ...]
Counts: TypeAlias = Num[np.ndarray, "image height width channel"]
Pixels: TypeAlias = Float32[np.ndarray, "image height width channel"]
# The same without ties between the axes of several arrays, for records and calls that hold pictures of several counts.
Stack: TypeAlias = Float32[np.ndarray, "_image _height _width _channel"]
Indices: TypeAlias = Int[np.ndarray, " _picked"]
Arrays: TypeAlias = Mapping[str, np.ndarray]


# --- everywhere -------------------------------------------------------------------------------------------------------
@dataclass(frozen=True, order=True)
class Place:
    """Where something stands: a file and, where it has lines, a line counted from 1."""

    file: str
    line: int | None = None

    def __str__(self) -> str:
        return self.file if self.line is None else f"{self.file}:{self.line}"


@dataclass(frozen=True)
class Step:
    """One change of images or of a plan: provenance, alteration, edit and remedy alike."""

    name: str
    arguments: Mapping[str, Value] = field(default_factory=dict)
    place: Place | None = None
    says: str = ""

    def __str__(self) -> str:
        return " ".join([self.name, *(f"{name}={value}" for name, value in self.arguments.items())])


@dataclass(frozen=True)
class Call:
    """A named thing with its arguments, all defaults filled in: an optimizer, a loss, an initializer, a callback."""

    name: str
    arguments: Mapping[str, Value] = field(default_factory=dict)

    def __str__(self) -> str:
        return f"{self.name}({', '.join(f'{name}={value}' for name, value in self.arguments.items())})"


# What an argument of a layer may be once resolved: an activation, initializer or regularizer with arguments is a Call.
Setting: TypeAlias = Value | Call


@dataclass(frozen=True)
class Note:
    """Something said to the author about one line: not read, assumed, or decided; `proposal` is a bullet to paste."""

    place: Place
    says: str
    proposal: str = ""


# --- read: the notebook -----------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Bullet:
    """`name = value` as written under Parameters or Data; `name` is the canonical lower-case spelling."""

    name: str
    value: str
    place: Place


@dataclass(frozen=True)
class CodeBlock:
    """The text of a fenced block; `place` is the line of its first line of code."""

    text: str
    place: Place


@dataclass(frozen=True)
class Inheritance:
    """`part` (structure, parameters, data) comes from experiment `source`, because of what stands at `place`."""

    part: str
    source: str
    place: Place
    says: str


@dataclass(frozen=True)
class PictureLink:
    """A picture that the notebook links and that a run writes: `path` as written, `kind` one of output, loss, tsne,
    activations; `layer` is the wish in the alt text for activations ("last layer before sigmoid"), else ""."""

    path: str
    alt: str
    kind: str
    place: Place
    layer: str = ""


@dataclass(frozen=True)
class ProjectionRequest:
    """`TSNE(...)` in a fenced block: method tsne, umap or pca; arguments as written; free names bound, recorded."""

    method: str
    arguments: Mapping[str, Value]
    place: Place
    picture: str = ""
    bound: Mapping[str, Value] = field(default_factory=dict)


class RemarkKind(StrEnum):
    """What a sentence of the author's prose is to us."""

    CLAIM = "claim"
    QUESTION = "question"
    WISH = "wish"


@dataclass(frozen=True)
class Remark:
    """A sentence of the author: a claim that can be set beside a measurement, a question, or a wish (Next up)."""

    kind: RemarkKind
    text: str
    place: Place


@dataclass(frozen=True)
class Experiment:
    """One section of the notebook, as written and with what it inherits.

    `faults` are messages for which this experiment is refused; `title_says` is what the title claims of a structure
    that the section writes out itself; `edits` and `alterations` are what the title asks for where it does not.
    """

    key: str
    title: str
    place: Place
    last_line: int
    code: CodeBlock | None
    parameters: tuple[Bullet, ...] = ()
    data: tuple[Bullet, ...] = ()
    preprocessing: CodeBlock | None = None
    image_set: str = "cells"
    image_set_place: Place | None = None
    edits: tuple[Step, ...] = ()
    alterations: tuple[Step, ...] = ()
    title_says: tuple[Step, ...] = ()
    inheritance: tuple[Inheritance, ...] = ()
    pictures: tuple[PictureLink, ...] = ()
    projections: tuple[ProjectionRequest, ...] = ()
    remarks: tuple[Remark, ...] = ()
    notes: tuple[Note, ...] = ()
    faults: tuple[str, ...] = ()
    only_when_asked: bool = False


@dataclass(frozen=True)
class DataEntry:
    """One set of the front matter's `data:` table: its bullets, `place` among them."""

    name: str
    bullets: tuple[Bullet, ...]
    place: Place


@dataclass(frozen=True)
class Notebook:
    """A lab notebook as read; `content` are its bytes without any measured blocks of ours."""

    path: Path
    content: bytes
    title: str
    experiments: tuple[Experiment, ...]
    data: tuple[DataEntry, ...] = ()
    settings: tuple[Bullet, ...] = ()
    notes: tuple[Note, ...] = ()
    remarks: tuple[Remark, ...] = ()

    def __getitem__(self, key: str) -> Experiment:
        """The experiment of that key, without regard to case; KeyError says which keys there are."""
        for experiment in self.experiments:
            if experiment.key.casefold() == key.casefold():
                return experiment
        raise KeyError(f"no experiment {key!r}; there are {', '.join(e.key for e in self.experiments)}")


# --- look: the images -------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class ImageRequest:
    """What a notebook and its command line ask of one image set; steps in the order in which they are to be taken."""

    name: str
    location: str = ""
    channels: tuple[str, ...] = ()
    scaling: tuple[Step, ...] = ()
    alterations: tuple[Step, ...] = ()
    labels: str = ""
    split_by: str = ""
    pages: str = ""
    validation_split: float | None = None
    place: Place | None = None


@dataclass(frozen=True)
class Picture:
    """What is known of one image beside its values: file, group for the split (well, plate, source), label, stain.

    `source` is the picture that it was cut from or is a stain of; tiles and stains of one never part in a split.
    """

    name: str
    group: str = ""
    label: str = ""
    stain: str = ""
    source: str = ""


@dataclass(frozen=True)
class Event:
    """A step of the images' history with the range of values right after it."""

    step: Step
    minimum: float
    maximum: float
    mean: float


@dataclass(frozen=True)
class Images:
    """An image set with its history. `values` are counts as stored until a scaling step makes them float32 pixels.

    `training` and `held_out` index `values`; an index twice in `training` is shown twice an epoch (doubling).
    Both are empty until the split.
    """

    name: str
    source: str
    values: Counts
    pictures: tuple[Picture, ...]
    channels: tuple[str, ...]
    container: str
    history: tuple[Event, ...] = ()
    training: Indices = field(default_factory=lambda: np.zeros(0, np.int64))
    held_out: Indices = field(default_factory=lambda: np.zeros(0, np.int64))
    notes: tuple[Note, ...] = ()

    @property
    def shape(self) -> Shape:
        """(height, width, channels) of every image."""
        return tuple(int(size) for size in self.values.shape[1:])

    def after(self, step: Step, values: np.ndarray, **changes: Any) -> "Images":
        """The images with new values and one more event in their history."""
        finite = values.astype(np.float64) if values.size < 1_000_000 else values
        event = Event(step, float(np.min(finite)), float(np.max(finite)), float(np.mean(finite, dtype=np.float64)))
        return replace(self, values=values, history=(*self.history, event), **changes)


# --- plan -------------------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Weight:
    """A tensor of a layer in Keras' layout (kernels height, width, in, out; dense in, out)."""

    name: str
    shape: Shape
    initializer: Call
    trainable: bool = True
    regularizer: Call | None = None


@dataclass(frozen=True)
class Node:
    """One layer in the graph. `config` holds every argument of the Keras layer by its Keras name, defaults filled in,
    spatial sizes as pairs (the files of plan/layers/ list them); `output_shape` is without the batch axis; `variable`
    is the Python name it was assigned to.
    """

    name: str
    layer: str
    config: Mapping[str, Setting]
    inputs: tuple[str, ...]
    output_shape: Shape
    weights: tuple[Weight, ...] = ()
    place: Place | None = None
    variable: str = ""
    multiply_adds: int = 0

    @property
    def parameters(self) -> int:
        """Count of weights, those that are not trained included, as `model.summary()` counts."""
        return sum(prod(weight.shape) for weight in self.weights)


@dataclass(frozen=True)
class Plan:
    """An experiment as resolved for images of one size: a graph of layers and how it is trained.

    `nodes` are in topological order, the first is the Input; `output` names the node called `decoded`, `latent` the one
    called `encoded` (None where the code names none); `keras` is the meaning: "3" or "2.2".
    """

    key: str
    nodes: tuple[Node, ...]
    output: str
    latent: str | None
    loss: Call
    optimizer: Call
    epochs: int
    batch_size: int
    seed: int = 0
    validation_split: float | None = None
    shuffle: bool = True
    callbacks: tuple[Call, ...] = ()
    keras: str = "3"
    history: tuple[Step, ...] = ()
    notes: tuple[Note, ...] = ()

    def __getitem__(self, name: str) -> Node:
        """The node of that name."""
        return next(node for node in self.nodes if node.name == name)

    @property
    def parameters(self) -> int:
        """Weights of all layers."""
        return sum(node.parameters for node in self.nodes)

    @property
    def input_shape(self) -> Shape:
        """(height, width, channels) that go in."""
        return self.nodes[0].output_shape

    @property
    def output_shape(self) -> Shape:
        """(height, width, channels) that come out."""
        return self[self.output].output_shape

    @property
    def latent_shape(self) -> Shape | None:
        """Shape of `encoded` as written, or None."""
        return self[self.latent].output_shape if self.latent else None

    @property
    def latent_on_path(self) -> bool:
        """Whether the reconstruction is computed from `encoded` (False for a side branch such as model 1's)."""
        seen, waiting = set[str](), [self.output]
        while waiting:
            name = waiting.pop()
            if name not in seen:
                seen.add(name)
                waiting.extend(self[name].inputs)
        return self.latent in seen


# --- train: the run ---------------------------------------------------------------------------------------------------
@runtime_checkable
class Session(Protocol):
    """The door to an engine: a plan with weights, on a device. Arrays in and out are NumPy, channels last."""

    engine: str
    device: str

    def step(self, originals: Stack, key: tuple[int, int]) -> SupportsFloat:
        """One update on a batch; returns its loss before the update, on a GPU perhaps not yet computed: float() waits.
        `key` (epoch, step) seeds dropout and noise."""

    def predict(self, originals: Stack) -> Stack:
        """Reconstructions, in inference mode."""

    def loss(self, originals: Stack) -> float:
        """Mean loss as trained (regularisers included), in inference mode."""

    def loss_of(self, reconstructions: np.ndarray, originals: Stack) -> float:
        """Mean data loss that these reconstructions would have, clip included, as if the output layer had made them."""

    def gradients(self, originals: Stack) -> Arrays:
        """Gradient of the training loss on a batch for every trainable tensor, by name `conv2d_1/kernel`."""

    def largest_gradients(self) -> Mapping[str, float]:
        """The largest |gradient| of every trainable tensor in the last step; nothing before the first."""

    def layer_outputs(self, originals: Stack, names: tuple[str, ...]) -> Arrays:
        """Outputs of these nodes, image first, in inference mode."""

    def weights(self) -> Arrays:
        """A copy of every tensor by name `conv2d_1/kernel`, in Keras' layout."""

    def set_weights(self, weights: Arrays) -> None:
        """Put tensors in, by name, in Keras' layout."""

    @property
    def learning_rate(self) -> float:
        """The step size in use."""

    def set_learning_rate(self, rate: float) -> None:
        """Change the step size (reduce-on-plateau)."""


@dataclass(frozen=True)
class Progress:
    """What a progress display needs: experiment, epoch and step of how many, the loss so far."""

    key: str
    epoch: int
    epochs: int
    step: int
    steps: int
    loss: float


@dataclass(frozen=True)
class Epoch:
    """One epoch: mean training loss as Keras prints it, held-out loss, the largest |gradient| on its last batch."""

    loss: float
    val_loss: float
    learning_rate: float
    gradient: float
    seconds: float


@dataclass(frozen=True)
class Photograph:
    """Reconstructions of the same pictures (`Run.shown`) at one moment: before, epoch 3, after."""

    moment: str
    epoch: int
    reconstructions: Stack


@dataclass(frozen=True)
class Run:
    """A plan as it happened. `shown` and `measured` index the images' values; reconstructions lie in that order.

    `measured` are held-out pictures (evenly drawn, at most what fits), `measured_training` training pictures.
    `levels` are losses of known reconstructions of the training pictures: floor (the originals themselves),
    mean_image, untrained, pca, all with the loss as trained. `latents` are of `latent_pictures`, flattened.
    """

    plan: Plan
    seed: int
    engine: str
    device: str
    status: str
    epochs: tuple[Epoch, ...]
    shown: Indices
    photographs: tuple[Photograph, ...]
    measured: Indices
    before: Stack
    after: Stack
    measured_training: Indices
    training_after: Stack
    weights_before: Arrays
    weights_after: Arrays
    gradients_first: Mapping[str, float]
    gradients_last: Mapping[str, float]
    levels: Mapping[str, float | None]
    latents: Float[np.ndarray, "_image _latent"]
    latent_pictures: Indices
    activations_before: Arrays
    activations_after: Arrays
    seconds: float
    reused: bool = False


# --- look: measurements -----------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Measurement:
    """A number with its unit and, where it is null, the reason; or a series over layers, epochs or images."""

    name: str
    value: Any
    unit: str = ""
    why_null: str = ""


@dataclass(frozen=True)
class LossAnswer:
    """Does the loss move? Values in the units of the loss; position 1 is a perfect reconstruction, 0 the mean image."""

    answer: str
    first: float | None
    last: float | None
    floor: float | None
    mean_image: float | None
    position: float | None
    plateau: str
    why_null: str = ""


@dataclass(frozen=True)
class LayerChange:
    """Relative change of a tensor or layer, |after - before| / max(|before|, |after|) in the Euclidean norm, and how
    many of its numbers moved by at least one bit; `answer` is yes where that is more than float rounding, else no."""

    name: str
    relative_change: float
    moved: int
    size: int
    answer: str


@dataclass(frozen=True)
class WeightAnswer:
    """Do the weights change? yes (all layers), some, no; by layer (`conv2d_1`) and by tensor (`conv2d_1/kernel`)."""

    answer: str
    layers: tuple[LayerChange, ...]
    tensors: tuple[LayerChange, ...] = ()


@dataclass(frozen=True)
class ImageAnswer:
    """Is the image reconstructed? `skill`: 1 perfect, 0 the mean image; interval: 95 % bootstrap over images."""

    answer: str
    skill: float | None
    skill_interval: tuple[float, float] | None
    untrained_skill: float | None
    training_skill: float | None
    pca_skill: float | None
    position: float | None
    ssim: float | None
    psnr_db: float | None
    input_dependence: float | None
    changed_by_training: bool
    why_null: str = ""


@dataclass(frozen=True)
class Answers:
    """The template's questions, answered."""

    does_the_loss_move: LossAnswer
    do_the_weights_change: WeightAnswer
    is_the_image_reconstructed: ImageAnswer


# --- judge ------------------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Finding:
    """What a rule saw."""

    rule: str
    severity: str
    place: Place | None
    says: str
    measured: Mapping[str, Value] = field(default_factory=dict)
    explains: tuple[str, ...] = ()
    remedy: Step | None = None


@dataclass(frozen=True)
class Judgement:
    """The verdict on one experiment, in a word of the design's table and in a sentence with its numbers."""

    verdict: str
    says: str
    still_improving: str = "unclear"


# --- report -----------------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Projection:
    """Latents in two dimensions, with scores against their null."""

    method: str
    arguments: Mapping[str, Value]
    points: Float[np.ndarray, "_image 2"]
    labels: tuple[str, ...]
    scores: Mapping[str, float | None]
    place: Place | None
    picture: str = ""
    says: str = ""


@dataclass(frozen=True)
class Outcome:
    """All that is known of one experiment at the end; `status` is done, refused, failed, interrupted or checked."""

    experiment: Experiment
    status: str
    error: str = ""
    images: Images | None = None
    plan: Plan | None = None
    run: Run | None = None
    answers: Answers | None = None
    judgement: Judgement | None = None
    findings: tuple[Finding, ...] = ()
    projections: tuple[Projection, ...] = ()
    written: Mapping[str, str] = field(default_factory=dict)
    runs: tuple["Outcome", ...] = ()
    seconds: float = 0.0


@dataclass(frozen=True)
class Study:
    """A notebook and what became of its experiments."""

    notebook: Notebook
    outcomes: tuple[Outcome, ...]
    device: str
    version: str
    command: str = ""
    notes: tuple[Note, ...] = ()

    def __getitem__(self, key: str) -> Outcome:
        """The outcome of the experiment of that key, without regard to case."""
        for outcome in self.outcomes:
            if outcome.experiment.key.casefold() == key.casefold():
                return outcome
        raise KeyError(f"no experiment {key!r}; there are {', '.join(o.experiment.key for o in self.outcomes)}")
