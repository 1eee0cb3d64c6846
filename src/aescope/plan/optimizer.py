"""What an optimizer is: its name in Keras and its arguments with the defaults of Keras 3 and of Keras 2.2."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from aescope.records import Value


@dataclass(frozen=True)
class Optimizer:
    """`arguments` in the order in which Keras takes them; `of_2_2` are the defaults that differed in 2019."""

    name: str
    says: str
    arguments: Mapping[str, Value]
    of_2_2: Mapping[str, Value] = field(default_factory=dict)

    def defaults(self, keras: str) -> Mapping[str, Value]:
        """The defaults of that version of Keras."""
        return {**self.arguments, **self.of_2_2} if keras == "2.2" else self.arguments
