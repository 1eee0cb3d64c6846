"""Tensors in Keras' layout and in torch's: kernels are (rows, columns, a, b) there and (b, a, rows, columns) here."""

import numpy as np
import torch
from torch import Tensor


def to_torch(array: np.ndarray, device: torch.device, dtype: torch.dtype) -> Tensor:
    """A tensor of its own for a weight in Keras' layout; kernels lie channels last in memory, except on MPS."""
    turned = array.transpose(3, 2, 0, 1) if array.ndim == 4 else array
    tensor = torch.from_numpy(np.array(turned, order="C")).to(device=device, dtype=dtype)
    if tensor.ndim == 4 and device.type != "mps":
        return tensor.contiguous(memory_format=torch.channels_last)
    return tensor


def to_keras(tensor: Tensor) -> np.ndarray:
    """A copy of a weight in Keras' layout."""
    turned = tensor.detach().permute(2, 3, 1, 0) if tensor.ndim == 4 else tensor.detach()
    return np.array(turned.cpu().numpy(), order="C")
