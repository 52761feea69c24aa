"""Oracle for drawings: what ezdxf finds in each DXF file that it is given, after blocks are taken apart.

Standard output, one line per file and kind of entity: <file> <kind> <count> <xmin> <ymin> <xmax> <ymax> <length>, or <file> ! <why ezdxf cannot read it>.
Left out on both sides: text, hatches, leaders, meshes. Of polylines with a width, of which ezdxf draws the outline, the middle counts.
"""
import math
import sys

from ezdxf import disassemble
from ezdxf.recover import readfile

KINDS = {"POINT", "LINE", "LWPOLYLINE", "POLYLINE", "CIRCLE", "ARC", "ELLIPSE", "SPLINE", "SOLID", "TRACE", "3DFACE"}


def is_compared(entity):
    if entity.dxftype() == "POLYLINE":
        return entity.is_2d_polyline or entity.is_3d_polyline
    return entity.dxftype() in KINDS


def without_width(entity):
    if entity.dxftype() == "LWPOLYLINE" and entity.has_width:
        entity.dxf.discard("const_width")
        entity.set_points([(x, y, 0, 0, bulge) for x, y, _, _, bulge in entity.get_points()])
    return entity


def shapes(path):
    document, _ = readfile(path)
    for top in document.modelspace():
        if top.dxftype() in KINDS or top.dxftype() in ("INSERT", "DIMENSION"):
            for entity in disassemble.recursive_decompose([top]):
                if is_compared(entity):
                    yield entity.dxftype(), [(v.x, v.y) for v in disassemble.make_primitive(without_width(entity), max_flattening_distance=1e-5).vertices()]


def measure(path):
    kinds = {}
    for kind, points in shapes(path):
        kinds.setdefault(kind, []).append(points)
    for kind, lines in kinds.items():
        xs, ys = [x for line in lines for x, _ in line], [y for line in lines for _, y in line]
        length = sum(math.dist(a, b) for line in lines for a, b in zip(line, line[1:]))
        print(path, kind, len(lines), *(repr(float(n)) for n in (min(xs), min(ys), max(xs), max(ys), length)))


for path in sys.argv[1:]:
    try:
        measure(path)
    except Exception as fault:
        print(path, "!", type(fault).__name__)
