"""Where `map` runs, and what one article may cost. Engines know nothing of Chinese."""

from kg_builder.engines.limits import Limits
from kg_builder.engines.spread import spread
from kg_builder.engines.start import start

__all__ = ["Limits", "spread", "start"]
