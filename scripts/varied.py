#!/usr/bin/env python3
"""Writes varied reports, a JSON a line, for measuring: agencies, figures and texts of the town sample, varied.

    scripts/varied.py COUNT [--pages N] > reports.jsonl

The same count gives the same bytes. Every report is sound: its figures add up, and its texts say the same numbers as its
tables. With --pages each report has about so many pages of text.
"""

import argparse
import copy
import json
import random
import sys
import tomllib
from pathlib import Path

TOWN = Path(__file__).resolve().parent.parent / "samples/town/report.toml"
# Syllables of place names, common and less so: each report has characters of its own.
NAMES = "青石柳溪清河永安太平新华东风长丰金沙白云龙泉双桥大营西坪南塘北岭石桥高阁古浪沅陵郯城麟游瓮安岚皋蒗蕖鄠邑洨淇滏阳"
TOPICS = [
    ("财政预决算", "按时公开预算、决算和专项资金分配情况"),
    ("村务公开", "督促各村按季更新公示栏，照片留存备查"),
    ("民政救助", "公示低保、特困和临时救助对象及标准"),
    ("耕地保护", "公开土地流转、征收补偿的标准和程序"),
    ("防汛抗旱", "及时发布雨情、水情和转移安置信息"),
    ("卫生健康", "公布家庭医生签约服务和疫苗接种安排"),
    ("道路交通", "公开农村公路养护计划和完成情况"),
    ("饮水安全", "每月公布集中供水点的水质检测结果"),
]
# A page holds 22 lines of 28 characters.
PAGE = 22 * 28
GROUPS = 6
RESULTS = ["granted", "partly_granted", "denied_third_party", "unavailable_not_held", "unprocessed_petition"]


def agency(number: int, draw: random.Random) -> str:
    """A name that no other report has."""
    county = "".join(draw.sample(NAMES, 2))
    return f"{county}县{''.join(draw.sample(NAMES, 2))}镇第{number}街道办事处"


def table3(report: dict, draw: random.Random) -> int:
    """Figures of table three that add up; how many applications came."""
    table = report["table3"]
    came = 0
    for group in range(GROUPS):
        done = [draw.choice([0, 0, 1, 2, 7, 30]) if group < 2 else draw.choice([0, 0, 0, 1]) for _ in RESULTS]
        for row, number in zip(RESULTS, done):
            table[row][group] = number
        table["total"][group] = sum(done)
        table["received"][group] = sum(done)
        came += sum(done)
    return came


def prose(report: dict, came: int, draw: random.Random, pages: int) -> None:
    """Texts that say the same numbers as the tables."""
    texts = report["prose"]
    website, other = draw.randrange(10, 900), draw.randrange(1, 90)
    texts["part1"] = (
        texts["part1"]
        .replace("全镇公开政府信息53条，其中通过网站主动公开38条，通过其他方式公开15条",
                 f"共公开政府信息{website + other}条，其中通过网站主动公开{website}条，通过其他方式公开{other}条")
        .replace("全年未收到政府信息公开申请，没有上年结转的申请，也没有因政府信息公开引发的行政复议和行政诉讼",
                 f"本年新收政府信息公开申请{came}件，没有上年结转的申请，也没有因政府信息公开引发的行政复议和行政诉讼")
        .replace("《条例》宣传2次", f"《条例》宣传{draw.randrange(2, 40)}次")
    )
    topics = draw.sample(TOPICS, draw.randrange(1, len(TOPICS)))
    texts["part6"] = texts["part6"].rstrip() + "\n" + "\n".join(f"{name}方面，{done}。" for name, done in topics) + "\n"
    while len(texts["part6"]) < pages * PAGE:
        name, done = draw.choice(TOPICS)
        texts["part6"] += f"{name}方面，{done}，" * draw.randrange(2, 9) + "群众反映较好。\n"


def varied(town: dict, number: int, pages: int) -> dict:
    draw = random.Random(number)
    report = copy.deepcopy(town)
    name = agency(number, draw)
    report["agency"] = name
    report["date"] = f"2022-01-{draw.randrange(4, 29):02}"
    report["contact"]["phone"] = f"0435-{draw.randrange(6000000, 6999999)}"
    report["prose"] = json.loads(
        json.dumps(report["prose"], ensure_ascii=False).replace("青石镇人民政府", name).replace("青石镇", name.split("县")[1])
    )
    for key in ["licences", "penalties", "compulsory_measures"]:
        report["table2"][key] = draw.choice([0, 0, 4, 36, 812, 10293])
    came = table3(report, draw)
    prose(report, came, draw, pages)
    return report


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("count", type=int)
    parser.add_argument("--pages", type=int, default=0)
    arguments = parser.parse_args()
    town = tomllib.loads(TOWN.read_text(encoding="utf-8"))
    for number in range(arguments.count):
        line = json.dumps(varied(town, number, arguments.pages), ensure_ascii=False, separators=(",", ":"))
        sys.stdout.write(line + "\n")


if __name__ == "__main__":
    main()
