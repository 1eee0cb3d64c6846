"""What a plan asks of memory is told, and refused, before anything is allocated."""

import pytest

from aescope.errors import StructureError
from aescope.plan import estimate, memory_of_machine, refuse_if_too_big
from tests.small_plan import planned

CODE = "x = Conv2D(4, (3, 3), padding='same')(img)\ndecoded = Conv2D(1, (3, 3), padding='same')(x)"


def test_sizes_are_counted_by_hand():
    size = estimate(planned(CODE), images=100)
    parameters = (9 * 1 * 4 + 4) + (9 * 4 * 1 + 1)
    assert size.parameters == parameters
    assert size.weights == parameters * 4 * 4  # weight, gradient and Adam's two means, four bytes each
    assert size.images == 100 * 64 * 4
    assert size.activations == 8 * (64 + 256 + 64) * 2 * 4
    assert size.multiply_adds == 64 * 9 * 4 * 2
    assert size.total == size.weights + size.activations + size.images


def test_a_batch_is_never_larger_than_the_set():
    assert estimate(planned(CODE), images=2).activations == estimate(planned(CODE)).activations // 4


def test_a_plan_that_fits_passes():
    assert refuse_if_too_big(planned(CODE), 10**9).parameters == 77


def test_a_thousand_million_filters_are_refused_with_the_figures():
    plan = planned(CODE.replace("Conv2D(4", "Conv2D(10**9"))
    with pytest.raises(StructureError) as caught:
        refuse_if_too_big(plan, 16 * 10**9)
    assert str(caught.value) == (
        "log.md:10: training takes about 4.4 TB: 304 GB for 19,000,000,001 weights and 4.1 TB for the outputs of a "
        "batch of 8; expected at most 16 GB, the memory there is. The largest layer is conv2d_1, 8x8x1000000000: "
        "make it or the batch smaller."
    )


def test_numbers_beyond_64_bits_stay_exact():
    plan = planned("x = Conv2D(10**18, (3, 3))(img)\ndecoded = Conv2D(10**18, (3, 3))(x)")
    assert plan.parameters == 10**18 * 10 + 9 * 10**36 + 10**18
    with pytest.raises(StructureError, match="YB"):
        refuse_if_too_big(plan, 10**12)


def test_a_set_that_does_not_fit_is_refused_by_the_set():
    with pytest.raises(StructureError, match=r"1000000000 images of 8x8x1 take 256 GB; expected at most 1 GB"):
        refuse_if_too_big(planned(CODE), 10**9, images=10**9)


def test_where_the_system_tells_no_memory_the_absurd_is_refused_all_the_same(monkeypatch):
    monkeypatch.setattr("aescope.plan.sizes.memory_of_machine", lambda: None)
    refuse_if_too_big(planned(CODE))
    with pytest.raises(StructureError, match="at most 256 GB"):
        refuse_if_too_big(planned(CODE.replace("Conv2D(4", "Conv2D(10**9")))


def test_the_memory_of_this_machine_is_told_or_not_known():
    memory = memory_of_machine()
    assert memory is None or memory > 2**28
