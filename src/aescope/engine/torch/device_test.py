import pytest
import torch

from aescope.engine.torch import device
from aescope.engine.torch.device import find_device
from aescope.errors import UsageError


def _with(monkeypatch, cuda=0, mps=False):
    monkeypatch.setattr(torch.cuda, "is_available", lambda: cuda > 0)
    monkeypatch.setattr(torch.cuda, "device_count", lambda: cuda)
    monkeypatch.setattr(torch.backends.mps, "is_available", lambda: mps)


@pytest.mark.parametrize(("cuda", "mps", "best"), [(1, True, "cuda"), (0, True, "mps"), (0, False, "cpu")])
def test_auto_is_the_fastest_there_is(monkeypatch, cuda, mps, best):
    _with(monkeypatch, cuda, mps)
    assert str(find_device("auto")) == best


@pytest.mark.parametrize("wanted", ["cpu", "CPU", "cuda", "cuda:1"])
def test_a_device_that_is_there_is_found(monkeypatch, wanted):
    _with(monkeypatch, cuda=2)
    assert str(find_device(wanted)) == wanted.lower()


@pytest.mark.parametrize("wanted", ["cuda:2", "cuda:-1", "cuda:x", "mps", "tpu", "cpu:1", ""])
def test_one_that_is_not_is_refused_with_those_that_are(monkeypatch, wanted):
    _with(monkeypatch, cuda=2)
    with pytest.raises(UsageError, match="there are: cuda, cpu"):
        find_device(wanted)


def test_devices_are_looked_for_in_torch():
    assert device._cuda() is torch.cuda.is_available()
