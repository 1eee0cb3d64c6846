"""aescope tells whether an image autoencoder learned anything, why not, and what fixes it."""

from importlib import import_module
from typing import Any

__version__ = "0.1.0"
# What Python users call; each is imported when it is first asked for, so that `import aescope` stays light.
_FROM = {
    "read_notebook": "aescope.study",
    "run": "aescope.study",
    "check": "aescope.study",
    "demo": "aescope.study",
    "simulate": "aescope.study",
    "Options": "aescope.options",
}
__all__ = ["__version__", *_FROM]


def __getattr__(name: str) -> Any:
    if name not in _FROM:
        raise AttributeError(f"module 'aescope' has no attribute {name!r}")
    return getattr(import_module(_FROM[name]), name)
