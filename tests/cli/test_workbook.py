"""Tables as Excel workbooks: read like CSV where the program was built with GDAL, refused with advice where not."""
import csv
import io
import unittest
import zipfile
from xml.sax.saxutils import escape

from program import DONE, INPUT, ProgramTest

SCENARIO = "town/own-list.yaml"
PARTS = {
    "[Content_Types].xml":
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        '<Override PartName="/xl/workbook.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
        '<Override PartName="/xl/worksheets/sheet1.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>'
        '<Override PartName="/xl/styles.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/></Types>',
    "_rels/.rels":
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml":
        '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
        'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>'
        '<sheet name="设施" sheetId="1" r:id="rId1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels":
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="rId1" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" '
        'Target="worksheets/sheet1.xml"/><Relationship Id="rId2" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" '
        'Target="styles.xml"/></Relationships>',
    # the second style, 14, is a date
    "xl/styles.xml":
        '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><fonts count="1"><font/></fonts>'
        '<fills count="1"><fill/></fills><borders count="1"><border/></borders>'
        '<cellStyleXfs count="1"><xf/></cellStyleXfs>'
        '<cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>',
}


class Date(int):
    """Days since 30 December 1899, as a workbook stores a date."""


def cell(value, name):
    if isinstance(value, Date):
        return f'<c r="{name}" s="1"><v>{int(value)}</v></c>'
    if isinstance(value, (int, float)):
        return f'<c r="{name}"><v>{value}</v></c>'
    return f'<c r="{name}" t="inlineStr"><is><t>{escape(value)}</t></is></c>' if value != "" else f'<c r="{name}"/>'


def workbook(rows):
    """An .xlsx of one sheet; None is a row that is not there."""
    lines = []
    for number, row in enumerate(rows, 1):
        if row is not None:
            cells = "".join(cell(value, f"{chr(ord('A') + i)}{number}") for i, value in enumerate(row))
            lines.append(f'<row r="{number}">{cells}</row>')
    sheet = ('<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>' +
             "".join(lines) + "</sheetData></worksheet>")
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in {**PARTS, "xl/worksheets/sheet1.xml": sheet}.items():
            archive.writestr(name, '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' + text)
    return file.getvalue()


def typed(text):
    try:
        return int(text)
    except ValueError:
        return text


class WorkbookTest(ProgramTest):
    def setUp(self):
        super().setUp()
        with open(self.path("town/projects.csv"), encoding="utf-8", newline="") as file:
            self.rows = [[typed(text) for text in row] for row in csv.reader(file)]
        self.replace(SCENARIO, "projects: projects.csv", "projects: list.XLSX")
        self.write("town/list.XLSX", workbook(self.rows))
        status, _, faults = self.call("check", "--lang", "en", SCENARIO)
        self.has_gdal = "without GDAL" not in faults
        self.status, self.faults = status, faults

    def check(self, rows):
        self.write("town/list.XLSX", workbook(rows))
        status, text, faults = self.call("check", "--lang", "en", "--resolved", SCENARIO)
        return status, text, faults

    def need_gdal(self):
        if not self.has_gdal:
            self.skipTest("built without GDAL")

    def test_without_gdal_the_advice_is_to_save_as_csv(self):
        if self.has_gdal:
            self.skipTest("built with GDAL")
        self.assertEqual(self.status, INPUT)
        self.assertIn("town/list.XLSX: ", self.faults)
        self.assertIn("save the sheet as CSV (UTF-8), or install libgdal-dev", self.faults)

    def test_a_workbook_is_read_like_the_csv_file(self):
        self.need_gdal()
        self.assertEqual(self.status, DONE, self.faults)
        self.assertEqual(self.run_town("workbook.h5", "--set", "run.last_year=2025", scenario=SCENARIO)[0], DONE)
        self.replace(SCENARIO, "projects: list.XLSX", "projects: projects.csv")
        self.assertEqual(self.run_town("csv.h5", "--set", "run.last_year=2025", scenario=SCENARIO)[0], DONE)
        tables = [self.call("show", name)[1].replace(name, "") for name in ("workbook.h5", "csv.h5")]
        self.assertEqual(*tables)

    def test_a_cell_of_type_date_is_a_date(self):
        self.need_gdal()
        opens = self.rows[0].index("opens")
        self.rows[2][opens] = Date(45536)  # 1 September 2024
        self.assertEqual(self.check(self.rows)[0], DONE)
        self.rows[2][opens] = Date(44197)  # 1 January 2021: before March, when it was planned
        status, _, faults = self.check(self.rows)
        self.assertEqual(status, INPUT)
        self.assertIn("town/list.XLSX:3: opens: it opens 2021/01/01, before it is planned (2021-03)", faults)

    def test_a_fault_is_told_by_row_and_column(self):
        self.need_gdal()
        self.rows[3][self.rows[0].index("owner")] = "privat"
        status, _, faults = self.check(self.rows)
        self.assertEqual(status, INPUT)
        self.assertIn("town/list.XLSX:4:4: owner: 'privat' is none of the choices", faults)

    def test_blank_rows_and_columns_are_passed_over(self):
        self.need_gdal()
        rows = [row + ["", ""] for row in self.rows]
        rows.insert(2, None)
        rows.insert(3, [""] * len(rows[0]))
        status, _, faults = self.check(rows)
        self.assertEqual(status, DONE, faults)
        rows[-1][self.rows[0].index("owner")] = "privat"
        self.assertIn("town/list.XLSX:6:4: owner: ", self.check(rows)[2])

    def test_what_is_no_workbook_is_refused(self):
        self.need_gdal()
        for content in (b"", b"area,kind\n", workbook(self.rows)[:400], b"PK\x03\x04" + b"\0" * 100):
            self.write("town/list.XLSX", content)
            status, _, faults = self.call("check", "--lang", "en", SCENARIO)
            self.assertEqual(status, INPUT, content)
            self.assertIn("town/list.XLSX: ", faults)


if __name__ == "__main__":
    unittest.main()
