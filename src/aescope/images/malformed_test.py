import subprocess
import sys
from pathlib import Path

import pytest

from tests.shared_data import shared

# Runs apart, under a limit of memory, so that a file that brings a decoder down is found and named.
READ_ALL = """
import resource, sys
from pathlib import Path
resource.setrlimit(resource.RLIMIT_AS, (3 * 2**30, 3 * 2**30))
from aescope.errors import ImagesError
from aescope.images import read_images, request
for file in sorted(Path(sys.argv[1]).iterdir()):
    print("FILE", file.name, flush=True)
    wanted = request("x", (), None, location=str(file), scaling=None, channels=None, base_folder=Path())
    try:
        images = read_images(wanted, base_folder=Path())
    except ImagesError as error:
        assert file.name in str(error), error
        print("REFUSED", error, flush=True)
    else:
        assert images.values.size and images.values.any(), file
        print("READ", *images.values.shape, images.values.dtype, images.values.min(), images.values.max(), flush=True)
# Not ru_maxrss: a child's begins at what its parent held when it was forked.
peak = next(line for line in open("/proc/self/status") if line.startswith("VmHWM"))
print("PEAK", int(peak.split()[1]) // 1024)
"""


@pytest.mark.real
def test_every_malformed_file_gives_right_pictures_or_a_clear_message():
    folder = shared("data", "malformed")
    if sys.platform != "linux":
        pytest.skip("limits memory as Linux does")
    source = Path(__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-c", READ_ALL, str(folder)], cwd=source, capture_output=True, encoding="utf-8", timeout=110
    )
    lines = done.stdout.splitlines()
    assert done.returncode == 0, [*lines[-1:], done.stderr[-2000:]]
    assert "Traceback" not in done.stderr
    verdicts = {
        lines[number][5:]: lines[number + 1] for number in range(len(lines) - 1) if lines[number].startswith("FILE ")
    }
    assert len(verdicts) >= 178
    assert int(lines[-1].split()[1]) < 400, "megabytes at most"
    says = {
        "madehere-bbbc022-truncated-90pct.tif": "REFUSED",
        "madehere-claims-80GB.tif": "80 GB",
        "madehere-deflate-bomb-2.5Gpx-1bit.png": "2.5 GB",
        "madehere-git-lfs-pointer.tif": "git lfs pull",
        "madehere-zero-byte.tif": "0 bytes",
        "madehere-png-named.tif": "READ 1 200 200 1 uint16 0 4095",
        "madehere-tif-named.png": "READ 1 200 200 1 uint16 128 1342",
        "madehere-ifd-loop.tif": "READ 1 16 16 1",
        "pillow-truncated_jpeg.jpg": "ends early",
        "pillow-exif_typeerror.jpg": "READ 1 531 800 3",
    }
    for name, part in says.items():
        assert part in verdicts[name], verdicts[name]
