"""kg-builder: from Chinese official-discourse articles to a knowledge graph that can be cited."""

__version__ = "0.1.0"
