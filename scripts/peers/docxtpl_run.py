"""docxtpl: docxtpl_run.py DATA.jsonl COUNT OUT TEMPLATE. Fills the template COUNT times in one process."""
import json
import sys
from pathlib import Path

from docxtpl import DocxTemplate

data, count, out, template = sys.argv[1:5]
reports = Path(data).read_text(encoding="utf-8").splitlines()
for number in range(int(count)):
    document = DocxTemplate(template)
    document.render({"t": json.loads(reports[number])["texts"]}, autoescape=True)
    document.save(Path(out, f"docxtpl-{number}.docx"))
