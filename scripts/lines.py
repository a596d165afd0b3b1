#!/usr/bin/env python3
"""Compares the lines of the PDF with those LibreOffice makes of the DOCX of the same report.

    scripts/lines.py [--binary FILE] [--least PERCENT] [REPORT.toml ...]

A line agrees when it begins and ends at the same characters in both. Two things LibreOffice 7 does on its own are
switched off on the way, in a flat ODT: it reads no autoSpaceDE=0 and sets a gap between Han and digits, and it takes
overflowPunct=0 for its opposite and hangs marks into the margin. Word does neither.

Word and LibreOffice know no rule that keeps a date, a number with its unit or a paragraph's last two characters on one
line, and none that breaks an address after its joints. A paragraph in which ours did is listed and left out of the
count; whether one did is seen from the two files: the first line that differs ends inside such a unit in one of them.
Left out too, and listed, is a paragraph whose first different line has less room to spare than LibreOffice adds to it:
it leaves off the tracking of the last character before each change of script, a quarter of a point each time.

Exit status: 0 at least PERCENT agree and every page count is equal, 1 not so, 2 a tool is missing.
"""

import argparse
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path
from xml.etree import ElementTree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
PAGE_NUMBER = re.compile(r"[—-]\d+[—-]")
# What LibreOffice does by itself, and what it is told instead.
HABITS = [
    ('style:text-autospace="ideograph-alpha"', 'style:text-autospace="none"'),
    ('style:punctuation-wrap="hanging"', 'style:punctuation-wrap="simple"'),
]
# Points, of running text in 三号: a Han and a digit with their tracking, that tracking, and the text area.
FULL, HALF, TRACKING, ROOM = 15.75, 7.75, -0.25, 442.2
# Texts that ours keeps whole: a number with what it counts, a date, a bracketed number, an article's number.
UNITS = re.compile(r"\d[\d.,]*[余多]?(个工作日|个百分点|个小时|个月|工作日|平方米|公里|小时|分钟|人次|万元|年度|\S)|\d+年(\d+月)?(\d+日)?|〔\d+〕\d+号|第[一二三四五六七八九十\d]+[条款项](第（.）项)?|[A-Za-z0-9./:-]{2,}")


def run(*command):
    done = subprocess.run([str(word) for word in command], capture_output=True, text=True, timeout=240)
    if done.returncode:
        sys.exit(f"{command[0]}: {done.stderr.strip() or done.stdout.strip()}")
    return done.stdout


def paragraphs(docx):
    """The texts of the body outside tables, without blanks."""
    with zipfile.ZipFile(docx) as package:
        body = ElementTree.fromstring(package.read("word/document.xml")).find(W + "body")
    texts = ("".join(node.text or "" for node in p.iter(W + "t")) for p in body.findall(W + "p"))
    return [text for text in (re.sub(r"\s+", "", text) for text in texts) if text]


def lines(pdf):
    """The lines of a PDF as they stand, without blanks and page numbers."""
    out = run("pdftotext", "-layout", pdf, "-")
    found = (re.sub(r"\s+", "", line) for line in out.splitlines())
    return [line for line in found if line and not PAGE_NUMBER.fullmatch(line)]


def ends(paragraph, found, start):
    """Where the lines of a paragraph end, and the place in the list behind it; None when it is not there."""
    for first in range(start, len(found)):
        if not paragraph.startswith(found[first]):
            continue
        at, text, stops = first, "", []
        while at < len(found) and len(text) < len(paragraph) and paragraph.startswith(text + found[at]):
            text += found[at]
            stops.append(len(text))
            at += 1
        if text == paragraph:
            return stops, at
    return None


