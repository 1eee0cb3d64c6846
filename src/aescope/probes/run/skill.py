"""Skill of the trained and the untrained network on held-out and training pictures, and of PCA."""

from aescope.probes.references import mean_image, pca_reconstructions, squared_errors
from aescope.probes.registry import probes
from aescope.probes.skill import Skill, skill_of
from aescope.records import Images, Indices, Measurement, Run, Stack

_UNIT = "share of the variance around the mean image"


def _measured(name: str, skill: Skill) -> Measurement:
    return Measurement(name, (skill.value, skill.interval), _UNIT, skill.why)


def _skill(images: Images, wanted: Indices, reconstructions: Stack) -> Skill:
    originals = images.values[wanted]
    return skill_of(squared_errors(originals, reconstructions), squared_errors(originals, mean_image(images)))


@probes.register("skill")
def skill(run: Run, images: Images) -> Measurement:
    """1 - MSE / MSE of the mean image on held-out pictures after training: (value, 95 % interval)."""
    return _measured("skill", _skill(images, run.measured, run.after))


@probes.register("untrained_skill")
def untrained_skill(run: Run, images: Images) -> Measurement:
    """The same of the network before its first update."""
    return _measured("untrained_skill", _skill(images, run.measured, run.before))


@probes.register("training_skill")
def training_skill(run: Run, images: Images) -> Measurement:
    """The same on training pictures: far above the held-out skill means that they were learned by heart."""
    return _measured("training_skill", _skill(images, run.measured_training, run.training_after))


@probes.register("pca_skill")
def pca_skill(run: Run, images: Images) -> Measurement:
    """The same of PCA with as many components as the latent has numbers: what a linear autoencoder could do."""
    components = run.latents.shape[1] if run.latents.size else 0
    if not components:
        return Measurement("pca_skill", (None, None), _UNIT, "the network has no latent")
    return _measured("pca_skill", _skill(images, run.measured, pca_reconstructions(images, components, run.measured)))
