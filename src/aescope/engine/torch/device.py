"""Where the numbers are computed: CUDA, MPS or the processor, as asked or as there is."""

import torch

from aescope.errors import UsageError


def find_device(wanted: str = "auto") -> torch.device:
    """The device of that name; `auto` is CUDA where there is one, else MPS, else the processor.

    Raises UsageError for a device that this machine, or this build of torch, does not have.
    """
    there = [name for name, found in (("cuda", _cuda()), ("mps", _mps())) if found] + ["cpu"]
    if wanted == "auto":
        return torch.device(there[0])
    kind, _, number = wanted.casefold().partition(":")
    within = not number or (number.isdigit() and kind == "cuda" and _cuda() and int(number) < torch.cuda.device_count())
    if kind in there and within:
        return torch.device(wanted.casefold())
    raise UsageError(
        f'there is no device "{wanted}" here; there are: {", ".join(there)}. Leave --device out for the best.'
    )


def _cuda() -> bool:
    return torch.cuda.is_available()


def _mps() -> bool:
    return torch.backends.mps.is_available()