def reason(paragraph, ours, theirs):
    """Why the first different line may differ, when it is for one of the known reasons; else None."""
    start = 0
    for own, other in zip(ours, theirs):
        if own == other:
            start = own
            continue
        if other > own and len(paragraph) - other <= 2:
            return f"keeps {paragraph[own:]}"
        cut = other if other > own else own
        for unit in UNITS.finditer(paragraph):
            if unit.start() < cut < unit.end():
                return f"{'keeps' if other > own else 'breaks'} {unit.group()}"
        if other < own and is_tight(paragraph[start:own]):
            return f"no room for LibreOffice's tracking in {paragraph[start:own]}"
        return None
    return None


def is_tight(line):
    """Whether a line fits as it is and would not with the tracking LibreOffice leaves off."""
    widths = [FULL if ord(ch) > 0x2000 else HALF if ch.isdigit() else None for ch in line]
    if None in widths:
        return False
    changes = sum(one != other for one, other in zip(widths, widths[1:]))
    return sum(widths) <= ROOM < sum(widths) - TRACKING * changes


def by_libreoffice(docx, folder):
    """The PDF LibreOffice makes of a DOCX without its own habits."""

    def convert(kind, file):
        profile = f"-env:UserInstallation=file://{folder}/profile"
        run("soffice", profile, "--headless", "--convert-to", kind, "--outdir", folder, file)

    convert("fodt", docx)
    flat = folder / (docx.stem + ".fodt")
    text = flat.read_text(encoding="utf-8")
    for habit, instead in HABITS:
        text = text.replace(habit, instead)
    flat.write_text(text, encoding="utf-8")
    convert("pdf", flat)
    return folder / (docx.stem + ".pdf")


def page_count(pdf):
    return int(re.search(r"Pages:\s+(\d+)", run("pdfinfo", pdf)).group(1))


def compare(report, binary, folder):
    """Lines, lines that agree, and what differs, for one report."""
    ours, docx = folder / "ours.pdf", folder / "word.docx"
    run(binary, "build", report, "-o", ours, "-o", docx)
    other = by_libreoffice(docx, folder)
    own, their = lines(ours), lines(other)
    total = equal = own_at = their_at = 0
    left_out, different = [], []
    for paragraph in paragraphs(docx):
        mine, found = ends(paragraph, own, own_at), ends(paragraph, their, their_at)
        if not mine or not found:
            different.append(f"not found in {'ours' if not mine else 'LibreOffice'}: {paragraph[:20]}")
            total += 1
            continue
        (mine, own_at), (found, their_at) = mine, found
        known = reason(paragraph, mine, found)
        if known:
            left_out.append(f"{paragraph[:8]}… {known}")
            continue
        spans = set(zip([0] + found, found))
        for span in zip([0] + mine, mine):
            total += 1
            if span in spans:
                equal += 1
            else:
                different.append(paragraph[slice(*span)])
    pages = (page_count(ours), page_count(other))
    return total, equal, left_out, different, pages


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--binary", type=Path, default=Path("target/release/nianbao"))
    parser.add_argument("--least", type=float, default=99.0, help="per cent of lines that must agree (default: 99)")
    parser.add_argument("reports", nargs="*", type=Path)
    given = parser.parse_args()
    for tool in ("soffice", "pdftotext", "pdfinfo"):
        if not shutil.which(tool):
            print(f"{tool} is not installed", file=sys.stderr)
            return 2
    totals, fits = [0, 0], True
    for report in given.reports or sorted(Path("samples").glob("*/report.toml")):
        with tempfile.TemporaryDirectory() as folder:
            total, equal, left_out, different, pages = compare(report, given.binary, Path(folder))
        totals = [totals[0] + total, totals[1] + equal]
        fits &= pages[0] == pages[1]
        print(f"{report}: {equal} of {total} lines agree; pages {pages[0]} and {pages[1]}; {len(left_out)} left out")
        for text in left_out:
            print(f"    left out: {text}")
        for text in different:
            print(f"    differs: {text}")
    share = 100 * totals[1] / max(totals[0], 1)
    print(f"{totals[1]} of {totals[0]} lines agree, {share:.1f} %")
    return 0 if share >= given.least and fits else 1


if __name__ == "__main__":
    sys.exit(main())
