"""A word for the channel at the end or at the start of a name: `G1_0001_Ch4`, `well7-DAPI`, `Channel1-01-A-01`."""

import re

from aescope.images.names import NameParts, name_pattern

_WORD = (
    r"(?:(?:channel|chan|ch|wave|wv|w|c)[ _-]?\d{1,2}"
    r"|dapi|hoechst(?: ?\d+)?|fitc|[ceyrbg]?fp|egfp|tritc|cy[3579](?:\.\d)?|tx ?red|texas[ _-]?red|tomato|tdtomato"
    r"|m?cherry|(?:alexa|af)[ _-]?(?:fluor[ _-]?)?\d{3}|pi|draq5|brightfield|bright[ _-]field|bf|tl|dic|phase|trans"
    r"|red|green|blue)"
)
_LAST = re.compile(rf"^(?P<key>.+?)[ _.-]+(?P<channel>{_WORD})$", re.IGNORECASE)
_FIRST = re.compile(rf"^(?P<channel>{_WORD})[ _.-]+(?P<key>.+)$", re.IGNORECASE)


@name_pattern("channel last", general=True)
def channel_last(stem: str) -> NameParts | None:
    """`{name}_{channel}`: everything before the channel pairs the files."""
    return _parts(_LAST.match(stem))


@name_pattern("channel first", general=True)
def channel_first(stem: str) -> NameParts | None:
    """`{channel}-{name}`: everything after the channel pairs the files."""
    return _parts(_FIRST.match(stem))


def _parts(found: re.Match[str] | None) -> NameParts | None:
    return NameParts(found["key"], found["channel"]) if found else None
