import numpy as np
import pytest
import torch

from aescope.engine.torch.layout import to_keras, to_torch

_CPU = torch.device("cpu")


@pytest.mark.parametrize("shape", [(3, 2, 4, 5), (4, 5), (7,), (1, 1, 1, 1)])
def test_there_and_back_nothing_changes(shape):
    array = np.random.default_rng(0).random(shape).astype(np.float32)
    assert np.array_equal(to_keras(to_torch(array, _CPU, torch.float32)), array)


def test_a_kernel_is_outputs_inputs_rows_columns_in_torch():
    array = np.arange(3 * 2 * 4 * 5, dtype=np.float32).reshape(3, 2, 4, 5)
    tensor = to_torch(array, _CPU, torch.float32)
    assert tensor.shape == (5, 4, 3, 2) and tensor[1, 2, 0, 1] == array[0, 1, 2, 1]


def test_neither_side_shares_memory_with_the_other():
    array = np.zeros((2, 2), np.float32)
    tensor = to_torch(array, _CPU, torch.float32)
    copy = to_keras(tensor)
    tensor += 1
    assert not array.any() and not copy.any()
