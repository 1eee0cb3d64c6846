"""To which experiment a picture link or a projection belongs: the one that it names, else its section's, else the
nearest above."""

import re
from collections.abc import Iterable
from pathlib import PurePosixPath

from aescope.notebook.keys import same_key
from aescope.notebook.pictures import kind_of

# Names of more words than this are not searched for keys; no picture of an experiment has that many.
_MOST_WORDS = 12
_MODEL_IN_TEXT = re.compile(r"\bmodel\s+#?([^\W_](?:[\w.-]*\w)?)", re.IGNORECASE)
_MODEL_IN_NAME = re.compile(r"(?:^|_)model_?(?=[^\W_])")


class Names:
    """Finds the keys of experiments in the names of picture files and in alt texts."""

    def __init__(self, keys: Iterable[str]) -> None:
        self._keys = {same_key(key): key for key in keys}
        self._in_names = {_joined(key): key for key in self._keys.values()}

    def named(self, path: str, alt: str) -> str:
        """The key that a link names by its path or, failing that, by its alt text; "" where it names none."""
        return self._by_name(PurePosixPath(path).stem) or self._by_alt(alt)

    def _by_name(self, stem: str) -> str:
        name = _joined(stem)
        for found in _MODEL_IN_NAME.finditer(name):
            words = name[found.end() :].split("_")[:_MOST_WORDS]
            for count in range(len(words), 0, -1):
                key = self._in_names.get("_".join(words[:count]), "")
                if key:
                    return key
        return self._by_words(name.split("_"))

    def _by_alt(self, alt: str) -> str:
        for written in _MODEL_IN_TEXT.findall(alt):
            key = self._keys.get(same_key(written), "")
            if key:
                return key
        return self._by_words(_joined(alt).split("_"))

    def _by_words(self, words: list[str]) -> str:
        """A key that is a word and no mere number, and stands there as it is: `baseline_loss.png`."""
        words = words[:_MOST_WORDS]
        for count in range(len(words), 0, -1):
            for start in range(len(words) - count + 1):
                key = self._in_names.get("_".join(words[start : start + count]), "")
                if key and not key[0].isdigit() and not kind_of(key) and len(key) > 1:
                    return key
        return ""


def _joined(text: str) -> str:
    """Lower case, words joined by underscores: the key 4.1 and the file name model4.1_loss meet as 4_1."""
    return re.sub(r"[\W_]+", "_", same_key(text)).strip("_")
