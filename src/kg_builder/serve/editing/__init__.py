"""Corrections made on the pages, where `kg-builder serve --edit` allows them. Nothing here is reached without it."""
