"""What is printed when standard error is no terminal."""

from pathlib import Path

from aescope.probes import answers
from aescope.records import Experiment, Note, Notebook, Outcome, Place, Study
from aescope.rules import judge
from aescope.terminal import Screen
from tests.small_run import small_images, small_run, textured

EXPERIMENT = Experiment(
    "4.1", "", Place("log.md", 3), 9, None, notes=(Note(Place("log.md", 7), "not read", "* a = b"),)
)


def _done() -> Outcome:
    images = small_images(textured(8, seed=0), held_out=4)
    run = small_run(images, after=images.values[-4:])
    found, measured = answers(run, images)
    return Outcome(EXPERIMENT, "done", "", images, run.plan, run, found, judge(run, found, measured))


def test_an_experiment_ends_in_one_line_with_its_verdict(capsys):
    with Screen(quiet=False) as screen:
        screen.begins(EXPERIMENT, 2, 9)
        screen.ends(_done())
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.startswith("[2/9] model 4.1: learned")
    assert printed.err.count("\n") == 1


def test_a_refused_experiment_says_why(capsys):
    Screen(quiet=False).ends(Outcome(EXPERIMENT, "refused", "log.md:5: no such layer"))
    assert "refused: log.md:5: no such layer" in capsys.readouterr().err


def test_quiet_is_quiet(capsys):
    with Screen(quiet=True) as screen:
        screen.begins(EXPERIMENT, 1, 1)
        screen.ends(_done())
    assert capsys.readouterr().err == ""


def test_the_last_line_is_the_next_command(capsys):
    study = Study(Notebook(Path("log.md"), b"", "", (EXPERIMENT,)), (Outcome(EXPERIMENT, "refused", "x"),), "cpu", "0")
    Screen(quiet=False).checked(study)
    lines = capsys.readouterr().err.splitlines()
    assert lines[-1] == "next: aescope run log.md"
    assert "  log.md:7: not read -> * a = b" in lines
