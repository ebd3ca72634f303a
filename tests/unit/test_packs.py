"""Each fault of a pack is told with file, line and mend."""

from pathlib import Path

import pytest

from kg_builder.model.errors import PackError
from kg_builder.project import check_pack, load_pack

MANIFEST = 'name = "anlan"\ntitle = "河湖安澜"\nextends = ["base"]\n'
HEADER = "name,type,parent,order,aliases,parts\n"
CAMPAIGN = HEADER + "河湖安澜专项行动,Campaign,,,安澜行动 | 安澜,\n"


def pack_of(root: Path, files: dict[str, str | bytes]) -> Path:
    folder = root / "packs" / "anlan"
    folder.mkdir(parents=True)
    for name, content in {"pack.toml": MANIFEST, **files}.items():
        (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder.parent


def test_a_right_pack_has_no_fault(tmp_path):
    root = pack_of(
        tmp_path, {"c.csv": CAMPAIGN + "排查,Phase,河湖安澜专项行动,1,,\n", "words.toml": 'pledge = ["力争"]\n'}
    )
    assert check_pack("anlan", [root]) == ()
    pack = load_pack("anlan", [root])
    assert next(entry for entry in pack.entries if entry.name == "河湖安澜专项行动").aliases == ("安澜行动", "安澜")
    assert "力争" in pack.words["pledge"]


@pytest.mark.parametrize(
    ("name", "content", "place", "word"),
    [
        ("c.csv", HEADER + "甲,Campagin,,,,\n", "c.csv:2", "did you mean 'Campaign'"),
        ("c.csv", CAMPAIGN + "乙,Phase,丙,1,,\n", "c.csv:3", "'丙' is no name of the pack"),
        ("c.csv", CAMPAIGN + "乙,Phase,,1,,\n", "c.csv:3", "name its campaign"),
        ("c.csv", CAMPAIGN + "乙,Phase,河湖安澜行动,1,,\n", "c.csv:3", "did you mean '河湖安澜专项行动'"),
        ("c.csv", CAMPAIGN + "乙,Phase,河湖安澜专项行动,²,,\n", "c.csv:3", "'²' in the column 'order'"),
        ("c.csv", CAMPAIGN + "乙,Phase,河湖安澜专项行动,1,,\n丙,Task,乙,,,\n", "c.csv:4", "'乙' is no campaign"),
        ("c.csv", CAMPAIGN + "乙,Phase,河湖安澜专项行动,1,,\n丁,Phase,河湖安澜专项行动,1,,\n", "c.csv:4", "place 1"),
        ("c.csv", HEADER + "甲,Campaign,,,乙,丙,丁\n", "c.csv:2", "more cells than columns"),
        ("c.csv", CAMPAIGN + "河湖安澜专项行动,Campaign,,,,\n", "c.csv:3", "stands at"),
        ("c.csv", "nam,type\n甲,Campaign\n", "c.csv:1", "did you mean 'name'"),
        ("c.csv", "name,parent\n甲,\n", "c.csv:1", "'type' is missing"),
        ("c.csv", "", "c.csv:1", "'name' is missing"),
        ("c.csv", CAMPAIGN.encode("gb18030"), "c.csv", "save the file as UTF-8"),
        ("titles.csv", "name,kind,region\n河长,head,true\n", "titles.csv:2", "write 1"),
        ("organs.csv", "name,kind,scope\n河长办,state,lokal\n", "organs.csv:2", "did you mean 'local'"),
        ("regions.csv", "code,name,level,valid_from\n999901,虚城市,city,20x\n", "regions.csv:2", "is no date"),
        ("regions.csv", "code,name,level,lat\n999901,虚城市,city,91\n", "regions.csv:2", "no degrees"),
        ("words.toml", 'pledgee = ["力争"]\n', "words.toml", "did you mean 'pledge'"),
        ("words.toml", 'pledge = "力争"\n', "words.toml", "no list of strings"),
        ("pack.toml", 'name = "anlan"\nextends = "base"\n', "pack.toml", "no list of names"),
        ("pack.toml", 'name = "anlan"\nextends = ["bass"]\n', "pack.toml", "did you mean 'base'"),
        ("pack.toml", 'name = "anlan"\nextend = ["base"]\n', "pack.toml", "did you mean 'extends'"),
        ("pack.toml", 'name = "other"\n', "pack.toml", "give both one name"),
        ("pack.toml", "name = anlan\n", "pack.toml", "mend the TOML"),
        ("pack.toml", 'name = "anlan"\nextends = ["anlan"]\n', "pack.toml", "extends itself"),
    ],
)
def test_a_fault_has_its_place_and_mend(name, content, place, word, tmp_path):
    root = pack_of(tmp_path, {name: content})
    faults = check_pack("anlan", [root])
    assert [fault.where for fault in faults] == [str(root / "anlan" / place)]
    assert word in faults[0].message


def test_packs_takes_the_folder_above(tmp_path):
    root = pack_of(tmp_path, {"c.csv": CAMPAIGN})
    with pytest.raises(PackError, match=r"is a pack itself; give .*packs\."):
        load_pack("all", [root / "anlan"])
    with pytest.raises(PackError, match="no pack lies in this folder"):
        load_pack("all", [tmp_path])
