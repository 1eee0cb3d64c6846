"""What can be measured on a run: one quantity per file; `answers` puts them under the template's questions."""

from aescope.probes.answers import answers
from aescope.probes.references import pca_reconstructions
from aescope.probes.registry import measure, probes

__all__ = ["answers", "measure", "pca_reconstructions", "probes"]
