"""`Mention`s become `Claim`s: what each sentence says of two of them."""

from kg_builder.extract.extract import extract

__all__ = ["extract"]
