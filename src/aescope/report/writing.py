"""Everything that a study leaves for people: the page, results.json and the pictures, each file whole or not at all."""

from pathlib import Path, PurePosixPath

from aescope.errors import NotebookError
from aescope.files import write_whole
from aescope.records import Study
from aescope.report.figure import picture_file
from aescope.report.names import names_of, with_names
from aescope.report.page import page
from aescope.report.results_json import results
from aescope.report.strict_json import dumps


def write(study: Study, folder: Path) -> Study:
    """Write report.html, results.json and the pictures below `folder`; the study that knows where they are.

    The notebook with its answers is not written here. A picture that the notebook links keeps the linked name.
    Raises NotebookError before anything is written where a link would leave the folder, UsageError where the file
    system refuses.
    """
    named = with_names(study)
    pictures = names_of(study)
    for outcome, wanted in zip(named.outcomes, pictures, strict=True):
        for picture in wanted:
            _inside(picture.path, str(outcome.experiment.place))
    for outcome, wanted in zip(named.outcomes, pictures, strict=True):
        for picture in wanted:
            write_whole(folder / picture.path, picture_file(outcome, picture))
    write_whole(folder / "results.json", dumps(results(named)).encode())
    write_whole(folder / "report.html", page(named).encode())
    return named


def _inside(path: str, place: str) -> None:
    pure = PurePosixPath(path.replace("\\", "/"))
    if pure.is_absolute() or ".." in pure.parts or Path(path).drive or not pure.name:
        raise NotebookError(
            f"{place}: the picture {path} would be written outside the output folder; a path below it was expected. "
            f"Link it as results/{pure.name or 'picture.png'}."
        )
