"""Where `map` runs. Engines know nothing of Chinese."""

from kg_builder.engines.start import start

__all__ = ["start"]
