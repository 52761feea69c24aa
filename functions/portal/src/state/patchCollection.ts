import type { PatchFeature, UnitProgress } from '../api/contract';

/** Most patches that the page holds as GeoJSON; beyond that the map says that it shows a part. */
export const MOST_PATCHES = 60_000;

/** The patches that are loaded, by unit, so that one unit can be loaded anew without the others. */
export class PatchCollection {
  private readonly byUnit = new Map<string, PatchFeature[]>();
  private held = 0;

  get count(): number {
    return this.held;
  }

  get isFull(): boolean {
    return this.held >= MOST_PATCHES;
  }

  add(features: readonly PatchFeature[]): void {
    for (const feature of features.slice(0, MOST_PATCHES - this.held)) {
      const list = this.byUnit.get(feature.properties.unit) ?? [];
      list.push(feature);
      this.byUnit.set(feature.properties.unit, list);
      this.held++;
    }
  }

  replaceUnit(unit: string, features: readonly PatchFeature[]): void {
    this.held -= this.byUnit.get(unit)?.length ?? 0;
    this.byUnit.delete(unit);
    this.add(features);
  }

  clear(): void {
    this.byUnit.clear();
    this.held = 0;
  }

  /** All features, units in code order. */
  all(): PatchFeature[] {
    return [...this.byUnit.keys()].sort().flatMap((unit) => this.byUnit.get(unit) ?? []);
  }

  find(key: string): PatchFeature | undefined {
    for (const features of this.byUnit.values()) {
      const found = features.find((feature) => feature.properties.key === key);
      if (found !== undefined) return found;
    }
    return undefined;
  }
}

/** Codes of the units whose counts or state differ between two readings of the progress. */
export function changedUnits(before: readonly UnitProgress[], after: readonly UnitProgress[]): string[] {
  const known = new Map(before.map((unit) => [unit.unit, signature(unit)]));
  return after.filter((unit) => known.get(unit.unit) !== signature(unit)).map((unit) => unit.unit);
}

function signature(unit: UnitProgress): string {
  return [unit.state, unit.total, unit.open, unit.answered, unit.returned, unit.accepted, unit.round].join('|');
}
