"""A small study made by hand: a frozen model, a black one, one that learned, one refused, one interrupted.

Nothing is trained: reconstructions, weights and losses are what such runs leave behind, so that reports can be tested
without an engine.
"""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import numpy as np

from aescope.records import (
    Answers,
    Call,
    CodeBlock,
    Epoch,
    Event,
    Experiment,
    ImageAnswer,
    Images,
    Inheritance,
    Judgement,
    LayerChange,
    LossAnswer,
    Node,
    Note,
    Notebook,
    Outcome,
    Photograph,
    Picture,
    PictureLink,
    Place,
    Plan,
    Projection,
    ProjectionRequest,
    Remark,
    RemarkKind,
    Run,
    Step,
    Study,
    Weight,
    WeightAnswer,
)

FILE = "log.md"
STAINS = ("FITC", "TRITC")
ADAM = Call("adam", {"learning_rate": 1e-3, "beta_1": 0.9, "beta_2": 0.999, "epsilon": 1e-7})


def place(line: int) -> Place:
    """A line of the notebook."""
    return Place(FILE, line)


def cells(count: int = 24, size: int = 32, *, scale: float = 1.0, channels: int = 1, seed: int = 0) -> Images:
    """Bright blobs on a noisy background, in counts, then divided so that the brightest pixel is about `scale`."""
    rng = np.random.default_rng(seed)
    rows, columns = np.mgrid[:size, :size]
    counts = rng.normal(170, 6, (count, size, size, channels))
    for picture in counts:
        for _ in range(4):
            row, column, radius = rng.uniform(0, size), rng.uniform(0, size), rng.uniform(0.06, 0.14) * size
            distance = np.hypot(rows - row, columns - column) / radius
            picture += (rng.uniform(300, 3000, channels) * np.exp(-(distance[..., None] ** 2))).round()
    divisor = 4095 / scale
    counted = np.clip(counts, 0, 4095).astype(np.uint16)
    images = Images(
        name="cells",
        source="simulated plate: 12 wells, 10 fields, 2 stains",
        values=counted,
        pictures=tuple(
            Picture(f"B0{index // 6} fld {index % 6}", group=f"B0{index // 6}", stain=STAINS[index % 2])
            for index in range(count)
        ),
        channels=("grey",) if channels == 1 else ("red", "green", "blue"),
        container="uint16",
    )
    images = images.after(Step("read", {"place": "simulated"}), counted)
    images = images.after(
        Step("divide", {"by": divisor}, place(34)), (counted / divisor).astype(np.float32), training=np.arange(count)
    )
    held_out = max(4, count // 4)
    return replace(images, training=np.arange(count - held_out), held_out=np.arange(count - held_out, count))


def convolution(name: str, source: str, shape: tuple[int, int, int], filters: int, line: int, **config: str) -> Node:
    """A 3 x 3 convolution with its kernel and bias."""
    height, width, channels = shape
    return Node(
        name,
        "Conv2D",
        {"filters": filters, "kernel_size": (3, 3), "padding": "same", "activation": "linear", **config},
        (source,),
        (height, width, filters),
        (
            Weight("kernel", (3, 3, channels, filters), Call("glorot_uniform")),
            Weight("bias", (filters,), Call("zeros")),
        ),
        place(line),
    )


def plan(
    key: str = "1",
    shape: tuple[int, int, int] = (32, 32, 1),
    *,
    activation: str = "linear",
    side_branch: bool = False,
    epochs: int = 30,
    optimizer: Call = ADAM,
) -> Plan:
    """Two convolutions, a pooling and an up-sampling; `encoded` on the path or a flattened side branch."""
    height, width, channels = shape
    half = (-(-height // 2), -(-width // 2))
    nodes = [
        Node("input_img", "Input", {"shape": shape}, (), shape, place=place(16)),
        convolution("conv2d_1", "input_img", shape, 8, 17, activation="relu"),
        Node("max_pooling2d_1", "MaxPooling2D", {"pool_size": (2, 2)}, ("conv2d_1",), (*half, 8), place=place(18)),
    ]
    if side_branch:
        flat = (half[0] * half[1] * 8,)
        nodes.append(Node("flatten_1", "Flatten", {}, ("max_pooling2d_1",), flat, place=place(19), variable="encoded"))
    nodes += [
        convolution("conv2d_2", "max_pooling2d_1", (*half, 8), 8, 20, activation="relu"),
        Node("up_sampling2d_1", "UpSampling2D", {"size": (2, 2)}, ("conv2d_2",), (height, width, 8), place=place(21)),
        convolution("conv2d_3", "up_sampling2d_1", (height, width, 8), channels, 22, activation=activation),
    ]
    return Plan(
        key,
        tuple(nodes),
        output="conv2d_3",
        latent="flatten_1" if side_branch else "max_pooling2d_1",
        loss=Call("binary_crossentropy", {"from_logits": False}),
        optimizer=optimizer,
        epochs=epochs,
        batch_size=48,
    )


def weights(of: Plan, seed: int = 0) -> dict[str, np.ndarray]:
    """Start values: small random kernels, biases of zero."""
    rng = np.random.default_rng(seed)
    return {
        f"{node.name}/{weight.name}": (
            np.zeros(weight.shape, np.float32)
            if weight.name == "bias"
            else rng.uniform(-0.2, 0.2, weight.shape).astype(np.float32)
        )
        for node in of.nodes
        for weight in node.weights
    }


def run(
    of: Plan,
    images: Images,
    losses: tuple[float, ...],
    *,
    before: np.ndarray,
    after: np.ndarray,
    moved: float,
    levels: Mapping[str, float | None],
    status: str = "done",
) -> Run:
    """A run whose reconstructions of all pictures are `before` and `after`; photographs lie evenly between."""
    shown = np.concatenate([images.held_out[:2], images.training[:2]])
    moments = [("before", 0), *((f"epoch {epoch}", epoch) for epoch in (1, 3, 10)), ("after", len(losses))]
    moments = [(moment, epoch) for moment, epoch in moments if epoch <= len(losses)]
    start = weights(of)
    maps = {
        node.name: np.abs(np.random.default_rng(1).normal(size=node.output_shape)).astype(np.float32)
        for node in of.nodes
    }
    return Run(
        plan=of,
        seed=0,
        engine="torch",
        device="cpu",
        status=status,
        epochs=tuple(Epoch(loss, loss * 1.01, 1e-3, moved * 1e-2, 0.4) for loss in losses),
        shown=shown,
        photographs=tuple(
            Photograph(
                moment,
                epoch,
                (before[shown] + (after[shown] - before[shown]) * (epoch / max(1, len(losses)))).astype(np.float32),
            )
            for moment, epoch in moments
        ),
        measured=images.held_out,
        before=before[images.held_out].astype(np.float32),
        after=after[images.held_out].astype(np.float32),
        measured_training=images.training,
        training_after=after[images.training].astype(np.float32),
        weights_before=start,
        weights_after={name: tensor + np.float32(moved) * np.float32(0.05) for name, tensor in start.items()},
        gradients_first=dict.fromkeys(start, moved * 0.01),
        gradients_last=dict.fromkeys(start, moved * 0.0001),
        levels=levels,
        latents=np.random.default_rng(2).normal(size=(len(images.values), 16)).astype(np.float32),
        latent_pictures=np.arange(len(images.values)),
        activations_before=maps,
        activations_after={name: values * 2 for name, values in maps.items()},
        seconds=12.5,
    )


def answers(of: Run, images: Images) -> Answers:
    """What the run's arrays say, computed in the plainest way."""
    originals = images.values[of.measured].astype(np.float64)
    mean = images.values[images.training].astype(np.float64).mean(axis=0)
    worst = np.square(originals - mean).sum()
    skill = float(1 - np.square(originals - of.after).sum() / worst)
    untrained = float(1 - np.square(originals - of.before).sum() / worst)
    tensors = tuple(
        LayerChange(name, float(np.abs(of.weights_after[name] - start).max()), start.size, start.size, "yes")
        if not np.array_equal(of.weights_after[name], start)
        else LayerChange(name, 0.0, 0, start.size, "no")
        for name, start in of.weights_before.items()
    )
    layers = tuple(replace(tensor, name=tensor.name.split("/")[0]) for tensor in tensors[::2])
    changed = "yes" if tensors[0].answer == "yes" else "no"
    first, last = of.epochs[0].loss, of.epochs[-1].loss
    floor, mean_image = of.levels["floor"], of.levels["mean_image"]
    coincide = floor == mean_image
    position = None if coincide or mean_image is None or floor is None else (mean_image - last) / (mean_image - floor)
    return Answers(
        LossAnswer(
            "yes" if abs(first - last) > 1e-6 * abs(first) else "no",
            first,
            last,
            floor,
            mean_image,
            position,
            "yes",
            "floor and mean image have the same loss, so the position is not defined" if coincide else "",
        ),
        WeightAnswer(changed, layers, tensors),
        ImageAnswer(
            "yes" if skill > 0.5 else "no",
            skill,
            (skill - 0.04, skill + 0.03),
            untrained,
            skill + 0.01,
            0.7,
            position,
            0.8,
            24.0,
            0.9 if skill > 0.5 else 0.001,
            changed == "yes",
        ),
    )


def experiment(key: str, title: str, line: int, **changes: object) -> Experiment:
    """A section of the notebook with its two linked pictures and remarks."""
    written = Experiment(
        key=key,
        title=title,
        place=place(line),
        last_line=line + 40,
        code=CodeBlock("decoded = ...", place(line + 4)),
        pictures=(
            PictureLink(f"results/model{key}_output.png", "Image results", "output", place(line + 30)),
            PictureLink(f"results/model{key}_loss.png", "Loss function", "loss", place(line + 31)),
        ),
        remarks=(
            Remark(RemarkKind.CLAIM, "Weights do not change", place(line + 35)),
            Remark(RemarkKind.QUESTION, "Do we need more training data?", place(line + 35)),
            Remark(RemarkKind.WISH, "Augment the dataset", place(line + 39)),
        ),
    )
    return replace(written, **changes)  # type: ignore[arg-type]


def projection(labels: tuple[str, ...], *, perplexity: int = 12, line: int = 90, picture: str = "") -> Projection:
    """Two clouds, one for each label."""
    points = np.random.default_rng(perplexity).normal(size=(len(labels), 2))
    points[:, 0] += [4.0 * (label == STAINS[0]) for label in labels]
    return Projection(
        "tsne",
        {"perplexity": perplexity, "learning_rate": 250.0, "random_state": 0},
        points,
        labels,
        {"trustworthiness": 0.93, "silhouette": 0.52, "silhouette_null": 0.0, "silhouette_null_95": 0.03},
        place(line),
        picture,
    )


def frozen(size: int = 32) -> Outcome:
    """Pixels of 3e-9, no last activation: nothing moves, the pictures after are those before."""
    images = cells(size=size, scale=3.1e-9)
    second = Event(Step("divide", {"by": 65535}, place(35)), 0.0, 3.1e-9, 2.7e-10)
    images = replace(images, history=(*images.history, second))
    resolved = plan("1", images.shape, side_branch=True)
    noise = np.random.default_rng(3).normal(0, 1e-9, images.values.shape) - 0.4 * images.values
    level = 1.445775e-07
    trained = run(
        resolved,
        images,
        tuple(level + 5e-16 * (epoch % 3 - 1) for epoch in range(30)),
        before=noise,
        after=noise,
        moved=0.0,
        levels={"floor": level, "mean_image": level, "untrained": level, "pca": None},
    )
    links = (
        *experiment("1", "", 12).pictures,
        PictureLink("results/model1_tsne.png", "TSNE clustering on model 1", "tsne", place(92)),
    )
    asked = ProjectionRequest("tsne", {"perplexity": 12}, place(90), "results/model1_tsne.png", {"RS": 0})
    labels = tuple(picture.stain for picture in images.pictures)
    return Outcome(
        experiment("1", "", 12, pictures=links, projections=(asked,)),
        "done",
        images=images,
        plan=resolved,
        run=trained,
        answers=answers(trained, images),
        judgement=Judgement("nothing_moved", "No weight moved by more than float rounding in 30 epochs.", "no"),
        projections=(projection(labels, picture="results/model1_tsne.png"),),
        seconds=13.0,
    )


def black(size: int = 32) -> Outcome:
    """The same pixels with a sigmoid: the loss falls, the weights change, every picture is black."""
    images = cells(size=size, scale=3.1e-9)
    resolved = plan("6", images.shape, activation="sigmoid")
    rng = np.random.default_rng(4)
    trained = run(
        resolved,
        images,
        tuple(float(0.56 * np.exp(-epoch * 0.5) + 1.4e-7) for epoch in range(30)),
        before=0.5 + rng.normal(0, 1e-3, images.values.shape),
        after=1e-6 + rng.normal(0, 1e-8, images.values.shape),
        moved=1.0,
        levels={"floor": 1.2e-8, "mean_image": 1.3e-8, "untrained": 0.69, "pca": 1.25e-8},
    )
    links = (
        *experiment("6", "", 100).pictures,
        PictureLink(
            "results/model6_activations.png",
            "Last layer before sigmoid",
            "activations",
            place(133),
            "last layer before sigmoid",
        ),
    )
    inherited = (
        Inheritance("structure", "1", place(104), "See [model 1](#model-1)"),
        Inheritance("parameters", "1", place(104), "See [model 1](#model-1)"),
    )
    notes = (Note(place(140), "this bullet was not read: `staining by hand`", "* Channels = FITC"),)
    written = experiment("6", "sigmoid in last layer", 100, pictures=links, inheritance=inherited, notes=notes)
    return Outcome(
        written,
        "done",
        images=images,
        plan=resolved,
        run=trained,
        answers=answers(trained, images),
        judgement=Judgement("constant_output", "Every input gives the same nearly black picture.", "no"),
        seconds=13.0,
    )


def learned(size: int = 32, *, key: str = "8", channels: int = 1) -> Outcome:
    """Pixels in [0, 1]: the reconstructions are the originals, a little blurred and noisy."""
    images = cells(size=size, channels=channels)
    resolved = plan(key, images.shape, activation="sigmoid")
    rng = np.random.default_rng(5)
    trained = run(
        resolved,
        images,
        tuple(float(0.1 + 0.5 * np.exp(-epoch * 0.3)) for epoch in range(30)),
        before=0.5 + rng.normal(0, 0.01, images.values.shape),
        after=0.95 * images.values + rng.normal(0, 0.01, images.values.shape),
        moved=1.0,
        levels={"floor": 0.095, "mean_image": 0.16, "untrained": 0.7, "pca": 0.11},
    )
    return Outcome(
        experiment(key, "CIFAR + model 7", 200),
        "done",
        images=images,
        plan=resolved,
        run=trained,
        answers=answers(trained, images),
        judgement=Judgement("learned", "The reconstructions explain 96 % of the variance of held-out pictures.", "no"),
        seconds=13.0,
    )


def refused() -> Outcome:
    """A structure with a misspelt layer."""
    return Outcome(
        experiment("9", "a slip of the pen", 300),
        "refused",
        'log.md:305: unknown layer "Conv2DD"; did you mean "Conv2D"?',
    )


def interrupted(size: int = 32) -> Outcome:
    """Stopped by hand after four epochs, with what was measured until then."""
    whole = learned(size, key="10")
    assert whole.run is not None
    cut = replace(whole.run, status="interrupted", epochs=whole.run.epochs[:4])
    assert whole.images is not None
    return replace(
        whole,
        status="interrupted",
        run=cut,
        answers=answers(cut, whole.images),
        experiment=experiment("10", "stopped by hand", 400),
    )


def study(*outcomes: Outcome, size: int = 32) -> Study:
    """The outcomes given, or one of each kind, as one notebook."""
    chosen = outcomes or (frozen(size), black(size), learned(size), refused(), interrupted(size))
    notebook = Notebook(
        Path(FILE),
        b"# Evaluating different models\n",
        "Evaluating different models",
        tuple(outcome.experiment for outcome in chosen),
        notes=(Note(place(500), "this bullet was not read: `(ideas)`"),),
        remarks=(Remark(RemarkKind.QUESTION, "So what is wrong with this data?", place(510)),),
    )
    return Study(notebook, chosen, "cpu", "0.1.0", "aescope run log.md")
