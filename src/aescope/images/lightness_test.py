import subprocess
import sys
from pathlib import Path

SOURCE = Path(__file__).parents[2]


def loaded(code):
    told = "import sys; print(*sorted({name.split('.')[0] for name in sys.modules}))"
    command = [sys.executable, "-c", f"{code}; {told}"]
    done = subprocess.run(command, cwd=SOURCE, capture_output=True, encoding="utf-8", timeout=60, check=True)
    return set(done.stdout.split())


def test_the_import_and_a_request_load_nothing_heavy():
    code = (
        "from pathlib import Path; from aescope.images import request;"
        "request('cells', (), None, location=None, scaling='sobel; divide 65535', channels=None, base_folder=Path())"
    )
    assert not loaded(code) & {"tifffile", "imagecodecs", "skimage", "scipy", "sklearn", "PIL", "torch", "matplotlib"}
