"""The checks of scripts/conformance: outside validators and comparisons over DOCX and PDF.

Every check is a function that takes files and returns a list of problems; an empty list is a pass. A tool that is
not there raises Missing. Nothing here knows what the samples say: what a PDF must show is derived from the DOCX of
the same report, and what a DOCX must be from the standard.
"""

import argparse
import concurrent.futures
import io
import json
import os
import posixpath
import re
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
SHOWN = 8  # problems printed for each check

HOME = Path()
REQUIRED: list[str] = []
BINARY = Path()


class Missing(Exception):
    """A tool is not installed."""


def run(*command, timeout=240, env=None):
    """Exit status, standard output and standard error of a tool."""
    try:
        done = subprocess.run(
            [str(word) for word in command],
            capture_output=True,
            text=True,
            errors="replace",
            timeout=timeout,
            env=env,
            stdin=subprocess.DEVNULL,
        )
    except FileNotFoundError:
        raise Missing(str(command[0])) from None
    return done.returncode, done.stdout, done.stderr


def tool(name):
    """A validator of our own virtual environment."""
    return HOME / "venv" / "bin" / name


def tail(*outputs):
    """The last lines of a tool that gave no proper answer."""
    return (" ".join(outputs).strip() or "no answer")[-300:]


def squeezed(text):
    return re.sub(r"\s+", "", text)


# ---------------------------------------------------------------- DOCX


def open_xml_sdk(docx):
    validator = HOME / "npm" / "node_modules" / ".bin" / "ooxml-validator"
    _, out, err = run(validator, docx)
    try:
        answer = json.loads(out)
    except ValueError:
        return [tail(out, err)]
    if answer["ok"]:
        return []
    return [f"{error.get('xPath') or error.get('path') or ''} {error['description']}" for error in answer["errors"]] or [
        "not valid, no reason given"
    ]


def openxml_audit(docx):
    _, out, err = run(tool("openxml-audit"), "-f", "microsoft365", "-o", "json", "-m", "0", docx)
    try:
        answer = json.loads(out[out.index("[") :])[0]
    except (ValueError, IndexError):
        return [tail(out, err)]
    if answer["valid"]:
        return []
    problems = [f"{error.get('part_uri', '')} {error['description']}" for error in answer["errors"]]
    if not problems:
        return ["not valid, no reason given"]
    # A theme part is permitted, not required (ISO/IEC 29500-1, 11.3.10); ours has none, since WPS misses its faces.
    return [problem for problem in problems if "relationships/theme' is missing" not in problem]


def ooxml_integrity(docx):
    status, out, err = run(tool("ooxml-integrity"), "check", "--no-config", "--fail-on", "warn", docx)
    if status == 0:
        return []
    return [line.strip() for line in out.splitlines() if re.search(r"\[(ERROR|WARN)", line)] or [tail(out, err)]


