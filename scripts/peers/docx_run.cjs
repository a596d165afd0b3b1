// docx-js: docx_run.cjs DATA.jsonl COUNT OUT [FONTS]. Writes the report COUNT times in one process.
const fs = require("fs");
const path = require("path");
const d = require("docx");

const [data, count, out, fonts] = process.argv.slice(2);
const reports = fs.readFileSync(data, "utf8").split("\n");
const faces = { Biaosong: "GW Biaosong", Fangsong: "GW Fangsong", Heiti: "GW Heiti", Kaiti: "GW Kaiti", Songti: "GW Songti" };
const embedded = fonts
  ? fonts.split(":").map((file) => ({ name: path.basename(file, ".ttf").replace("GW-", "GW ").replace("LiberationSerif-Regular", "Liberation Serif"), data: fs.readFileSync(file) }))
  : [];
const face = (eastAsia, latin = "Liberation Serif") => ({ ascii: latin, hAnsi: latin, cs: latin, eastAsia });
const line = { line: 579, lineRule: d.LineRuleType.EXACT, before: 0, after: 0 };
const run = (text, eastAsia, size, latin) => new d.TextRun({ text, font: face(eastAsia, latin), size, color: "000000" });
const words = (block, eastAsia, latin) => block.runs.map((r) => run(r.text, r.kai ? faces.Kaiti : eastAsia, 32, latin));

function table(it) {
  const cell = (c) =>
    new d.TableCell({
      columnSpan: c.colspan,
      rowSpan: c.rowspan,
      verticalAlign: d.VerticalAlign.CENTER,
      shading: c.band ? { type: d.ShadingType.CLEAR, fill: "E7EEF7", color: "auto" } : undefined,
      children: [new d.Paragraph({ alignment: c.left ? d.AlignmentType.LEFT : d.AlignmentType.CENTER, children: [run(c.text, faces.Songti, 21)] })],
    });
  const row = (cells, index) =>
    new d.TableRow({ cantSplit: true, tableHeader: index < it.head, height: { value: 397, rule: d.HeightRule.ATLEAST }, children: cells.map(cell) });
  return new d.Table({
    columnWidths: it.columns,
    layout: d.TableLayoutType.FIXED,
    alignment: d.AlignmentType.CENTER,
    width: { size: it.columns.reduce((a, b) => a + b, 0), type: d.WidthType.DXA },
    margins: { top: 40, bottom: 40, left: 45, right: 45 },
    rows: it.rows.map(row),
  });
}

function block(it) {
  const indent = { firstLine: 640 };
  if (it.kind === "table") return table(it);
  if (it.kind === "heading1") return new d.Paragraph({ heading: d.HeadingLevel.HEADING_1, keepNext: true, spacing: line, indent, children: words(it, faces.Heiti, faces.Heiti) });
  if (it.kind === "heading2") return new d.Paragraph({ heading: d.HeadingLevel.HEADING_2, keepNext: true, spacing: line, indent, children: words(it, faces.Kaiti) });
  if (it.kind === "signature" || it.kind === "date")
    return new d.Paragraph({ alignment: d.AlignmentType.RIGHT, indent: { right: it.right }, spacing: { ...line, before: it.kind === "signature" ? 1158 : 0 }, children: words(it, faces.Fangsong) });
  return new d.Paragraph({ alignment: d.AlignmentType.BOTH, spacing: line, indent, children: words(it, faces.Fangsong) });
}

function footer(alignment) {
  const number = new d.TextRun({ children: ["— ", d.PageNumber.CURRENT, " —"], font: faces.Songti, size: 28 });
  return new d.Footer({ children: [new d.Paragraph({ alignment, indent: { left: 280, right: 280 }, children: [number] })] });
}

function report(it) {
  const title = it.title.map((text, index) => new d.TextRun({ text, break: index ? 1 : 0, font: faces.Biaosong, size: 44 }));
  return new d.Document({
    title: it.title.join(""),
    fonts: embedded,
    evenAndOddHeaderAndFooters: true,
    sections: [
      {
        properties: { page: { size: { width: 11906, height: 16838 }, margin: { top: 2098, right: 1474, bottom: 1984, left: 1587, footer: 1409 } } },
        footers: { default: footer(d.AlignmentType.RIGHT), even: footer(d.AlignmentType.LEFT) },
        children: [new d.Paragraph({ alignment: d.AlignmentType.CENTER, spacing: { ...line, after: 579 }, children: title }), ...it.blocks.map(block)],
      },
    ],
  });
}

(async () => {
  for (let number = 0; number < Number(count); number++) {
    const bytes = await d.Packer.toBuffer(report(JSON.parse(reports[number])));
    fs.writeFileSync(path.join(out, `docx-js-${number}.docx`), bytes);
  }
})();
