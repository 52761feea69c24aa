type Areal = GeoJSON.Polygon | GeoJSON.MultiPolygon;

export type Box = [west: number, south: number, east: number, north: number];

/** Smallest box around some features; null when there are none. */
export function boxOf(features: readonly GeoJSON.Feature<Areal>[]): Box | null {
  const box: Box = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { geometry } of features) {
    for (const ring of rings(geometry)) {
      for (const [x = NaN, y = NaN] of ring) {
        box[0] = Math.min(box[0], x);
        box[1] = Math.min(box[1], y);
        box[2] = Math.max(box[2], x);
        box[3] = Math.max(box[3], y);
      }
    }
  }
  return box[0] <= box[2] ? box : null;
}

/**
 * Centroid of the largest outer ring: where a label or a far-zoom dot goes. Planar in degrees, which is near enough for a mark. A ring without
 * area gives its first vertex.
 */
export function markOf(geometry: Areal): [number, number] {
  let best: { point: [number, number]; area: number } | null = null;
  for (const polygon of geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates) {
    const mark = centroid(polygon[0] ?? []);
    if (best === null || mark.area > best.area) best = mark;
  }
  return best?.point ?? [0, 0];
}

/**
 * The last whole zoom at which a shape is smaller than `pixels` on the screen (Web Mercator, 512-pixel tiles), at most 22.
 */
export function smallUntil(geometry: Areal, pixels: number): number {
  const [west, south, east, north] = boxOf([{ type: 'Feature', properties: null, geometry }]) ?? [0, 0, 0, 0];
  const stretch = 1 / Math.cos((((south + north) / 2) * Math.PI) / 180);
  const side = Math.max(east - west, (north - south) * stretch);
  return side <= 0 ? 22 : Math.min(22, Math.floor(Math.log2((pixels * 360) / (512 * side))));
}

function centroid(ring: readonly GeoJSON.Position[]): { point: [number, number]; area: number } {
  const [originX = 0, originY = 0] = ring[0] ?? [];
  let [twice, x, y] = [0, 0, 0];
  for (let i = 1; i < ring.length; i++) {
    // Relative to the first vertex: small patches far from the origin would lose their digits.
    const [ax, ay] = [(ring[i - 1]?.[0] ?? 0) - originX, (ring[i - 1]?.[1] ?? 0) - originY];
    const [bx, by] = [(ring[i]?.[0] ?? 0) - originX, (ring[i]?.[1] ?? 0) - originY];
    const cross = ax * by - bx * ay;
    twice += cross;
    x += (ax + bx) * cross;
    y += (ay + by) * cross;
  }
  if (twice === 0) return { point: [originX, originY], area: 0 };
  return { point: [originX + x / (3 * twice), originY + y / (3 * twice)], area: Math.abs(twice) / 2 };
}

function rings(geometry: Areal): GeoJSON.Position[][] {
  return geometry.type === 'Polygon' ? geometry.coordinates : geometry.coordinates.flat();
}
