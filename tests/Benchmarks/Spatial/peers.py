"""shapely or geopandas on the benchmark's polygons: peers.py FOLDER shapely|geopandas. Prints name, CPU seconds, seconds by the clock, sum of areas, share run."""
import sys
import time
import warnings

warnings.filterwarnings("ignore")
from shapely import wkb
from shapely.prepared import prep
from shapely.strtree import STRtree


def read(path):
    rows = []
    with open(path, encoding="ascii") as lines:
        for line in lines:
            row, code, shape = line.rstrip("\n").split("\t")
            rows.append((int(row), code, wkb.loads(shape, hex=True)))
    return rows


def with_shapely(subjects, layer):
    tree = STRtree([shape for _, _, shape in layer])
    place = {id(shape): i for i, (_, _, shape) in enumerate(layer)}
    prepared = [prep(shape) for _, _, shape in layer]
    sums = {}
    for row, _, subject in subjects:
        for shape in tree.query(subject):
            i = place[id(shape)]
            if prepared[i].covers(subject):
                area = subject.area
            elif prepared[i].intersects(subject):
                area = subject.intersection(shape).area
            else:
                continue
            key = (row, layer[i][1])
            sums[key] = sums.get(key, 0.0) + area
    return sum(sums.values())


def with_geopandas(subjects, layer):
    import geopandas

    def frame(rows, name):
        return geopandas.GeoDataFrame({name: [r[0] if name == "row" else r[1] for r in rows]}, geometry=[r[2] for r in rows])

    common = geopandas.overlay(frame(subjects, "row"), frame(layer, "code"), how="intersection", keep_geom_type=True)
    return common.assign(area=common.geometry.area).groupby(["row", "code"])["area"].sum().sum()


def main():
    folder, peer = sys.argv[1:3]
    subjects, layer = read(folder + "/subjects.tsv"), read(folder + "/layer.tsv")
    if peer == "geopandas":
        import geopandas  # noqa: F401 - loading is not measured
    work = with_shapely if peer == "shapely" else with_geopandas
    cpu, clock = time.process_time(), time.perf_counter()
    total = work(subjects, layer)
    name = "shapely, prepared" if peer == "shapely" else "geopandas overlay"
    print(f"{name}\t{time.process_time() - cpu:.3f}\t{time.perf_counter() - clock:.3f}\t{total:.6f}\t1", flush=True)


main()
