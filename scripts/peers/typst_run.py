"""Typst: typst_run.py DATA.json COUNT OUT FONTS. Compiles the report COUNT times in one process, each with other words."""
import sys
from pathlib import Path

import typst

data, count, out, fonts = sys.argv[1:5]
reports = Path(data).read_text(encoding="utf-8").splitlines()
template = Path(__file__).with_name("report.typ")
compiler = typst.Compiler(str(template), root=str(template.parent), font_paths=[*fonts.split(":")], ignore_system_fonts=True)
for number in range(int(count)):
    made = compiler.compile(format="pdf", pdf_standards=["ua-1", "a-2a"], sys_inputs={"data": reports[number]})
    Path(out, f"typst-{number}.pdf").write_bytes(made)
