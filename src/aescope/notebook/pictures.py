"""Picture links that a run writes: of which kind they are, and that none leads out of the notebook's folder."""

import re
from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath
from urllib.parse import unquote

from aescope.errors import NotebookError
from aescope.notebook.layout import Target
from aescope.records import PictureLink, Place

# Words that tell the kind, the more telling ones first: "output of the activations" shows activations.
_KINDS: Mapping[str, frozenset[str]] = {
    "tsne": frozenset(("tsne", "umap", "pca")),
    "activations": frozenset(("activation", "activations")),
    "loss": frozenset(("loss", "losses")),
    "output": frozenset(("output", "outputs")),
}
_PICTURES = frozenset((".png", ".jpg", ".jpeg", ".webp", ".svg", ".pdf", ".gif", ".tif", ".tiff"))
_ADDRESS = re.compile(r"(?:[a-z][a-z0-9+.-]+:|//)", re.IGNORECASE)
_DRIVE = re.compile(r"[a-z]:", re.IGNORECASE)
_UNWRITABLE = re.compile(r'[<>:"|?*\x00-\x1f\x7f]|[. ]$')
_DEVICE = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)
# Bytes: file systems take 255, some room is left for the temporary name beside it.
_LONGEST_NAME = 200
_A_LAYER = re.compile(r"\blayers?\b|\b[a-z][a-z0-9]*(?:_[a-z0-9]+)*_\d+\b", re.IGNORECASE)


def read_picture(target: Target, file: str) -> PictureLink | None:
    """The link as one of ours, or None where it is the author's: of the web, or of a kind that nothing tells.

    Raises NotebookError for a link of ours that leads out of the notebook's folder or has a name that cannot be
    written everywhere.
    """
    place = Place(file, target.line)
    if not target.address or _ADDRESS.match(target.address):
        return None
    path = unquote(re.split(r"[?#]", target.address, maxsplit=1)[0]).replace("\\", "/")
    name = PurePosixPath(path)
    kind = kind_of(name.stem) or kind_of(target.text)
    if not kind or name.suffix.casefold() not in _PICTURES:
        return None
    layer = target.text if kind == "activations" and _A_LAYER.search(target.text) else ""
    return PictureLink(_inside(path, unquote(target.address), place), target.text, kind, place, layer)


def kind_of(words: str) -> str:
    """The kind that a file's name or an alt text tells, or ""."""
    found = _words(words)
    return next((kind for kind, telling in _KINDS.items() if found & telling), "")


def method_of(link: PictureLink) -> str:
    """The projection that a link of kind tsne asks for: tsne, umap or pca."""
    for words in (_words(PurePosixPath(link.path).stem), _words(link.alt)):
        for method in ("umap", "pca", "tsne"):
            if method in words:
                return method
    return "tsne"


def refuse_clashes(links: Iterable[PictureLink]) -> None:
    """Raise NotebookError where two links give one file two kinds, or take a file of ours for a folder."""
    seen: dict[str, PictureLink] = {}
    for link in links:
        first = seen.setdefault(link.path.casefold(), link)
        if first.kind != link.kind:
            raise NotebookError(
                f"{link.place}: {link.path} is linked as {link.kind} here and as {first.kind} in line "
                f"{first.place.line}; a file shows one thing. Give one of them another name."
            )
    for path, link in seen.items():
        for parent in PurePosixPath(path).parents:
            if str(parent) in seen:
                raise NotebookError(
                    f"{link.place}: {link.path} lies in a folder that line {seen[str(parent)].place.line} links as a "
                    "picture. Give one of them another name."
                )


def _words(text: str) -> set[str]:
    """The words of a name: `model1_tsneLoss2` is model, tsne, loss; "t-SNE" is tsne."""
    joined = re.sub(r"\bt[-_ ]sne", "tsne", re.sub(r"_", " ", text), flags=re.IGNORECASE)
    return {word.casefold() for word in re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+", _camel(joined))}


def _camel(text: str) -> str:
    # TSNE and t-SNE keep their capitals together; modelLoss falls into two words.
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", re.sub(r"tsne", "tsne", text, flags=re.IGNORECASE))


def _inside(path: str, written: str, place: Place) -> str:
    """The path without `.` and `..`; NotebookError where it leaves the folder or cannot be written."""
    parts: list[str] = []
    leaves = path.startswith("/") or bool(_DRIVE.match(path))
    for part in path.split("/"):
        if part == "..":
            leaves = leaves or not parts
            parts[-1:] = []
        elif part not in ("", "."):
            parts.append(part)
    if leaves:
        raise NotebookError(
            f"{place}: the picture {written} lies outside the notebook's folder, and a run writes it; a path below the "
            f"folder was expected. Link it as results/{PurePosixPath(path).name}."
        )
    for part in parts:
        if _UNWRITABLE.search(part) or _DEVICE.fullmatch(part) or len(part.encode()) > _LONGEST_NAME:
            raise NotebookError(
                f'{place}: "{part}" in {written} is a name that not every system can write. Choose another one.'
            )
    return "/".join(parts)
