"""The only door to the engines: a plan goes in, a session or a run comes out. torch is imported when one is opened."""

from collections.abc import Callable, Mapping, Sequence

from aescope.engine.looks import Reference
from aescope.engine.store import load_run, save_run
from aescope.errors import UsageError, did_you_mean
from aescope.records import Images, Plan, Progress, Run, Session

__all__ = ["Reference", "default_device", "load_run", "open_session", "save_run", "train"]

# By name; `auto` is the fastest that can run the plan here.
_ENGINES = ("torch",)


def open_session(
    plan: Plan, *, seed: int, device: str = "auto", engine: str = "auto", dtype: str = "float32"
) -> Session:
    """A plan with its initial weights on a device (`auto`, `cpu`, `cuda`, `cuda:1`, `mps`), ready for steps.

    The weights are drawn from the seed and are the same for every engine. Raises UsageError for a device or an engine
    that is not there.
    """
    if engine not in ("auto", *_ENGINES):
        raise UsageError(f'there is no engine "{engine}"; {did_you_mean(engine, ("auto", *_ENGINES))}')
    from aescope.engine.torch.session import TorchSession

    return TorchSession(plan, seed, device, dtype)


def train(
    plan: Plan,
    images: Images,
    *,
    seed: int,
    device: str = "auto",
    engine: str = "auto",
    references: Mapping[str, Reference] | None = None,
    progress: Callable[[Progress], None] | None = None,
    look_epochs: Sequence[int] | None = None,
) -> Run:
    """Train the plan on the images' training part and look at it before, during and after.

    `references` are asked once for their reconstructions of some training pictures, whose losses become levels of the
    run beside floor, mean_image and untrained; all levels are of those pictures (Run.measured_training).
    `look_epochs` are the epochs after which the shown pictures are photographed; three are chosen where it is None.
    """
    from aescope.engine.training import train as train_session

    session = open_session(plan, seed=seed, device=device, engine=engine)
    try:
        return train_session(
            session,
            plan,
            images,
            seed=seed,
            references=references or {},
            progress=progress,
            look_epochs=look_epochs,
        )
    finally:
        from aescope.engine.torch.memory import give_back

        give_back()


def default_device() -> str:
    """The device that `auto` stands for on this machine."""
    from aescope.engine.torch.device import find_device

    return str(find_device("auto"))
