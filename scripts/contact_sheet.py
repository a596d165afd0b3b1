#!/usr/bin/env python3
"""Draws the pictures of the README: every page of every sample, small, side by side, and two pages of the town's to read.

    scripts/contact_sheet.py [--binary FILE] [-o FILE] [--town FILE]

Needs poppler's pdftoppm; nothing else beside Python.
"""

import argparse
import struct
import subprocess
import sys
import tempfile
import zlib
from pathlib import Path

DPI = 20
# Two pages that can be read, by their indices.
TOWN = Path("samples/town/report.toml")
TOWN_DPI = 72
TOWN_PAGES = [0, 2]
COLUMNS = 7
GAP = 6
BACKGROUND = 0x99
# Colours in few steps: the picture is to be small.
STEP = 0x11


def pages(binary, report, dpi):
    """The pages of a report's PDF as width, height and RGB rows."""
    with tempfile.TemporaryDirectory() as folder:
        pdf = Path(folder, "report.pdf")
        subprocess.run([binary, "build", report, "-o", pdf], check=True, capture_output=True)
        subprocess.run(["pdftoppm", "-r", str(dpi), pdf, Path(folder, "page")], check=True, timeout=120)
        for picture in sorted(Path(folder).glob("page-*.ppm")):
            _, size, _, pixels = picture.read_bytes().split(b"\n", 3)
            width, height = map(int, size.split())
            yield width, height, [pixels[row * width * 3 : (row + 1) * width * 3] for row in range(height)]


def sheet(rows):
    """Rows of pages, a sample a row or more, as one picture."""
    wide = max(sum(width + GAP for width, *_ in row) for row in rows) + GAP
    lines = []
    for row in rows:
        high = max(height for _, height, _ in row)
        lines += [bytes([BACKGROUND] * 3 * wide)] * GAP
        for y in range(high):
            line = bytearray([BACKGROUND] * 3 * wide)
            x = GAP
            for width, height, pixels in row:
                if y < height:
                    line[x * 3 : (x + width) * 3] = pixels[y]
                x += width + GAP
            lines.append(bytes(line))
    lines += [bytes([BACKGROUND] * 3 * wide)] * GAP
    return wide, lines


def png(wide, lines):
    """A picture of so many colours as there are, by palette."""
    coarse = bytes(min(255, (value + STEP // 2) // STEP * STEP) for value in range(256))
    lines = [line.translate(coarse) for line in lines]
    colours = sorted({line[at : at + 3] for line in set(lines) for at in range(0, len(line), 3)})
    if len(colours) > 256:
        sys.exit(f"{len(colours)} colours are too many for a palette: enlarge STEP")
    index = {colour: number for number, colour in enumerate(colours)}
    rows = (bytes(index[line[at : at + 3]] for at in range(0, len(line), 3)) for line in lines)

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", wide, len(lines), 8, 3, 0, 0, 0)
    pixels = zlib.compress(b"".join(b"\0" + row for row in rows), 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"PLTE", b"".join(index)) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--binary", type=Path, default=Path("target/release/nianbao"))
    parser.add_argument("-o", "--output", type=Path, default=Path("samples/pages.png"))
    parser.add_argument("--town", type=Path, default=Path("docs/town-pages.png"))
    given = parser.parse_args()
    reports = sorted(Path("samples").glob("*/report.toml"))
    shown = [page for report in reports for page in pages(given.binary, report, DPI)]
    town = list(pages(given.binary, TOWN, TOWN_DPI))
    write(given.output, [shown[at : at + COLUMNS] for at in range(0, len(shown), COLUMNS)])
    write(given.town, [[town[index] for index in TOWN_PAGES]])


def write(output, rows):
    output.write_bytes(png(*sheet(rows)))
    print(f"{output}: {sum(map(len, rows))} pages, {output.stat().st_size // 1024} KB")


if __name__ == "__main__":
    sys.exit(main())
