"""The Python that people paste: parsed, never executed, and read by whitelist with file and line.

`parse` gives the syntax tree with the notebook's own line numbers; `literal` turns a node into a plain value. What runs
code, opens files or reaches into Python itself is refused for the whole notebook, wherever it stands.
"""

from aescope.source.literals import literal
from aescope.source.nodes import arguments_of, dotted_name, last_name, place_of, text_of
from aescope.source.parsing import expression, parse

__all__ = ["arguments_of", "dotted_name", "expression", "last_name", "literal", "parse", "place_of", "text_of"]
