"""Latents in two dimensions as the notebook asks, with scores against their null; never a network, never a drawing."""

from collections.abc import Sequence

import numpy as np
from jaxtyping import Float

from aescope.errors import AescopeError, ParameterError, UnknownName
from aescope.projection.registry import Points, projections
from aescope.projection.scores import MOST_SCORED, evenly, scores_of
from aescope.records import Projection, ProjectionRequest, Value
from aescope.registry import bind_arguments

__all__ = ["check", "project"]

# Fewer pictures have no neighbourhood to show.
_FEWEST = 4
# Relative to the largest value: a few float32 rounding steps. Latents that differ by less are one latent.
_ROUNDING = 8 * float(np.finfo(np.float32).eps)


def check(request: ProjectionRequest) -> None:
    """Raise ParameterError, with the line, for a method or an argument that does not exist; nothing heavy is loaded."""
    _arguments(request, 0)


def project(
    latents: Float[np.ndarray, "_image _latent"], labels: Sequence[str], request: ProjectionRequest, *, seed: int
) -> Projection:
    """The points of all latents (NaN for a latent that is not finite), scores, and in `says` what had to be said.

    The same latents, request and seed give the same points. Where nothing can be projected (no latents, all the same,
    a method that is not installed, an argument that it does not have), every point is NaN and `says` tells why: a
    study does not fail for a drawing.
    """
    values = np.asarray(latents, np.float64)
    finite = np.isfinite(values).all(axis=1)
    says = _why_not(values[finite], len(values))
    if says:
        return _nothing(request, labels, says)
    known = values[finite]
    # Latents of 1e-20 would vanish when squared; no method but PCA minds their unit.
    unit = float(np.abs(known).max())
    try:
        arguments = _arguments(request, seed)
        projected = projections[request.method](known / unit, **arguments)
    except ParameterError as error:
        return _nothing(request, labels, str(error))
    except AescopeError as error:
        return _nothing(request, labels, f"{request.place}: {error}")
    except (ValueError, TypeError, np.linalg.LinAlgError) as error:
        return _nothing(request, labels, f"{request.place}: {request.method} could not be drawn: {error}")
    points = np.full((len(values), 2), np.nan)
    points[finite] = projected.points * (unit if request.method == "pca" else 1.0)
    spoken = [projected.says]
    wanted = request.arguments.get("n_components", 2)
    if wanted != 2:
        spoken.append(f"n_components={wanted} was asked for; a page has two dimensions.")
    if not finite.all():
        spoken.append(f"{int((~finite).sum())} of {len(values)} latents are not finite and are left out.")
    if len(known) > MOST_SCORED:
        spoken.append(f"Scores are those of {MOST_SCORED} evenly drawn pictures.")
    return Projection(
        request.method,
        {**projected.arguments},
        points,
        tuple(labels),
        _scores(known / unit, projected.points, np.asarray(labels, object)[finite], seed),
        request.place,
        request.picture,
        " ".join(filter(None, spoken)),
    )


def _arguments(request: ProjectionRequest, seed: int) -> dict[str, Value]:
    """The request's arguments with free names bound, all known to the method, and the seed."""
    try:
        method = projections[request.method]
        given = {name: _bound(value, request) for name, value in request.arguments.items()}
        return bind_arguments(method, {**given, "seed": seed}, request.method)
    except UnknownName as error:
        raise ParameterError(f"{request.place}: {error}") from None


def _bound(value: Value, request: ProjectionRequest) -> Value:
    return request.bound.get(value, value) if isinstance(value, str) else value


def _why_not(known: np.ndarray, count: int) -> str:
    """Why there is nothing to project, or ""."""
    if not count or known.shape[1] == 0:
        return "There are no latents: the structure names nothing `encoded`, or none were kept."
    if not len(known):
        return f"None of the {count} latents is finite: there is nothing to project."
    if len(known) < _FEWEST:
        return f"{len(known)} pictures have no neighbourhood to show; at least {_FEWEST} were expected."
    spread = float((known.max(axis=0) - known.min(axis=0)).max())
    if spread <= _ROUNDING * float(np.abs(known).max()):
        return f"All {len(known)} latents are the same: whatever the picture, the encoder answers one thing."
    return ""


def _nothing(request: ProjectionRequest, labels: Sequence[str], says: str) -> Projection:
    points = np.full((len(labels), 2), np.nan)
    return Projection(
        request.method, dict(request.arguments), points, tuple(labels), {}, request.place, request.picture, says
    )


def _scores(known: np.ndarray, points: Points, labels: np.ndarray, seed: int) -> dict[str, float | None]:
    scored = evenly(len(known))
    return scores_of(known[scored], points[scored], labels[scored].tolist(), seed)
