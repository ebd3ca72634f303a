"""Exit codes tell a bug from a gate that is not met."""

import pytest

from kg_builder.cli import main
from kg_builder.model.errors import SourceError


@pytest.mark.parametrize(
    ("raised", "code"), [(SourceError("a.txt: it is missing."), 2), (ZeroDivisionError("a bug"), 70)]
)
def test_exit_codes(raised, code, monkeypatch, capsys):
    def app() -> None:
        raise raised

    monkeypatch.setattr(main, "app", app)
    with pytest.raises(SystemExit) as left:
        main.main()
    assert left.value.code == code
    assert ("Traceback" in capsys.readouterr().err) is (code == 70)
