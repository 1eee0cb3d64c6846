"""Prints how many pictures a second the torch engine trains on, as a Markdown table: models 1, 4 and 6 of our notebook.

    python benchmarks/torch_engine.py [--size 200] [--batch 48] [--rounds 3] [--seconds 5] [MODEL...]

Each figure comes from processes of its own, in turn: with big buffers kept between steps, as the engine does it, and
given back to the kernel, as malloc does it by itself; with max pooling before a ReLU, as the engine does it, and after.
The best round counts: whatever else the machine does can only slow one down. OMP_NUM_THREADS sets the threads.
"""

import argparse
import json
import resource
import subprocess
import sys
import time
from pathlib import Path

import numpy as np

NOTEBOOK = Path(__file__).parents[1] / "examples/immune-cells.md"
WAYS = ("as it is", "buffers given back", "pooling after")


def main() -> None:
    """Measures, or, called by itself with one way, measures that."""
    read = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    read.add_argument("models", nargs="*", default=["1", "4", "6"])
    read.add_argument("--size", type=int, default=200)
    read.add_argument("--batch", type=int, default=48)
    read.add_argument("--rounds", type=int, default=3)
    read.add_argument("--seconds", type=float, default=5.0)
    read.add_argument("--way", choices=WAYS)
    given = read.parse_args()
    if given.way:
        sys.stdout.write(json.dumps(measured(given.models[0], given.size, given.batch, given.seconds, given.way)))
        return
    _say("| model | pictures a second | buffers given back | pooling after | peak MB |")
    _say("| --- | --- | --- | --- | --- |")
    for model in given.models:
        found: dict[str, list[tuple[float, int]]] = {way: [] for way in WAYS}
        for _ in range(given.rounds):
            for way in WAYS:
                words = [model, "--way", way, *_words(given)]
                done = subprocess.run(
                    [sys.executable, __file__, *words], capture_output=True, text=True, check=True
                ).stdout
                found[way].append(tuple(json.loads(done)))
        best = [max(rate for rate, _ in found[way]) for way in WAYS]
        peak = max(megabytes for _, megabytes in found[WAYS[0]])
        _say(f"| {model} | {best[0]:.1f} | {best[1]:.1f} | {best[2]:.1f} | {peak} |")


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def _words(given: argparse.Namespace) -> list[str]:
    return [word for name in ("size", "batch", "seconds") for word in (f"--{name}", str(getattr(given, name)))]


def measured(model: str, size: int, batch: int, seconds: float, way: str) -> tuple[float, int]:
    """Pictures a second of the fastest step, and the largest memory the process took, in MB."""
    from dataclasses import replace

    from aescope import plan, read_notebook
    from aescope.engine.torch import network, session

    if way == "buffers given back":
        session.keep_big_buffers = lambda: False
    if way == "pooling after":
        network._Run._pooled_first = lambda run, node: None  # type: ignore[method-assign]
    resolved = replace(plan.resolve(read_notebook(NOTEBOOK)[model], (size, size, 1)), batch_size=batch)
    trained = session.TorchSession(resolved, seed=0, device="cpu")
    pictures = np.random.default_rng(0).random((batch, size, size, 1), np.float32)
    trained.step(pictures, (0, 0))
    fastest, step, end = float("inf"), 0, time.perf_counter() + seconds
    while time.perf_counter() < end or step < 2:
        began = time.perf_counter()
        step += 1
        trained.step(pictures, (1, step))
        fastest = min(fastest, time.perf_counter() - began)
    return batch / fastest, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10


if __name__ == "__main__":
    main()
