#!/usr/bin/env python3
"""Holds a ruler to the pages of the samples: GB/T 9704-2012 as poppler measures it, not as the program says.

    scripts/ruler.py [--binary FILE] [REPORT.toml ...]

Clauses 5.2.1 (paper, margins, text area), 5.2.3 (22 lines a page, 28 characters a line) and 7.5 (page number). Prints
what was measured. Exit status: 0 all as the standard has it, 1 something is not, 2 a tool is missing.
"""

import argparse
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from html import unescape
from pathlib import Path

MM = 72 / 25.4
PAPER = (210 * MM, 297 * MM)
LEFT, TOP = 28 * MM, 37 * MM
RIGHT, BOTTOM = LEFT + 156 * MM, TOP + 225 * MM
BODY, NUMBER = 16.0, 14.0  # 三号 and 四号
LINES, CHARACTERS = 22, 28
# To which a report is tightened to save a page that holds only the signature.
LEAST_PITCH = 28.0
NUMBER_BELOW = 7 * MM
NEAR = 0.1 * MM
# How much of the tracking of a line's last character stands beyond its ink.
TRACKING = 0.25
WORD = re.compile(r'<word xMin="(.*?)" yMin="(.*?)" xMax="(.*?)" yMax="(.*?)">(.*?)</word>')


class Page:
    """Words of a page with their boxes, in points from the upper left corner."""

    def __init__(self, number, text):
        self.number = number
        self.size = tuple(float(side) for side in re.search(r'width="(.*?)" height="(.*?)"', text).groups())
        self.words = [(*map(float, match[:4]), unescape(match[4])) for match in WORD.findall(text)]

    def full_lines(self):
        """Lines of running text from edge to edge: upper edge and words."""
        return [
            (y, text)
            for x, y, right, bottom, text in self.words
            if near(x, LEFT) and near(bottom - y, BODY) and right > RIGHT - BODY / 2 and y < BOTTOM
        ]


def near(one, other):
    return abs(one - other) <= NEAR


def pages(pdf):
    done = subprocess.run(["pdftotext", "-bbox", str(pdf), "-"], capture_output=True, text=True, timeout=120)
    return [Page(number, text) for number, text in enumerate(done.stdout.split("<page ")[1:], 1)]


def measure(pdf):
    """What is wrong, and the figures found."""
    problems, pitches, counts = [], set(), Counter()
    found = pages(pdf)
    for page in found:
        def wrong(what, page=page):
            problems.append(f"page {page.number}: {what}")

        if not all(near(*pair) for pair in zip(page.size, PAPER)):
            wrong(f"paper of {page.size}")
        lines = page.full_lines()
        for (above, _), (below, _) in zip(lines, lines[1:]):
            if below - above < 2 * LEAST_PITCH:
                pitches.add(round(below - above, 2))
        counts.update(len(text) for _, text in lines if all(ord(ch) > 0x2000 for ch in text))
        for x, y, right, bottom, text in page.words:
            inside = LEFT - NEAR <= x and right <= RIGHT + TRACKING + NEAR and TOP - NEAR <= y and bottom <= BOTTOM + NEAR
            if not inside and y < BOTTOM:
                wrong(f"“{text}” leaves the text area")
        problems += number_faults(page)
    if pitches and max(pitches) - min(pitches) > NEAR:
        problems.append(f"line pitches of {sorted(pitches)}")
    # A line is shorter where a mark that must not begin the next takes its last character along.
    if not counts or max(counts) != CHARACTERS or counts.most_common(1)[0][0] != CHARACTERS:
        problems.append(f"full lines of {dict(counts)} characters")
    pitch = max(pitches, default=0.0)
    lines = int((BOTTOM - TOP + NEAR) / pitch) if pitch else 0
    if not lines or (pitch > LEAST_PITCH and lines != LINES):
        problems.append(f"{lines} lines a page")
    of_28 = f"{counts[CHARACTERS]} of {counts.total()} full lines of {CHARACTERS} characters"
    return problems, f"{len(found)} pages, pitch {pitch:.2f} pt, {lines} lines a page, {of_28}"


def number_faults(page):
    """The page number: 四号, its dashes 7 mm below the text area, outside, one character in."""
    number = [word for word in page.words if word[1] > BOTTOM]
    if "".join(word[4] for word in number) != f"—{page.number}—":
        return [f"page {page.number}: no number below the text area"]
    x, y, _, bottom, _ = number[0]
    right = number[-1][2]
    faults = []
    if not near(bottom - y, NUMBER):
        faults.append(f"number of {bottom - y:.1f} pt")
    if not near((y + bottom) / 2 - BOTTOM, NUMBER_BELOW):
        faults.append(f"number {((y + bottom) / 2 - BOTTOM) / MM:.1f} mm below the text area")
    placed = near(RIGHT - right, NUMBER) if page.number % 2 else near(x - LEFT, NUMBER)
    if not placed:
        faults.append(f"number from {x:.1f} to {right:.1f} pt")
    return [f"page {page.number}: {fault}" for fault in faults]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--binary", type=Path, default=Path("target/release/nianbao"))
    parser.add_argument("reports", nargs="*", type=Path)
    given = parser.parse_args()
    if not shutil.which("pdftotext"):
        print("pdftotext is not installed", file=sys.stderr)
        return 2
    good = True
    for report in given.reports or sorted(Path("samples").glob("*/report.toml")):
        with tempfile.TemporaryDirectory() as folder:
            pdf = Path(folder, "report.pdf")
            subprocess.run([given.binary, "build", report, "-o", pdf], check=True, capture_output=True)
            problems, figures = measure(pdf)
        good &= not problems
        print(f"{report}: {figures}")
        for problem in problems:
            print(f"    {problem}")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