def xml(package, part):
    """The root element of a part."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    return etree.fromstring(package.read(part), parser)


class Cell:
    """A cell of a DOCX table on its grid."""

    def __init__(self, tc, row, column):
        properties = tc.find(W + "tcPr")
        span = merge = None
        if properties is not None:
            span, merge = properties.find(W + "gridSpan"), properties.find(W + "vMerge")
        self.row, self.column = row, column
        self.span = 1 if span is None else int(span.get(W + "val"))
        self.merge = None if merge is None else merge.get(W + "val", "continue")
        self.text = squeezed("".join(text.text or "" for text in tc.iter(W + "t")))
        self.ends_in_paragraph = len(tc) > 0 and tc[-1].tag == W + "p"


class Table:
    """A DOCX table: its rows of cells, its columns, the number of its header rows."""

    def __init__(self, tbl):
        # A table placed freely on the page (版记) only says where its text stands.
        self.floats = tbl.find(f"{W}tblPr/{W}tblpPr") is not None
        self.columns = len(tbl.findall(f"{W}tblGrid/{W}gridCol"))
        self.rows, self.header_rows = [], 0
        for number, tr in enumerate(tbl.findall(W + "tr")):
            row, column = [], 0
            for tc in tr.findall(W + "tc"):
                row.append(Cell(tc, number, column))
                column += row[-1].span
            if self.header_rows == number and tr.find(f"{W}trPr/{W}tblHeader") is not None:
                self.header_rows += 1
            self.rows.append(row)

    def width(self, row):
        return sum(cell.span for cell in self.rows[row])


def docx_tables(docx):
    with zipfile.ZipFile(docx) as package:
        return [Table(tbl) for tbl in xml(package, "word/document.xml").iter(W + "tbl")]


def grid_rule(docx):
    """Each row fills the grid, and each vMerge continues a cell of the same place and width."""
    problems = []
    for number, table in enumerate(docx_tables(docx), 1):
        above = {}
        for row, cells in enumerate(table.rows):
            place = f"table {number} row {row + 1}"
            if table.width(row) != table.columns:
                problems.append(f"{place}: cells span {table.width(row)} columns, tblGrid has {table.columns}")
            for cell in cells:
                if cell.merge == "continue" and above.get(cell.column) != cell.span:
                    problems.append(f"{place} column {cell.column + 1}: vMerge continues no cell above")
                if cell.merge == "continue" and cell.text:
                    problems.append(f"{place} column {cell.column + 1}: a covered cell holds text")
                if not cell.ends_in_paragraph:
                    problems.append(f"{place} column {cell.column + 1}: the cell does not end in a paragraph")
            above = {cell.column: cell.span for cell in cells if cell.merge}
    return problems


def embedded_fonts(docx):
    """Family and font program of every embedded face, its obfuscation undone."""
    faces = []
    with zipfile.ZipFile(docx) as package:
        relations = {
            relation.get("Id"): posixpath.normpath(posixpath.join("word", relation.get("Target"))).lstrip("/")
            for relation in xml(package, "word/_rels/fontTable.xml.rels")
        }
        for font in xml(package, "word/fontTable.xml").iter(W + "font"):
            for element in font:
                if not element.tag.startswith(W + "embed"):
                    continue
                key = bytes.fromhex(element.get(W + "fontKey").strip("{}").replace("-", ""))[::-1]
                program = bytearray(package.read(relations[element.get(R + "id")]))
                for at in range(32):
                    program[at] ^= key[at % 16]
                faces.append((font.get(W + "name"), bytes(program)))
    return faces


def docx_fonts(docx):
    """The embedded faces are fonts that may be embedded for editing."""
    from fontTools.ttLib import TTFont, TTLibError

    try:
        faces = embedded_fonts(docx)
    except KeyError as missing:
        return [f"no part {missing}"]
    problems = [] if faces else ["no face is embedded"]
    for name, program in faces:
        try:
            rights = TTFont(io.BytesIO(program))["OS/2"].fsType & 0xF
        except (TTLibError, KeyError) as error:
            problems.append(f"{name}: not a font after undoing the obfuscation ({error})")
            continue
        if rights not in (0, 8):
            problems.append(f"{name}: fsType {rights} forbids editable embedding")
    return problems


def font_names(pdf):
    """Name and the four yes/no columns (emb, sub, uni) of each font of a PDF."""
    status, out, err = run("pdffonts", pdf)
    if status != 0:
        raise ValueError(tail(err))
    rows = [line for line in out.splitlines()[2:] if line.strip()]
    return [(row.split()[0], re.search(r"\s(yes|no)\s+(yes|no)\s+(yes|no)\s+\d+\s+\d+\s*$", row).groups()) for row in rows]


RENDERED: dict[Path, bytes] = {}


def rendered(docx):
    """The PDF that LibreOffice makes of a DOCX on a machine that has none of its faces; each file once.

    A process of its own for each file: LibreOffice keeps the faces of one document for the next.
    """
    if docx not in RENDERED:
        with tempfile.TemporaryDirectory() as folder:
            config = Path(folder, "fonts.conf")
            config.write_text(
                "<fontconfig><dir>/usr/share/fonts/truetype/dejavu</dir>"
                f"<cachedir>{folder}/fontconfig</cachedir></fontconfig>"
            )
            pdf = convert(docx, "pdf", folder, {**os.environ, "FONTCONFIG_FILE": str(config)})
            RENDERED[docx] = pdf.read_bytes()
    return RENDERED[docx]


def libreoffice(docx):
    """LibreOffice sets the document in the faces of the file, on a machine that has none of them."""
    from fontTools.ttLib import TTFont

    def plain(name):
        return re.sub(r"[^a-z0-9]", "", name.lower())

    try:
        programs = [program for _, program in embedded_fonts(docx)]
        ours = {plain(TTFont(io.BytesIO(program))["name"].getDebugName(6)) for program in programs}
    except Exception as error:  # docx_fonts says what is wrong with them
        return [f"the embedded faces cannot be read: {error}"]
    with tempfile.NamedTemporaryFile(suffix=".pdf") as pdf:
        Path(pdf.name).write_bytes(rendered(docx))
        used = {name.split("+")[-1] for name, _ in font_names(pdf.name)}
    strange = sorted(name for name in used if not any(plain(name).startswith(face) for face in ours))
    problems = [f"set in {name}, which is not in the file" for name in strange]
    return problems or ([] if used else ["the rendered PDF has no text"])


def convert(file, kind, folder, env=None):
    """What LibreOffice makes of a file, in a folder of its own."""
    out = Path(folder, kind)
    out.mkdir(exist_ok=True)
    profile = f"-env:UserInstallation=file://{folder}/profile"
    _, told, err = run("soffice", profile, "--headless", "--convert-to", kind, "--outdir", out, file, env=env)
    made = out / (Path(file).stem + "." + kind)
    if not made.exists():
        raise ValueError(f"no {kind} came out: {tail(told, err)}")
    return made


def merged(table):
    """Text of each cell with the place and the columns it covers; covered cells left out."""
    return [(cell.row, cell.column, cell.span, cell.text) for row in table.rows for cell in row if cell.merge != "continue"]


def open_document(docx):
    """The tables come back from OpenDocument as they went."""
    with tempfile.TemporaryDirectory() as folder:
        back = convert(convert(docx, "odt", folder), "docx", folder)
        before = [table for table in docx_tables(docx) if not table.floats]
        after = [table for table in docx_tables(back) if table.columns > 2 or len(table.rows) > 2]
    if len(before) != len(after):
        return [f"{len(before)} tables went, {len(after)} came back"]
    problems = []
    for number, (old, new) in enumerate(zip(before, after), 1):
        went, came = merged(old), merged(new)
        lost = [cell for cell in went if cell not in came]
        problems += [f"table {number}: {cell} is not there any more" for cell in lost]
        problems += [f"table {number}: {cell} is new" for cell in came if cell not in went]
    return problems


def edited(docx):
    """A figure and a paragraph changed by python-docx: the file stays valid, and the program names both."""
    import docx as python_docx

    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "edited.docx")
        opened = python_docx.Document(str(docx))
        table = max(opened.tables, key=lambda table: len(table.rows))
        cell = table.rows[-1].cells[-1]
        figure = cell.paragraphs[0].runs[0]
        figure.text = figure.text + "7"
        paragraph = max(opened.paragraphs, key=lambda paragraph: len(paragraph.text))
        paragraph.runs[-1].text = paragraph.runs[-1].text + "改动一处。"
        opened.save(str(file))
        problems = open_xml_sdk(file) + grid_rule(file)
        status, out, err = run(BINARY, "extract", file, "--check")
    if status != 1 or out.count("DATA-CELL") != 1 or out.count("DATA-TEXT") != 1:
        problems.append(f"extract --check: exit status {status}: {tail(out, err)}")
    return problems


# ---------------------------------------------------------------- PDF


def qpdf(pdf):
    status, out, err = run("qpdf", "--check", pdf)
    return [] if status == 0 else [tail(out, err)]


def declared_profiles(pdf):
    """The profiles that the XMP metadata claims, such as 3a and ua1."""
    import pikepdf

    with pikepdf.open(pdf) as opened:
        metadata = opened.Root.get("/Metadata")
        xmp = bytes(metadata.read_bytes()).decode("utf-8", "replace") if metadata is not None else ""

    def value(key):
        found = re.search(key + r"""(?:\s*=\s*["']|>)\s*(\w+)""", xmp)
        return found.group(1).lower() if found else ""

    archive, access = value("pdfaid:part") + value("pdfaid:conformance"), value("pdfuaid:part")
    return [profile for profile in (archive, "ua" + access if access else "") if profile]


def declaration(pdf):
    """The PDF declares the profiles asked for."""
    declared = declared_profiles(pdf)
    said = " ".join(declared) or "nothing"
    return [f"{profile} is required, the file declares {said}" for profile in REQUIRED if profile not in declared]


def page_validation(pdf):
    """PDF/A and PDF/UA: the profiles asked for and those declared."""
    import page

    problems = []
    profiles = sorted({*REQUIRED, *declared_profiles(pdf)})
    for profile in profiles:
        for failure in page.validate_pdf(str(pdf), profile=profile).failures:
            # 0.11 applies PDF/A-1's rule on filtered metadata to parts 2 and 3, which have no such rule.
            if "METADATA-FILTER" in failure.rule_id and profile[0] in "23":
                continue
            problems.append(f"{profile} {failure.rule_id} {failure.message}")
    return problems if profiles else ["no profile is declared, so none was checked"]


# Findings of outloud that are none. tag_tree checks the grids in place of TBL-004.
WAIVED = {
    "TBL-004": "0.2.1 forgets a cell of the last column in the row where its rowspan ends",
    "TBL-010": "a guess from the number of header cells; the official forms have that many",
}


def outloud(pdf):
    """PDF/UA in structure and meaning; content outside the tags and painting out of order count as errors."""
    with tempfile.NamedTemporaryFile(suffix=".json") as report:
        _, out, err = run(tool("outloud"), "-q", "--fail-on", "never", "--json", report.name, pdf)
        try:
            answer = json.loads(Path(report.name).read_text())
        except ValueError:
            return [tail(out, err)]
    findings, rest = [], [answer]
    while rest:
        value = rest.pop()
        if isinstance(value, dict) and "severity" in value and ("rule" in value or "rule_id" in value):
            findings.append(value)
        rest += value.values() if isinstance(value, dict) else value if isinstance(value, list) else []
    problems = []
    for finding in findings:
        rule = finding.get("rule_id") or finding.get("rule")
        if rule in WAIVED:
            continue
        if finding["severity"] == "error" or rule in ("TAG-003", "ORD-001"):
            problems.append(f"{rule} {finding.get('message') or finding.get('detail') or ''}")
    return sorted(set(problems))


def pdfua(pdf):
    """PDF/UA; warnings count, since a TH without scope is one."""
    status, out, err = run(tool("pdfua"), "check", pdf)
    if status in (0, 1):
        return []
    return [line.strip() for line in out.splitlines() if re.search(r"\[(ERROR|WARN)", line)] or [tail(out, err)]


def elements(opened):
    """Every structure element in order, with the page it inherits; marked content as (page, MCID)."""
    import pikepdf

    def walk(node, page):
        if isinstance(node, pikepdf.Array):
            for kid in node:
                yield from walk(kid, page)
        elif not isinstance(node, pikepdf.Dictionary):
            yield "content", (page, int(node))
        else:
            page = node.Pg.objgen if "/Pg" in node else page
            kind = node.get("/Type")
            if kind == pikepdf.Name.MCR:
                if "/Stm" not in node:  # content of a form, which the page's own stream does not mark
                    yield "content", (page, int(node.MCID))
            elif kind != pikepdf.Name.OBJR:
                yield "element", node
                if "/K" in node:
                    yield from walk(node.K, page)

    yield from walk(opened.Root.StructTreeRoot, None)


def attribute(element, name, default=None):
    """An attribute of a structure element."""
    import pikepdf

    given = element.get("/A", pikepdf.Array())
    entries = given if isinstance(given, pikepdf.Array) else [given]
    return next((entry[name] for entry in entries if isinstance(entry, pikepdf.Dictionary) and name in entry), default)


def below(element, *kinds):
    """The nearest structure elements of some kinds under an element, row groups looked through."""
    import pikepdf

    kids = element.get("/K", pikepdf.Array())
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        kind = str(kid.get("/S", "")) if isinstance(kid, pikepdf.Dictionary) else ""
        if kind in kinds:
            yield kid
        elif kind in ("/THead", "/TBody", "/TFoot"):
            yield from below(kid, *kinds)


def tagged_grid(table):
    """The cells of a tagged table cover every place of its grid once."""
    covered = {}
    for row, tr in enumerate(below(table, "/TR")):
        column = 0
        for cell in below(tr, "/TH", "/TD"):
            while (row, column) in covered:
                column += 1
            width, height = int(attribute(cell, "/ColSpan", 1)), int(attribute(cell, "/RowSpan", 1))
            for place in ((row + down, column + right) for down in range(height) for right in range(width)):
                covered[place] = covered.get(place, 0) + 1
    if not covered:
        return ["a table has no cells"]
    rows, columns = (1 + max(place[axis] for place in covered) for axis in (0, 1))
    places = [(row, column) for row in range(rows) for column in range(columns)]
    return [
        f"the tagged table of {rows} rows and {columns} columns covers row {row + 1} column {column + 1} "
        f"{covered.get((row, column), 0)} times"
        for row, column in places
        if covered.get((row, column)) != 1
    ]


def tag_tree(pdf):
    """Marked content and structure tree point at each other; tables close; every TH says what it heads."""
    import pikepdf

    problems, pointed, marked = [], set(), set()
    with pikepdf.open(pdf) as opened:
        if "/StructTreeRoot" not in opened.Root:
            return ["the file has no structure tree"]
        for kind, value in elements(opened):
            if kind == "content":
                if value in pointed:
                    problems.append(f"MCID {value[1]} stands twice in the structure tree")
                pointed.add(value)
            elif value.get("/S") == pikepdf.Name.TH:
                if attribute(value, "/Scope") is None:
                    problems.append("a TH has no Scope")
            elif value.get("/S") == pikepdf.Name.Table:
                problems += tagged_grid(value)
        numbers = {page.obj.objgen: number for number, page in enumerate(opened.pages, 1)}
        for page in opened.pages:
            named = page.obj.get("/Resources", {}).get("/Properties", {})
            for operands, operator in pikepdf.parse_content_stream(page):
                if str(operator) != "BDC":
                    continue
                properties = operands[1]
                if isinstance(properties, pikepdf.Name):
                    properties = named.get(str(properties), {})
                if "/MCID" in properties:
                    marked.add((page.obj.objgen, int(properties["/MCID"])))

    def place(link):
        return f"MCID {link[1]} of page {numbers.get(link[0], '?')}"

    problems += [f"{place(link)} stands in no structure element" for link in sorted(marked - pointed)]
    problems += [f"the structure tree names {place(link)}, which is not there" for link in sorted(pointed - marked, key=str)]
    return problems


def pdf_fonts(pdf):
    """Every font is embedded, a subset, and mapped to Unicode."""
    fonts = font_names(pdf)
    problems = [] if fonts else ["the file has no font"]
    for name, answers in fonts:
        problems += [
            f"{name}: {what}" for what, answer in zip(("not embedded", "not a subset", "no ToUnicode"), answers) if answer == "no"
        ]
    return problems


# ---------------------------------------------------------------- DOCX against PDF


def tagged_text(pdf):
    """The words of the tag tree, in its order, page furniture left out."""
    status, out, err = run("pdfinfo", "-struct-text", pdf)
    if status != 0:
        raise ValueError(tail(err))
    quoted = (re.fullmatch(r'\s*"(.*)"', line) for line in out.splitlines())
    return squeezed("".join(match.group(1) for match in quoted if match))


def same_words(docx, pdf):
    """The DOCX and the tag tree of the PDF say the same words in the same order."""
    with zipfile.ZipFile(docx) as package:
        root = xml(package, "word/document.xml")
        word = squeezed("".join(text.text or "" for text in root.iter(W + "t")))
    print_ = tagged_text(pdf)
    if word == print_:
        return [] if word else ["neither has any text"]
    at = len(os.path.commonprefix([word, print_]))
    return [f"differ after {at} characters: DOCX …{word[max(0, at - 10) : at + 20]}… PDF …{print_[max(0, at - 10) : at + 20]}…"]


def fragments(pdf):
    """The tables of a PDF as drawn, page by page from the top: rows of texts, None where a cell is covered."""
    import pdfplumber

    found = []
    with pdfplumber.open(pdf) as opened:
        for page in opened.pages:
            for table in sorted(page.find_tables(), key=lambda table: table.bbox[1]):
                rows = [[None if text is None else squeezed(text) for text in row] for row in table.extract()]
                found.append((page.page_number, rows))
    return found


def expected_rows(table, rows, first_body):
    """What a drawn piece of a DOCX table must show: `rows` of it, of which `first_body` opens the page's body.

    A cell covered by a merge is None. A label that the page break cut is repeated in the first body row. Columns in
    which no cell of these rows begins are not drawn.
    """
    shown, begun = [], set()
    for row in rows:
        line = [None] * table.columns
        for cell in table.rows[row]:
            begun.add(cell.column)
            if cell.merge != "continue":
                line[cell.column] = cell.text
            elif row == first_body:
                line[cell.column] = label_above(table, cell)
        shown.append(line)
    columns = sorted(begun)
    return [[line[column] for column in columns] for line in shown]


def label_above(table, covered):
    """The text of the cell that a covered cell continues."""
    for row in range(covered.row - 1, -1, -1):
        for cell in table.rows[row]:
            if cell.column == covered.column and cell.merge == "restart":
                return cell.text
    return None


def same_tables(docx, pdf):
    """The tables drawn in the PDF have the merged cells and texts of the DOCX, piece by piece over the pages."""
    problems, pieces = [], fragments(pdf)
    tables = [table for table in docx_tables(docx) if not table.floats]
    for number, table in enumerate(tables, 1):
        done = 0
        while done < len(table.rows):
            if not pieces:
                problems.append(f"table {number}: the PDF lacks its rows from {done + 1} on")
                break
            page, drawn = pieces.pop(0)
            repeated = table.header_rows if done else 0
            body = range(done, min(len(table.rows), done + len(drawn) - repeated))
            rows = [*range(repeated), *body]
            expected = expected_rows(table, rows, done if done else None)
            if len(expected) != len(drawn) or not body:
                problems.append(f"table {number} page {page}: {len(drawn)} rows drawn, {len(table.rows) - done} to come")
                break
            problems += [
                f"table {number} page {page} row {row + 1}: drawn {have}, expected {want}"
                for row, have, want in zip(rows, drawn, expected)
                if have != want
            ]
            done = body.stop
    if pieces and not problems:
        problems.append(f"the PDF has {len(pieces)} more tables than the DOCX")
    return problems


def same_pages(docx, pdf):
    """LibreOffice makes as many pages of the DOCX as the PDF has, with the same rows of tables on each; the 版记 ends
    where it does in the PDF."""
    import pdfplumber

    other = io.BytesIO(rendered(docx))
    with pdfplumber.open(pdf) as own, pdfplumber.open(other) as their:
        if len(own.pages) != len(their.pages):
            return [f"{len(their.pages)} pages, {len(own.pages)} in the PDF"]
        # Points from the top to the lowest rule that is as wide as a table: the end of the 版记, or of a table.
        ends = [[max((line["bottom"] for line in rules(page)), default=0) for page in opened.pages] for opened in (own, their)]
    problems = [
        f"page {number}: the lowest rule stands at {there:.0f} points, {here:.0f} in the PDF"
        for number, (here, there) in enumerate(zip(*ends), 1)
        if abs(here - there) > 30
    ]
    # A label that goes on over the end of a page is written again in the PDF alone.
    ours, theirs = drawn_rows(pdf), drawn_rows(other)
    if [(page, len(rows)) for page, rows in ours] != [(page, len(rows)) for page, rows in theirs]:
        told = ["; ".join(f"{len(rows)} on page {page}" for page, rows in pieces) for pieces in (theirs, ours)]
        return [*problems, f"rows of tables: {told[0]}; in the PDF {told[1]}"]
    pairs = ((page, mine, other) for (page, rows), (_, others) in zip(ours, theirs) for mine, other in zip(rows, others))
    return problems + [f"page {page}: the row {other}, in the PDF {mine}" for page, mine, other in pairs if mine[-len(other) :] != other]


def rules(page):
    """The horizontal rules of a page that reach over most of the text."""
    edges = [edge for edge in page.edges if edge["orientation"] == "h"]
    return [edge for edge in edges if edge["x1"] - edge["x0"] > 400]


def drawn_rows(pdf):
    """The tables of a PDF page by page, covered cells left out."""
    return [(page, [[text for text in row if text] or [""] for row in rows]) for page, rows in fragments(pdf)]


# ---------------------------------------------------------------- archive copy against the copies to print

# A page of 210 mm is 827 pixels wide, so that the second on a sheet begins on a whole pixel. The lengths of the standard,
# whole millimetres, are not: where a rule falls between two pixels, the last digit of a number would decide.
DPI = 827 / 210 * 25.4
# poppler draws glyphs at quarters of a pixel: where two writers round a place differently, a glyph may move by a quarter,
# and a pixel then changes by a quarter of its ink. More than that, or much of it, is another picture.
MOST_CHANGE = 255 // 4 + 3
MOST_CHANGED = 0.01


def pictures(pdf):
    """The pages in shades of grey: width and rows of each."""
    with tempfile.TemporaryDirectory() as folder:
        status, out, err = run("pdftoppm", "-r", DPI, "-gray", pdf, Path(folder) / "page")
        if status != 0:
            raise ValueError(tail(out, err))
        files = sorted(Path(folder).glob("*.pgm"), key=lambda file: int(file.stem.split("-")[-1]))
        return [picture(file.read_bytes()) for file in files]


def picture(pgm):
    _, width, height, _ = pgm.split(None, 4)[:4]
    width, height = int(width), int(height)
    pixels = pgm[-width * height :]
    return [pixels[row * width : (row + 1) * width] for row in range(height)]


def difference(one, other):
    """How two pictures differ, if they do."""
    size = lambda rows: (len(rows), len(rows[0]) if rows else 0)
    if any(abs(a - b) > 1 for a, b in zip(size(one), size(other))):
        return f"{size(one)} and {size(other)} pixels"
    changes = [abs(a - b) for row, same in zip(one, other) if row != same for a, b in zip(row, same) if a != b]
    most, share = max(changes, default=0), len(changes) / max(1, len(one) * len(one[0]))
    if most > MOST_CHANGE or share > MOST_CHANGED:
        return f"{len(changes)} pixels differ, by {most} of 255 at most"
    return None


def differences(ones, others):
    if not ones or len(ones) != len(others):
        return [f"{len(ones)} and {len(others)} pages"]
    found = ((number, difference(one, other)) for number, (one, other) in enumerate(zip(ones, others), 1))
    return [f"page {number}: {told}" for number, told in found if told]


def same_picture(archive, print_):
    """Both writers draw the same pages."""
    return differences(pictures(archive), pictures(print_))


def same_page_words(archive, print_):
    """Both copies are read back alike, page by page and line by line."""
    status = [run("pdftotext", "-raw", pdf, "-") for pdf in (archive, print_)]
    problems = [tail(err) for code, _, err in status if code != 0]
    pages = [out.split("\f") for _, out, _ in status]
    if not problems and not squeezed(status[1][1]):
        problems = ["no words"]
    return problems + [f"page {number}: other words" for number, (one, other) in enumerate(zip(*pages), 1) if one != other]


def halves(sides):
    """The left and the right page of each side."""
    for rows in sides:
        middle = len(rows[0]) // 2
        yield [row[:middle] for row in rows], [row[middle:] for row in rows]


def darker(one, other):
    return [bytes(map(min, row, same)) for row, same in zip(one, other)]


def two_up(print_, sheets):
    """Sheets in reading order hold the pages."""
    pages, read = pictures(print_), [page for side in halves(pictures(sheets)) for page in side]
    if len(read) - len(pages) == 1 and set(b"".join(read[-1])) == {255}:
        read.pop()
    return differences(pages, read)


def booklet(print_, sheets):
    """Sheets laid into one another, folded and leafed through show the pages; what moved to the back belongs to the last."""
    pages, sides = pictures(print_), list(halves(pictures(sheets)))
    if len(sides) % 2:
        return ["a sheet has no back"]
    fronts, backs = sides[::2], sides[1::2]
    read = [page for front, back in zip(fronts, backs) for page in (front[1], back[0])]
    read += [page for front, back in zip(fronts[::-1], backs[::-1]) for page in (back[1], front[0])]
    if not len(pages) <= len(read) < len(pages) + 4:
        return [f"{len(pages)} pages on {len(read)} places"]
    last = len(pages) - 1
    blanks = [number for number in range(len(pages), len(read) - 1) if set(b"".join(read[number])) != {255}]
    if len(read) > len(pages):
        read[last] = darker(read[last], read[-1])
    return differences(pages, read[: len(pages)]) + [f"place {number + 1} is not blank" for number in blanks]


def same_bytes(first, second):
    return [] if Path(first).read_bytes() == Path(second).read_bytes() else ["two builds differ"]


# ---------------------------------------------------------------- previews

PREVIEW_DPI = 144
# Poppler sets large glyphs on whole dots and rules on the dots they touch; drawn finer and brought down it is exact.
FINER = 4
TILE = 16  # dots each way
# The most that the ink of a tile may differ, of 255, both pictures blurred by two dots. The samples come to 9; a line of
# text moved by two dots (0.35 mm) comes to 15 or more, a rule left out to 13 or more.
TOLERANCE = 11


def most_apart(one, other):
    """The most by which two pictures differ in any tile."""
    from PIL import Image, ImageChops, ImageFilter

    blurred = [picture.filter(ImageFilter.GaussianBlur(2)) for picture in (one, other)]
    apart = ImageChops.difference(*blurred)
    tiles = apart.resize((apart.width // TILE, apart.height // TILE), Image.Resampling.BOX)
    return tiles.getextrema()[1]


def spoilt(picture):
    """The picture with its blackest line moved by two dots, and with it left out: what must not pass for the same."""
    from PIL import Image

    height = 2 * TILE
    inked = picture.resize((1, picture.height // height), Image.Resampling.BOX).tobytes()
    top = inked.index(min(inked)) * height
    line = (0, top, picture.width, top + height)
    for change in ("moved", "left out"):
        copy = picture.copy()
        copy.paste(255, line)
        if change == "moved":
            copy.paste(picture.crop(line), (0, top + 2))
        yield change, copy


def same_preview(report, pdf):
    """`nianbao preview` shows what poppler shows of the PDF, page by page."""
    from PIL import Image

    with tempfile.TemporaryDirectory() as folder:
        status, out, err = run(BINARY, "preview", report, "--dpi", PREVIEW_DPI, "-o", f"{folder}/own.png")
        if status != 0:
            return [f"preview: exit status {status}: {tail(out, err)}"]
        status, out, err = run("pdftoppm", "-r", PREVIEW_DPI * FINER, "-gray", pdf, f"{folder}/poppler")
        if status != 0:
            return [f"pdftoppm: {tail(out, err)}"]
        ours, theirs = (sorted(Path(folder).glob(f"{name}*")) for name in ("own", "poppler"))
        if len(ours) != len(theirs):
            return [f"{len(ours)} pictures of {len(theirs)} pages"]
        problems = []
        for page, (own, other) in enumerate(zip(ours, theirs), 1):
            own, other = Image.open(own).convert("L"), Image.open(other).convert("L").reduce(FINER)
            if own.size != other.size:
                problems.append(f"page {page}: {own.size} and {other.size} dots")
                continue
            found = most_apart(own, other)
            if found > TOLERANCE:
                problems.append(f"page {page}: a tile differs by {found}, more than {TOLERANCE}")
            problems += [
                f"page {page}: a line {change} would not be noticed"
                for change, copy in spoilt(own)
                if most_apart(copy, other) <= TOLERANCE
            ]
    return problems


# ---------------------------------------------------------------- running

OF_DOCX = [open_xml_sdk, openxml_audit, ooxml_integrity, grid_rule, docx_fonts, libreoffice, open_document, edited]
OF_PDF = [declaration, qpdf, page_validation, outloud, pdfua, tag_tree, pdf_fonts]
OF_PAIR = [same_words, same_tables, same_pages]
# Of reports drawn at random: what their making has no test for.
OF_DRAWN_DOCX = [open_xml_sdk, openxml_audit, ooxml_integrity, grid_rule, docx_fonts, libreoffice]
OF_DRAWN_PDF = [qpdf]
OF_DRAWN_PAIR = [same_words, same_tables]
DRAWN = 50
# Choices of what a Word file carries of its faces, the default apart.
CHOICES = [("--docx-fonts", "editing"), ("--docx-fonts", "full"), ("--docx-fonts", "none"), ("--typeface", "official")]
EMBEDS = ("editing", "full")
OF_PRINT = [qpdf, pdf_fonts]
OF_COPIES = {"print": [same_picture, same_page_words], "2up": [two_up], "booklet": [booklet]}


class Tally:
    """Counts and prints verdicts."""

    def __init__(self):
        self.passed = self.failed = self.skipped = 0

    def judge(self, subject, check, *files):
        try:
            problems = check(*files)
        except (Missing, ImportError) as missing:
            self.skipped += 1
            print(f"SKIP  {subject}: {check.__name__}: NOT INSTALLED: {missing}", flush=True)
            return
        except Exception as error:  # a file too broken for the tool is a failure, not a crash of the run
            problems = [f"{type(error).__name__}: {error}"]
        if not problems:
            self.passed += 1
            print(f"ok    {subject}: {check.__name__}", flush=True)
            return
        self.failed += 1
        print(f"FAIL  {subject}: {check.__name__}: {len(problems)} problems", flush=True)
        for problem in problems[:SHOWN]:
            print(f"        {problem[:400]}")
        if len(problems) > SHOWN:
            print(f"        and {len(problems) - SHOWN} more", flush=True)

    def fail(self, subject, reason):
        self.failed += 1
        print(f"FAIL  {subject}: {reason}", flush=True)

    def status(self):
        print(f"{self.passed} passed, {self.failed} failed, {self.skipped} skipped for want of a tool")
        in_ci = os.environ.get("CI") == "true"
        return 1 if self.failed or (self.skipped and in_ci) or not self.passed else 0


def build(binary, report, folder):
    """Both files of a report, or what the program said."""
    folder.mkdir(parents=True, exist_ok=True)
    name = report.parent.name
    files = [folder / f"{name}.docx", folder / f"{name}.pdf"]
    status, out, err = run(binary, "build", report, "-o", files[0], "-o", files[1])
    if status != 0 or not all(file.exists() for file in files):
        return None, f"exit status {status}: {tail(out, err)}"
    return files, ""


def judge_files(tally, files):
    by_kind = {".docx": OF_DOCX, ".pdf": OF_PDF}
    for file in files:
        for check in by_kind[file.suffix]:
            tally.judge(file.name, check, file)
    for docx in files:
        pdf = docx.with_suffix(".pdf")
        if docx.suffix == ".docx" and pdf in files:
            for check in OF_PAIR:
                tally.judge(f"{docx.name} and {pdf.name}", check, docx, pdf)


def judge_copies(tally, binary, report, archive):
    """The copies to print of a report, against its archive copy."""
    copies = {copy: archive.with_name(f"{archive.stem}-{copy}.pdf") for copy in OF_COPIES}
    for copy, file in copies.items():
        status, out, err = run(binary, "build", report, "-o", file, "--pdf", copy)
        if status != 0 or not file.exists():
            tally.fail(str(report), f"build --pdf {copy}: exit status {status}: {tail(out, err)}")
            return
        for check in OF_PRINT:
            tally.judge(file.name, check, file)
        against = archive if copy == "print" else copies["print"]
        for check in OF_COPIES[copy]:
            tally.judge(f"{against.name} and {file.name}", check, against, file)


def judge_samples(tally, binary, folder):
    reports = sorted(Path("samples").glob("*/report.toml"))
    if not reports:
        tally.fail("samples", "no samples/*/report.toml found")
    for report in reports:
        files, reason = build(binary, report, folder / "first")
        again, _ = build(binary, report, folder / "second") if files else (None, "")
        if files is None or again is None:
            tally.fail(str(report), f"build: {reason or 'failed the second time'}")
            continue
        judge_files(tally, files)
        tally.judge(f"{files[1].name} and its preview", same_preview, report, files[1])
        for one, other in zip(files, again):
            tally.judge(one.name, same_bytes, one, other)
        judge_copies(tally, binary, report, files[1])


def judge_choices(tally, binary, folder):
    """The Word file of each sample with each choice of its faces."""
    for report in sorted(Path("samples").glob("*/report.toml")):
        for choice in CHOICES:
            docx = folder / choice[1] / f"{report.parent.name}.docx"
            docx.parent.mkdir(parents=True, exist_ok=True)
            status, out, err = run(binary, "build", report, *choice, "-o", docx)
            if status != 0:
                tally.fail(str(report), f"build {' '.join(choice)}: {tail(out, err)}")
                continue
            subject = f"{docx.name} {' '.join(choice)}"
            for check in (open_xml_sdk, openxml_audit, ooxml_integrity, *([docx_fonts, libreoffice] if choice[1] in EMBEDS else [])):
                tally.judge(subject, check, docx)


def judge_drawn(tally, folder):
    """The first reports drawn at random, as many at a time as there are processors."""
    reports = sorted(folder.glob("*.docx"))[:DRAWN]
    if len(reports) < DRAWN:
        tally.fail(str(folder), f"{len(reports)} reports, {DRAWN} wanted")

    def judge(docx):
        pdf = docx.with_suffix(".pdf")
        for check in OF_DRAWN_DOCX:
            tally.judge(docx.name, check, docx)
        for check in OF_DRAWN_PDF:
            tally.judge(pdf.name, check, pdf)
        for check in OF_DRAWN_PAIR:
            tally.judge(f"{docx.name} and {pdf.name}", check, docx, pdf)
        RENDERED.pop(docx, None)

    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as workers:
        list(workers.map(judge, reports))


def main():
    global HOME, REQUIRED, BINARY
    target = Path(os.environ.get("CARGO_TARGET_DIR", "target"))
    parser = argparse.ArgumentParser(prog="scripts/conformance", description=__doc__.splitlines()[0])
    parser.add_argument("--home", type=Path, required=True, help=argparse.SUPPRESS)
    parser.add_argument("--binary", type=Path, default=target / "release" / "nianbao")
    parser.add_argument("--require", default="3a,ua1", help="PDF profiles to demand (default: 3a,ua1)")
    parser.add_argument("--drawn", type=Path, help="folder of reports drawn at random")
    parser.add_argument("files", nargs="*", type=Path, help="DOCX and PDF files to judge instead of the samples")
    given = parser.parse_args()
    HOME, REQUIRED = given.home, [profile for profile in given.require.split(",") if profile]
    BINARY = given.binary
    for file in given.files:
        if file.suffix not in (".docx", ".pdf") or not file.is_file():
            parser.error(f"{file}: not a DOCX or PDF file")
    tally = Tally()
    if given.files:
        judge_files(tally, given.files)
    elif not given.binary.exists():
        tally.fail(str(given.binary), "not built; run cargo build --release")
    else:
        with tempfile.TemporaryDirectory() as folder:
            judge_samples(tally, given.binary, Path(folder))
            judge_choices(tally, given.binary, Path(folder))
        if given.drawn:
            judge_drawn(tally, given.drawn)
    return tally.status()


if __name__ == "__main__":
    sys.exit(main())
