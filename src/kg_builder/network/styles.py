"""How each class looks: Okabe and Ito's colours, told apart by every kind of sight; the shape says the same a second time."""

from collections.abc import Mapping
from dataclasses import dataclass

from kg_builder.model.vocabulary import EntityType

_T = EntityType


@dataclass(frozen=True, slots=True)
class Style:
    """Colours on a light and on a dark ground, the shape by vis-network's name, half its width in pixels."""

    light: str
    dark: str
    shape: str
    size: int


STYLES: Mapping[EntityType, Style] = {
    _T.OFFICIAL: Style("#c25100", "#ff9152", "dot", 13),
    _T.BUREAU: Style("#0072b2", "#5cb3e6", "square", 10),
    _T.REGION: Style("#008765", "#3fc39e", "hexagon", 11),
    _T.CAMPAIGN: Style("#b97a00", "#f0b33c", "star", 17),
    _T.PHASE: Style("#967009", "#d4ae48", "triangle", 10),
    _T.TASK: Style("#7a5f1b", "#c3a55a", "triangleDown", 10),
    _T.SLOGAN: Style("#b8588e", "#e29cc5", "diamond", 10),
    _T.GOAL: Style("#2f86b8", "#80c6ef", "triangle", 9),
    _T.MEETING: Style("#5d6d7e", "#a5b4c4", "square", 9),
    _T.POST: Style("#8f6748", "#cba383", "dot", 7),
    _T.COMMITMENT: Style("#7d7d7d", "#b3b3b3", "dot", 6),
}
FOLDED = (_T.POST, _T.COMMITMENT)  # not drawn until asked for, so that the card's own classes stand out
