"""Entries ranked by what a person weighs, each score with its reasons."""

from modeldex.scorecard.forms import ranking_json
from modeldex.scorecard.given import Given, Maker
from modeldex.scorecard.pareto import Point, pareto, price_points
from modeldex.scorecard.ranking import score
from modeldex.scorecard.records import (
    Failure,
    Judgement,
    LeftOut,
    Ranking,
    Reason,
    Reign,
    Removed,
    Row,
    Sensitivity,
    Turn,
)
from modeldex.scorecard.rules import RULES, Rule
from modeldex.scorecard.sentences import (
    first_sentence,
    points_text,
    removed_sentence,
    sentences,
    turn_sentences,
)
from modeldex.scorecard.weights import (
    CRITERIA,
    DEFAULT,
    MOST,
    Criterion,
    Weights,
    complete_weights,
    parse_weights,
    weights_text,
)

__all__ = [
    "CRITERIA",
    "DEFAULT",
    "MOST",
    "RULES",
    "Criterion",
    "Failure",
    "Given",
    "Judgement",
    "LeftOut",
    "Maker",
    "Point",
    "Ranking",
    "Reason",
    "Reign",
    "Removed",
    "Row",
    "Rule",
    "Sensitivity",
    "Turn",
    "Weights",
    "complete_weights",
    "first_sentence",
    "pareto",
    "parse_weights",
    "points_text",
    "price_points",
    "ranking_json",
    "removed_sentence",
    "score",
    "sentences",
    "turn_sentences",
    "weights_text",
]
