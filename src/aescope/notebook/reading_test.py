from pathlib import Path

import pytest

from aescope.errors import NotebookError
from aescope.notebook import read_notebook, read_text

CODE = "```python\nx = Conv2D(4, (3, 3))(input_img)\ndecoded = Conv2D(1, (3, 3))(x)\n```\n"
MODEL = "## Model {key}\n\n### Structure\n\n" + CODE + "\n### Parameters\n\n* Optimiser = adam\n* loss = mse\n\n"


def read(text):
    return read_text(text.encode(), Path("log.md"))


def keys(notebook):
    return [experiment.key for experiment in notebook.experiments]


def test_a_section_with_a_structure_is_an_experiment_whatever_its_name():
    assert keys(read(MODEL.format(key=1).replace("Model 1", "Denoising, once more"))) == ["denoising-once-more"]


def test_a_section_with_nothing_to_train_is_prose_and_is_said_to_be():
    notebook = read(MODEL.format(key=1) + "## Model 2\n\nIt was late.\n\n## Interlude\n\nTea.\n")
    assert keys(notebook) == ["1"]
    assert [note.place.line for note in notebook.notes] == [15]


def test_code_below_a_models_heading_is_its_structure():
    assert read("## Model 1\n\n" + CODE)["1"].code.place.line == 4
    assert read("## Model 1\n\n### How it looks\n\n" + CODE)["1"].code.place.line == 6


def test_of_several_blocks_under_structure_the_python_that_holds_it_counts():
    table = "```\nconv2d (Conv2D) 320\n```\n\n"
    imports = "```python\nfrom keras.layers import *\n```\n\n"
    for text in (table + CODE, CODE + table, imports + CODE, table + imports + CODE):
        experiment = read("## Model 1\n\n### Structure\n\n" + text)["1"]
        assert not experiment.faults
        assert experiment.code.text.startswith("x = Conv2D")
        assert "another block" in experiment.notes[0].says


def test_code_that_is_never_closed_is_named():
    (note,) = read(MODEL.format(key=1) + "```python\nx = 1\n\n## Model 2\n").notes
    assert note.place.line == 15


def test_code_that_puts_nothing_together_is_no_structure():
    assert keys(read("## Notes\n\n```python\nplt.plot(loss)\nprint(f(x))\n```\n")) == []


def test_structures_outside_the_experiments_are_old_records_in_their_order():
    text = CODE + MODEL.format(key=1) + "## Notes\n\n" + CODE + "\n### Next up\n\n" + CODE
    notebook = read(text)
    assert keys(notebook) == ["old-records", "1", "old-records-2", "old-records-3"]
    assert [experiment.only_when_asked for experiment in notebook.experiments] == [True, False, True, True]
    assert notebook["old-records"].parameters == ()
    assert {bullet.name for bullet in notebook["old-records-2"].parameters} == {"optimizer", "loss"}


def test_an_authors_own_key_is_not_taken_by_an_old_record():
    text = MODEL.format(key="old-records: kept") + "## Notes\n\n" + CODE
    assert keys(read(text)) == ["old-records", "old-records-2"]


def test_a_structure_among_a_models_plans_is_an_old_record():
    assert keys(read(MODEL.format(key=1) + "### Next up\n\n" + CODE)) == ["1", "old-records"]


def test_quoted_structures_bullets_and_headings_are_someone_elses():
    quoted = "".join(f"> {line}\n" for line in (MODEL.format(key=2)).splitlines())
    assert keys(read(MODEL.format(key=1) + quoted)) == ["1"]


def test_a_key_twice_is_refused_with_both_lines():
    with pytest.raises(NotebookError, match=r"log\.md:1 and line 15: .*twice"):
        read(MODEL.format(key="a1") + MODEL.format(key="A1"))
    # Prose about a model has no key.
    assert keys(read(MODEL.format(key=1) + "## Model 1\n\nIt did not learn.\n")) == ["1"]


@pytest.mark.parametrize(
    "code",
    [
        "```python\nx = 1\n__import__('os').system('x')\n```\n",
        "```\nx = Conv2D(4)(__import__('os'))\n```\n",
        "~~~py\nopen('x', 'w')\n~~~\n",
        "> ```python\n> eval('1')\n> ```\n",
        "- a\n  ```python\n  x.__class__\n  ```\n",
    ],
)
def test_a_call_that_could_run_code_refuses_the_notebook_wherever_it_stands(code):
    with pytest.raises(NotebookError, match=r"^log\.md:\d+: "):
        read(MODEL.format(key=1) + "## Afterthoughts\n\n" + code)


def test_such_a_call_in_a_bullet_refuses_the_notebook_too():
    with pytest.raises(NotebookError, match=r"^log\.md:12: .*__import__"):
        read(MODEL.format(key=1).replace("= adam", "= __import__('os')"))


@pytest.mark.parametrize("code", ["```bash\nopen x\neval $y\n```\n", "```\nopen(x)\n```\n", "    eval('indented')\n"])
def test_words_like_these_outside_python_are_text(code):
    assert keys(read(MODEL.format(key=1) + "## Afterthoughts\n\n" + code)) == ["1"]


def test_lines_are_those_of_the_authors_text():
    block = "<!-- aescope:1:begin -->\n\nmeasured\n\n<!-- aescope:1:end -->\n"
    text = MODEL.format(key=1) + block + MODEL.format(key=2)
    assert read(text)["2"].place.line == 15
    assert read(text).content == (MODEL.format(key=1) + MODEL.format(key=2)).encode()


def test_a_byte_order_mark_and_windows_line_ends_change_nothing():
    text = MODEL.format(key=1)
    plain, windows = read(text)["1"], read_text(("\ufeff" + text).replace("\n", "\r\n").encode(), Path("log.md"))["1"]
    assert plain == windows


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("# Grün\n".encode("latin-1"), r"^log\.md:1: byte 4 of the file, 0xfc, is no UTF-8"),
        ("a\r\nb\nü".encode("latin-1"), r"^log\.md:3: byte 5 "),
        ("# Text\n".encode("utf-16"), "UTF-16"),
        (b"a" * 2_000_000, "characters"),
        (b"\n" * 30_000, "lines"),
        (CODE.encode() * 1500, "experiments"),
    ],
)
def test_what_is_no_text_of_a_persons_size_is_refused(content, says):
    with pytest.raises(NotebookError, match=says):
        read_text(content, Path("log.md"))


def test_a_pasted_picture_of_some_megabytes_is_read():
    pasted = "![a](data:image/png;base64," + "A" * 3_000_000 + ")\n\n"
    assert keys(read(pasted + MODEL.format(key=1))) == ["1"]


def test_a_file_that_is_not_there_or_a_folder_says_so(tmp_path):
    with pytest.raises(NotebookError, match="not there"):
        read_notebook(tmp_path / "log.md")
    with pytest.raises(NotebookError, match="a folder"):
        read_notebook(tmp_path)


def test_the_title_is_the_first_heading_of_the_first_level_or_the_front_matters():
    assert read("# One\n\n# Two\n").title == "One"
    assert read("---\ntitle: From above\n---\n").title == "From above"
    assert read("words\n").title == ""


def test_what_nearly_is_an_experiment_is_named():
    says = [note.says for note in read("# Model 1\n\n" + CODE + "\n### Model 2\n\n" + CODE).notes]
    assert '"Model 1" is no experiment' in says[0]
    assert '"Model 2" is no experiment' in says[1]
    (note,) = read(MODEL.format(key=1) + "### Paramters\n\n* epochs = 3\n").notes
    assert note.proposal == "### Parameters"
