"""Writes a large file for the measurements of memory: make_large.py FILE.(gml|dxf|csv|xlsx) [BYTES, default 1e9]. Polygons of 20 points with two fields."""
import math
import random
import sys
import zipfile

LEAST = "".join(chr(c) for c in range(33, 127) if chr(c) not in "<>&\"',;")


def ring(row):
    x, y, r = 38400000 + (row % 4000) * 50, 4200000 + (row // 4000) * 50, 20
    corners = [(x + r * math.cos(a * math.pi / 10), y + r * math.sin(a * math.pi / 10)) for a in range(20)]
    return corners + corners[:1]


def gml(row):
    points = " ".join(f"{x:.4f} {y:.4f}" for x, y in ring(row))
    return (f'<gml:featureMember><p:Area gml:id="a{row}"><p:code>{row}</p:code><p:name>地块</p:name><p:geom><gml:Polygon srsName="EPSG:4526"><gml:exterior>'
            f"<gml:LinearRing><gml:posList>{points}</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon></p:geom></p:Area></gml:featureMember>\n")


def dxf(row):
    points = "".join(f"10\n{x:.4f}\n20\n{y:.4f}\n" for x, y in ring(row)[:-1])
    return f"0\nLWPOLYLINE\n5\n{row + 256:X}\n100\nAcDbEntity\n8\nland\n100\nAcDbPolyline\n90\n20\n70\n1\n{points}"


def csv(row):
    return f'{row},地块,"POLYGON (({", ".join(f"{x:.4f} {y:.4f}" for x, y in ring(row))}))"\n'


def xlsx(row):
    cells = "".join("<c t=\"inlineStr\"><is><t>" + "".join(random.choices(LEAST, k=75)) + "</t></is></c>" for _ in range(20))
    return f'<row r="{row + 2}">{cells}</row>'


FRAMES = {
    "gml": ('<?xml version="1.0" encoding="UTF-8"?><gml:FeatureCollection xmlns:gml="http://www.opengis.net/gml/3.2" xmlns:p="urn:p">\n', gml, "</gml:FeatureCollection>\n"),
    "dxf": ("0\nSECTION\n2\nHEADER\n9\n$ACADVER\n1\nAC1032\n0\nENDSEC\n0\nSECTION\n2\nENTITIES\n", dxf, "0\nENDSEC\n0\nEOF\n"),
    "csv": ("code,name,wkt\n", csv, ""),
    "xlsx": ('<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1">'
             + "".join(f'<c t="inlineStr"><is><t>f{i}</t></is></c>' for i in range(20)) + "</row>", xlsx, "</sheetData></worksheet>"),
}
PACKAGE = {
    "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>'
    '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>',
    "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
    '<sheets><sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
}


SHEET_ROWS = 1048575  # and the heading


def write(target, kind, size):
    before, make, after = FRAMES[kind]
    target.write(before.encode())
    written = row = 0
    while written < size and not (kind == "xlsx" and row == SHEET_ROWS):
        data = make(row).encode()
        target.write(data)
        written, row = written + len(data), row + 1
    target.write(after.encode())


def main(path, size="1e9"):
    kind = path.rsplit(".", 1)[1]
    if kind != "xlsx":
        with open(path, "wb") as file:
            write(file, kind, float(size))
        return
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as package:
        for name, text in PACKAGE.items():
            package.writestr(name, text)
        with package.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as sheet:
            write(sheet, kind, 2 * float(size))


main(*sys.argv[1:])
