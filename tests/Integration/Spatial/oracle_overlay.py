"""Oracle for area by class: shapely (GEOS) intersects every subject with every row of a layer.

Standard input:  S <row> <wkb hex> and L <row> <class> <wkb hex>, one a line; a class without blanks.
Standard output: <subject> <class> <planar area, 17 digits> <wkb hex of the common part>, one line per pair that shares area.
"""
import sys

from shapely import wkb
from shapely.geometry import MultiPolygon, Polygon
from shapely.prepared import prep


def polygons(geometry):
    parts = getattr(geometry, "geoms", [geometry])
    return MultiPolygon([p for p in parts if isinstance(p, Polygon) and not p.is_empty])


subjects, layer = [], []
for line in sys.stdin:
    words = line.split()
    if words[0] == "S":
        subjects.append((words[1], wkb.loads(words[2], hex=True)))
    else:
        layer.append((words[2], wkb.loads(words[3], hex=True)))

for row, subject in subjects:
    prepared = prep(subject)
    for name, geometry in layer:
        if not prepared.intersects(geometry):
            continue
        common = polygons(subject.intersection(geometry))
        if not common.is_empty:
            print(row, name, repr(common.area), wkb.dumps(common, hex=True))
