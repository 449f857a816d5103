"""Predictions and gold to metric tables."""

from headwater.evaluate.evaluation import EVALUATIONS, Evaluation

__all__ = ["EVALUATIONS", "Evaluation"]
