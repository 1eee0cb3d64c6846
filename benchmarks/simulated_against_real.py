"""Prints how far the simulated plates are from the two real crops that stood model, as a Markdown table.

    python benchmarks/simulated_against_real.py [SEED]

With `../shared/data/immune-crops` beside the repository the crops are measured anew; else their stored figures
are used.
"""

import sys
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import tifffile
from scipy.fft import dctn

from aescope.images.simulate import CHANNEL_NAMES, LAYOUT_NAMES, default_layout, simulate_plate

CROPS = Path(__file__).parents[2] / "shared/data/immune-crops"
FILES = {"FITC": "tcell.tif", "TexasRed": "dcell.tif"}

# Counts above which a pixel is foreground: the crop's background and five standard deviations of its noise.
FOREGROUND = {"FITC": 200, "TexasRed": 560}
# Bands of the power spectrum by the length of a wave, in pixels.
BANDS = ((50, 400), (20, 50), (10, 20), (5, 10), (2, 5))

# The two crops, measured by `measure`. Source of the crops: GitHub leonore/deep-learning-for-immune-cells, commit
# 77069d2, src/tcell.tif and src/dcell.tif; figures alone, the pictures are not ours to pass on.
STORED: dict[str, dict[str, float]] = {
    "FITC": {
        "p1": 152,
        "p50": 170,
        "p99": 453,
        "p99.9": 912,
        "maximum": 1342,
        "power, waves of 50 to 400 px": 539100,
        "power, waves of 20 to 50 px": 190210,
        "power, waves of 10 to 20 px": 36312,
        "power, waves of 5 to 10 px": 771.02,
        "power, waves of 2 to 5 px": 46.117,
        "share of foreground": 0.028425,
    },
    "TexasRed": {
        "p1": 481,
        "p50": 512,
        "p99": 1129,
        "p99.9": 2912.1,
        "maximum": 4095,
        "power, waves of 50 to 400 px": 5.7040e06,
        "power, waves of 20 to 50 px": 1.8507e06,
        "power, waves of 10 to 20 px": 296390,
        "power, waves of 5 to 10 px": 8681.8,
        "power, waves of 2 to 5 px": 291.43,
        "share of foreground": 0.19153,
    },
}


def measure(counts: np.ndarray, foreground: int) -> dict[str, float]:
    """Figures of pictures of one stain, (picture, height, width), pooled over all of them."""
    figures = {f"p{percent:g}": float(np.percentile(counts, percent)) for percent in (1, 50, 99, 99.9)}
    figures["maximum"] = float(counts.max())
    for (shortest, longest), power in zip(BANDS, band_powers(counts), strict=True):
        figures[f"power, waves of {shortest} to {longest} px"] = power
    figures["share of foreground"] = float((counts > foreground).mean())
    return figures


def band_powers(counts: np.ndarray) -> list[float]:
    """Power in each band, in squared counts per pixel: the mean over the ring of the spectrum and over the pictures.

    The spectrum is that of the picture continued by its mirror image (a cosine transform), so that a cell cut by the
    picture's edge does not count as a sharp step, as it would in a Fourier transform; white noise has its variance in
    every band.
    """
    size = counts.shape[-1]
    mean_free = (counts - counts.mean(axis=(1, 2), keepdims=True)).astype(np.float32)
    power = np.square(dctn(mean_free, axes=(1, 2), norm="ortho")).mean(axis=0)
    frequency = np.arange(size) / (2 * size)
    radius = np.hypot(frequency[:, None], frequency)
    return [float(power[(radius >= 1 / longest) & (radius < 1 / shortest)].mean()) for shortest, longest in BANDS]


def real_figures() -> dict[str, dict[str, float]]:
    """Figures of the two crops, by stain: measured where the crops are, stored otherwise."""
    if not CROPS.exists():
        return STORED
    return {stain: measure(tifffile.imread(CROPS / file)[None], FOREGROUND[stain]) for stain, file in FILES.items()}


def simulated_figures(seed: int) -> dict[str, dict[str, float]]:
    """The same of all 180 fields of the plates behind the image sets `cells` and `DMSO`."""
    plates = [simulate_plate(default_layout(name), seed=seed) for name in LAYOUT_NAMES]
    counts = np.stack([made.counts for plate in plates for made in plate])
    return {stain: measure(counts[..., CHANNEL_NAMES.index(stain)], FOREGROUND[stain]) for stain in FILES}


def table(real: Mapping[str, Mapping[str, float]], simulated: Mapping[str, Mapping[str, float]]) -> str:
    """A row for each figure: real, simulated and deviation of each stain."""
    lines = [
        "| figure | " + " | ".join(f"{stain} real | simulated | deviation" for stain in real) + " |",
        "| --- " + "| ---: | ---: | ---: " * len(real) + "|",
    ]
    for figure in next(iter(real.values())):
        cells = []
        for stain, figures in real.items():
            ours, theirs = simulated[stain][figure], figures[figure]
            cells += [f"{theirs:.4g}", f"{ours:.4g}", f"{ours / theirs - 1:+.0%}"]
        lines.append(f"| {figure} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


if __name__ == "__main__":
    seed = int(sys.argv[1]) if len(sys.argv) > 1 else 0
    sys.stdout.write(table(real_figures(), simulated_figures(seed)) + "\n")
