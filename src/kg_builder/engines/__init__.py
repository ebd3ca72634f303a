"""Where `map` runs, and what one article may cost. Engines know nothing of Chinese."""

from kg_builder.engines.limits import Limits
from kg_builder.engines.start import ENGINES, opened, start

__all__ = ["ENGINES", "Limits", "opened", "start"]
