"""Finds what travels with the program: beside the package in a wheel, at the top of the checkout otherwise."""

from pathlib import Path

from kg_builder.model.errors import SettingsError

_PACKAGE = Path(__file__).resolve().parent.parent
_PLACES = {
    "ontology": (_PACKAGE / "resources" / "ontology", _PACKAGE.parent.parent / "ontology"),
    "packs": (_PACKAGE / "resources" / "packs", _PACKAGE.parent.parent / "data" / "packs"),
}


def resource(kind: str) -> Path:
    """The folder of the ontology ("ontology") or of the shipped packs ("packs"). Raises SettingsError where it is missing."""
    for place in _PLACES[kind]:
        if place.is_dir():
            return place
    raise SettingsError(f"The folder of the {kind} is missing from the installation: install kg-builder again.")
