import type { GeoJSONSource, Map as MapLibreMap } from 'maplibre-gl';
import type { CodeEntry, LayerVersion } from '../api/contract';
import { MOST_ITEMS, type Platform } from '../api/platform';
import { layerColour, landUseGroup } from './layerColours';

export type LayerNotice = { kind: 'limited'; layer: LayerVersion } | { kind: 'failed'; layer: LayerVersion; error: unknown };

export interface ReferenceListener {
  /** Land-use classes of the rule set. */
  classes: readonly CodeEntry[];
  onNotices: (notices: LayerNotice[]) => void;
  /** The class codes of the plan that are in view. */
  onPlanClasses: (codes: ReadonlySet<string>) => void;
}

interface Shown {
  layer: LayerVersion;
  controller: AbortController;
}

/** The background layers that are switched on: their features in the map's view, read anew when the view moves. */
export class ReferenceLayers {
  private readonly map: MapLibreMap;
  private readonly platform: Platform;
  private readonly listener: ReferenceListener;
  private readonly shown = new Map<string, Shown>();
  private readonly notices = new Map<string, LayerNotice>();

  constructor(map: MapLibreMap, platform: Platform, listener: ReferenceListener) {
    this.map = map;
    this.platform = platform;
    this.listener = listener;
    map.on('moveend', () => {
      for (const id of this.shown.keys()) void this.load(id);
    });
  }

  /** Switches on exactly these layers. */
  show(layers: readonly LayerVersion[]): void {
    const wanted = new Set(layers.map((layer) => layer.id));
    for (const id of [...this.shown.keys()]) if (!wanted.has(id)) this.remove(id);
    for (const layer of layers) if (!this.shown.has(layer.id)) this.add(layer);
  }

  stop(): void {
    for (const { controller } of this.shown.values()) controller.abort();
  }

  private add(layer: LayerVersion): void {
    const source = sourceId(layer.id);
    this.shown.set(layer.id, { layer, controller: new AbortController() });
    this.map.addSource(source, { type: 'geojson', data: { type: 'FeatureCollection', features: [] } });
    // Land use lies under the units' outlines, lines and points over them; the patches stay on top.
    const before = layer.kind === 'planLandUse' ? 'unit-line' : 'patch-fill';
    const colour = layerColour(layer);
    const fill = layer.kind === 'planLandUse' ? { 'fill-color': ['get', 'colour'] as ['get', string], 'fill-opacity': 0.75 } : { 'fill-color': colour, 'fill-opacity': 0.14 };
    const line = layer.kind === 'planLandUse' ? { 'line-color': '#8b949e', 'line-width': 0.5 } : { 'line-color': colour, 'line-width': 1.6 };
    this.map.addLayer({ id: `${source}-fill`, type: 'fill', source, filter: ['==', ['geometry-type'], 'Polygon'], paint: fill }, before);
    this.map.addLayer({ id: `${source}-line`, type: 'line', source, filter: ['!=', ['geometry-type'], 'Point'], paint: line }, before);
    this.map.addLayer({ id: `${source}-point`, type: 'circle', source, filter: ['==', ['geometry-type'], 'Point'], paint: { 'circle-color': '#ffffff', 'circle-radius': 3.5, 'circle-stroke-color': colour, 'circle-stroke-width': 1.6 } }, before);
    void this.load(layer.id);
  }

  private remove(id: string): void {
    const source = sourceId(id);
    this.shown.get(id)?.controller.abort();
    this.shown.delete(id);
    for (const part of ['fill', 'line', 'point']) this.map.removeLayer(`${source}-${part}`);
    this.map.removeSource(source);
    this.note(id, null);
  }

  private async load(id: string): Promise<void> {
    const shown = this.shown.get(id);
    if (shown === undefined) return;
    shown.controller.abort();
    const controller = (shown.controller = new AbortController());
    const { layer } = shown;
    try {
      const bounds = this.map.getBounds();
      const box = [bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()].map((n) => Number(n.toFixed(6)));
      const page = await this.platform.layerItems(layer.profile, layer.id, box, controller.signal);
      if (controller.signal.aborted) return;
      const source = this.map.getSource(sourceId(id)) as GeoJSONSource | undefined;
      void source?.setData({ type: 'FeatureCollection', features: layer.kind === 'planLandUse' ? this.coloured(page.features) : page.features });
      this.note(id, page.features.length >= MOST_ITEMS ? { kind: 'limited', layer } : null);
    } catch (error) {
      if (!controller.signal.aborted) this.note(id, { kind: 'failed', layer, error });
    }
  }

  private coloured(features: GeoJSON.Feature[]): GeoJSON.Feature[] {
    const codeOf = (feature: GeoJSON.Feature): string => String(feature.properties?.['class'] ?? '');
    this.listener.onPlanClasses(new Set(features.map(codeOf)));
    return features.map((feature) => ({ ...feature, properties: { ...feature.properties, colour: landUseGroup(codeOf(feature), this.listener.classes).colour } }));
  }

  private note(id: string, notice: LayerNotice | null): void {
    if (notice === null) this.notices.delete(id);
    else this.notices.set(id, notice);
    this.listener.onNotices([...this.notices.values()]);
  }
}

function sourceId(layer: string): string {
  return `layer-${layer}`;
}
