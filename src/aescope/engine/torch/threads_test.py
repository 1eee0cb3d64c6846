import os

import pytest

from aescope.engine.torch.threads import thread_count


@pytest.fixture
def available():
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()


@pytest.mark.parametrize(("said", "expected"), [("3", 3), ("1", 1), ("4,2", 4), (" 2 ", 2)])
def test_omp_num_threads_is_respected(tmp_path, said, expected):
    assert thread_count({"OMP_NUM_THREADS": said}, tmp_path / "none") == expected


@pytest.mark.parametrize("said", ["", "0", "many", "-1"])
def test_without_a_number_there_every_processor_of_this_process_computes(tmp_path, available, said):
    assert thread_count({"OMP_NUM_THREADS": said}, tmp_path / "none") == available


@pytest.mark.parametrize(("limit", "expected"), [("100000 100000", 1), ("50000 100000", 1)])
def test_a_container_computes_with_its_share(tmp_path, limit, expected):
    (tmp_path / "cpu.max").write_text(limit)
    assert thread_count({}, tmp_path / "cpu.max") == expected


@pytest.mark.parametrize("limit", ["max 100000", "", "nonsense", "100000 0"])
def test_a_container_without_a_limit_computes_with_all(tmp_path, available, limit):
    (tmp_path / "cpu.max").write_text(limit)
    assert thread_count({}, tmp_path / "cpu.max") == available
