"""Where everything stands: computed once, when the page is made, and the same on every run."""

from kg_builder.network.layout.picture import Picture, Title, arranged

__all__ = ["Picture", "Title", "arranged"]
