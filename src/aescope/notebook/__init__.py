"""Lab notebooks: Markdown in (experiments, claims, pictures, with their lines), Markdown with measured answers out."""

from aescope.notebook.markers import with_answers, without_answers
from aescope.notebook.reading import read_notebook, read_text

__all__ = ["read_notebook", "read_text", "with_answers", "without_answers"]
