#!/usr/bin/env python3
"""Which displacement makes one set of lines lie on another?

    python3 datum_check.py FROM TO [--gcj02-to]

FROM and TO are GeoJSON files (or .gz) with lines or polygons. Every vertex chain is cut into points about 55 m apart; points of FROM within 0.03 degrees of
TO are moved over a grid of displacements (0.0005 degrees up to 0.012), and the share that comes to lie within 0.001 degrees of TO is counted. With
--gcj02-to the coordinates of TO are first put back from GCJ-02. Prints the best displacement, its share, the share without displacement and the median
share of the grid (what chance gives). Needs numpy and scipy. The displacement of GCJ-02 in Hebei is +0.0058 to +0.0063 (longitude), +0.0006 to +0.0013 (latitude).
"""
import gzip
import json
import math
import sys

import numpy as np
from scipy.spatial import cKDTree

STEP, REACH, NEAR, HIT = 0.0005, 0.012, 0.03, 0.001
SHRINK = math.cos(math.radians(39.5))


def chains(path):
    with (gzip.open(path, 'rt', encoding='utf-8') if path.endswith('.gz') else open(path, encoding='utf-8')) as file:
        features = json.load(file)['features']
    for feature in features:
        yield from leaves(feature['geometry']['coordinates'])


def leaves(coordinates):
    if isinstance(coordinates[0][0], (int, float)):
        yield np.array([position[:2] for position in coordinates], dtype=float)
    else:
        for part in coordinates:
            yield from leaves(part)


def points(all_chains):
    cut = []
    for chain in all_chains:
        for start, end in zip(chain[:-1], chain[1:]):
            along = end - start
            count = max(1, int(math.hypot(along[0] * SHRINK, along[1]) / STEP))
            cut.append(start + along * np.linspace(0, 1, count, endpoint=False)[:, None])
    scaled = np.vstack(cut)
    scaled[:, 0] *= SHRINK
    return scaled


def to_gcj02(longitude, latitude):
    a, ee, pi = 6378245.0, 0.00669342162296594323, math.pi
    x, y = longitude - 105, latitude - 35
    common = (20 * math.sin(6 * x * pi) + 20 * math.sin(2 * x * pi)) * 2 / 3
    north = (-100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * math.sqrt(abs(x)) + common
             + (20 * math.sin(y * pi) + 40 * math.sin(y / 3 * pi)) * 2 / 3 + (160 * math.sin(y / 12 * pi) + 320 * math.sin(y * pi / 30)) * 2 / 3)
    east = (300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * math.sqrt(abs(x)) + common
            + (20 * math.sin(x * pi) + 40 * math.sin(x / 3 * pi)) * 2 / 3 + (150 * math.sin(x / 12 * pi) + 300 * math.sin(x / 30 * pi)) * 2 / 3)
    w = 1 - ee * math.sin(math.radians(latitude)) ** 2
    return (longitude + math.degrees(east / (a / math.sqrt(w) * math.cos(math.radians(latitude)))),
            latitude + math.degrees(north / (a * (1 - ee) / (w * math.sqrt(w)))))


def put_back(chain):
    back = chain.copy()
    for _ in range(4):
        back = back + chain - np.array([to_gcj02(*position) for position in back])
    return back


def main(source, target, gcj02_target):
    to = cKDTree(points(map(put_back, chains(target)) if gcj02_target else chains(target)))
    start = points(chains(source))
    start = start[to.query(start)[0] < NEAR]
    grid = np.arange(-round(REACH / STEP), round(REACH / STEP) + 1) * STEP
    share = np.array([[np.isfinite(to.query(start + [dx * SHRINK, dy], distance_upper_bound=HIT)[0]).mean() for dy in grid] for dx in grid])
    i, j = np.unravel_index(share.argmax(), share.shape)
    zero = len(grid) // 2
    print(f'{len(start)} points; best displacement {grid[i]:+.4f} {grid[j]:+.4f} share {share[i, j]:.3f}; '
          f'without {share[zero, zero]:.3f}; median {np.median(share):.3f}')


if __name__ == '__main__':
    main(sys.argv[1], sys.argv[2], '--gcj02-to' in sys.argv)
