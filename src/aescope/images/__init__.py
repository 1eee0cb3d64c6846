"""Images: found, read as counts, brought to pixels with every step on record, split by group.

`request` turns a notebook's bullets and a command line into what is asked; `read_images` reads counts; `prepare` makes
of them what is trained on. Sources, scalings, alterations and name patterns are one file each.
"""

from aescope.images.prepare import fingerprint, prepare
from aescope.images.read import read_images
from aescope.images.request import reading_key, request

__all__ = ["fingerprint", "prepare", "read_images", "reading_key", "request"]
