"""The table on the terminal: a line for each experiment."""

from rich.console import Console

from aescope.report import print_table, terminal_table
from tests.factories import learned, study


def printed(made, width=120):
    console = Console(width=width, no_color=True)
    with console.capture() as captured:
        console.print(terminal_table(made))
    return captured.get()


def test_every_experiment_has_its_verdict_loss_layers_and_skill():
    text = printed(study(), 160)
    assert "nothing moved" in text
    assert "1.446e-07 -> 1.446e-07" in text
    assert "0 of 3" in text
    assert "learned" in text
    assert 'unknown layer "Conv2DD"' in text


def test_it_fits_a_narrow_terminal():
    assert all(len(line) <= 80 for line in printed(study(), 80).splitlines())


def test_a_title_in_square_brackets_is_text():
    assert "[bold]x[/bold]" in printed(study(learned(key="[bold]x[/bold]")))


def test_it_is_printed_beside_the_machine_readable_output(capsys):
    print_table(study())
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "learned" in captured.err
