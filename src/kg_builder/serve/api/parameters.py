"""What a request may say: read strictly, described once.

>>> Parameter("limit", "How many.", "integer", default=20, least=1, most=100).read("7")
7
>>> read([Parameter("q", "Words.", required=True)], [])
Traceback (most recent call last):
    ...
kg_builder.serve.api.parameters.WrongParameter: the parameter q is missing: Words.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

Value = str | int | bool | None
_INTEGER = re.compile(r"[0-9]{1,9}", re.ASCII)
_TRUTHS = {"true": True, "false": False}


class WrongParameter(ValueError):
    """A request that cannot be understood: which parameter, and what would be right."""

    def __init__(self, name: str, why: str) -> None:
        super().__init__(why)
        self.name = name


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter of a query string."""

    name: str
    text: str
    kind: Literal["string", "integer", "boolean"] = "string"
    required: bool = False
    default: Value = None
    least: int = 0  # of an integer its value, of a string its length
    most: int = 300
    choices: tuple[str, ...] = ()

    def read(self, given: str) -> Value:
        """The value that was meant. Raises WrongParameter."""
        if self.kind == "boolean":
            if given not in _TRUTHS:
                raise self._wrong(given, "true or false")
            return _TRUTHS[given]
        if self.kind == "integer":
            if not _INTEGER.fullmatch(given) or not self.least <= int(given) <= self.most:
                raise self._wrong(given, f"a whole number from {self.least} to {self.most}")
            return int(given)
        if self.choices and given not in self.choices:
            raise self._wrong(given, f"one of {', '.join(self.choices)}")
        if not max(self.least, 1) <= len(given) <= self.most or not given.strip():
            raise self._wrong(given, f"1 to {self.most} characters, not only blanks")
        return given

    def schema(self) -> dict[str, Any]:
        """The same as JSON Schema."""
        found: dict[str, Any] = {"type": self.kind}
        if self.kind == "integer":
            found |= {"minimum": self.least, "maximum": self.most}
        elif self.kind == "string":
            found |= {"enum": list(self.choices)} if self.choices else {
                "minLength": 1, "maxLength": self.most, "pattern": r"\S",
            }  # fmt: skip
        if self.default is not None:
            found["default"] = self.default
        return found

    def _wrong(self, given: str, right: str) -> WrongParameter:
        return WrongParameter(self.name, f"the parameter {self.name} is '{given[:80]}'; it takes {right}.")


def read(parameters: Sequence[Parameter], given: Sequence[tuple[str, str]]) -> Mapping[str, Any]:
    """Every parameter's value. Raises WrongParameter for an unknown, a repeated, a missing or a wrong one."""
    known = {parameter.name: parameter for parameter in parameters}
    found: dict[str, Value] = {}
    for name, value in given:
        if name not in known:
            names = ", ".join(known) or "none"
            raise WrongParameter(name[:80], f"there is no parameter '{name[:80]}' here; there are {names}.")
        if name in found:
            raise WrongParameter(name, f"the parameter {name} is given twice; give it once.")
        found[name] = known[name].read(value)
    for parameter in parameters:
        if parameter.name not in found:
            if parameter.required:
                raise WrongParameter(parameter.name, f"the parameter {parameter.name} is missing: {parameter.text}")
            found[parameter.name] = parameter.default
    return found
