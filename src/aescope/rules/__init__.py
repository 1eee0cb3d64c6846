"""What can be wrong, and the verdict that comes first: did it learn?"""

from aescope.rules.verdict import judge

__all__ = ["judge"]
