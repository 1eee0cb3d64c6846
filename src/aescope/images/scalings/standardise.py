"""Standardise: mean 0 and standard deviation 1 over the training part, each stain by itself."""

from aescope.errors import ImagesError
from aescope.images.scalings import Change, scaling
from aescope.images.statistics_of_set import mean_and_deviation
from aescope.images.strata import spread, strata
from aescope.images.written_steps import spelled
from aescope.records import Images, Step


@scaling(
    "standardise",
    example="standardise",
    spellings=spelled("standardise", "standardize", "standardised", "standardized", "z-score", "zscore", "z score"),
    of_set=lambda arguments: True,
)
def standardise(images: Images, step: Step, counts: bool) -> tuple[Change, ...]:
    """For a linear output and squared error: the values leave [0, 1], which a sigmoid and a cross-entropy need.

    Raises ImagesError where a stain has one value only.
    """
    found = strata(images)
    moments = [mean_and_deviation(images.values, stratum) for stratum in found]
    for stratum, (mean, deviation) in zip(found, moments, strict=True):
        if not deviation > 0:
            raise ImagesError(
                f"{step.place or images.name}: every value of {stratum.name} is {mean:g}: nothing to standardise"
            )
    means = spread(images, found, [mean for mean, _ in moments])
    deviations = spread(images, found, [deviation for _, deviation in moments])
    figures = ", ".join(
        f"{stratum.name} mean {mean:g}, deviation {deviation:g}"
        for stratum, (mean, deviation) in zip(found, moments, strict=True)
    )
    said = Step(step.name, step.arguments, step.place, figures)
    return (Change(said, lambda block, where: (block - means[where]) / deviations[where]),)
