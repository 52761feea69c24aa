import type { ExpressionSpecification, GeoJSONSource, Map as MapLibreMap } from 'maplibre-gl';
import type { PatchFeature } from '../api/contract';
import { NO_VALUE, classesOf, type Colouring } from '../state/colouring';
import { markOf, smallUntil } from './geometry';

/** Layers in which a patch can be pointed at. */
export const PATCH_LAYERS = ['patch-fill', 'patch-dot'];

/** A patch smaller than this is shown as a dot too. */
const DOT_PIXELS = 6;

const OTHER = '#9aa5b1';
const TRACED = '#111827';
const IS_TRACED: ExpressionSpecification = ['boolean', ['feature-state', 'traced'], false];
const IS_MARKED: ExpressionSpecification = ['any', IS_TRACED, ['boolean', ['feature-state', 'selected'], false], ['boolean', ['feature-state', 'hover'], false]];

// The map takes an id that looks like a number for one, and a patch key such as 12e45678 would be infinite: no id of ours looks like a number.
const ID = 'mapId';
const idOf = (key: string): string => `p-${key}`;

/**
 * The patches: outlines when near, dots when a patch would be smaller than a few pixels. States of a feature: `hover`, `selected`, `traced`.
 */
export class PatchLayers {
  private readonly map: MapLibreMap;
  private traced: readonly string[] = [];
  private selected: string | null = null;
  private hovered: string | null = null;

  constructor(map: MapLibreMap) {
    this.map = map;
    const empty: GeoJSON.FeatureCollection = { type: 'FeatureCollection', features: [] };
    map.addSource('patches', { type: 'geojson', data: empty, promoteId: ID });
    map.addSource('patch-dots', { type: 'geojson', data: empty, promoteId: ID });
    map.addLayer({ id: 'patch-fill', type: 'fill', source: 'patches', paint: { 'fill-color': OTHER } });
    map.addLayer({ id: 'patch-line', type: 'line', source: 'patches', paint: { 'line-color': OTHER, 'line-width': ['case', IS_MARKED, 2.5, 1] } });
    map.addLayer({
      id: 'patch-dot',
      type: 'circle',
      source: 'patch-dots',
      filter: ['<=', ['zoom'], ['get', 'dotUntil']],
      paint: {
        'circle-color': OTHER,
        'circle-radius': ['interpolate', ['linear'], ['zoom'], 6, 2.5, 12, 4, 15, 5],
        'circle-stroke-color': ['case', IS_MARKED, TRACED, '#ffffff'],
        'circle-stroke-width': ['case', IS_MARKED, 2, 0.8],
      },
    });
    this.dim(false);
  }

  setFeatures(features: PatchFeature[]): void {
    const shapes = features.map((feature): GeoJSON.Feature => (
      { ...feature, properties: { ...feature.properties, [ID]: idOf(feature.properties.key) } }));
    const dots = features.map((feature): GeoJSON.Feature => ({
      type: 'Feature',
      properties: { ...feature.properties, [ID]: idOf(feature.properties.key), dotUntil: smallUntil(feature.geometry, DOT_PIXELS) },
      geometry: { type: 'Point', coordinates: markOf(feature.geometry) },
    }));
    void this.source('patches').setData({ type: 'FeatureCollection', features: shapes });
    void this.source('patch-dots').setData({ type: 'FeatureCollection', features: dots });
  }

  colour(colouring: Colouring): void {
    const colour = colourBy(colouring);
    this.map.setPaintProperty('patch-fill', 'fill-color', colour);
    this.map.setPaintProperty('patch-dot', 'circle-color', colour);
    this.map.setPaintProperty('patch-line', 'line-color', ['case', IS_MARKED, TRACED, colour]);
  }

  trace(keys: readonly string[] | null): void {
    for (const key of this.traced) this.mark(key, 'traced', false);
    this.traced = keys ?? [];
    for (const key of this.traced) this.mark(key, 'traced', true);
    this.dim(keys !== null);
  }

  select(key: string | null): void {
    if (this.selected !== null) this.mark(this.selected, 'selected', false);
    this.selected = key;
    if (key !== null) this.mark(key, 'selected', true);
  }

  hover(key: string | null): void {
    if (key === this.hovered) return;
    if (this.hovered !== null) this.mark(this.hovered, 'hover', false);
    this.hovered = key;
    if (key !== null) this.mark(key, 'hover', true);
  }

  private mark(key: string, state: string, on: boolean): void {
    for (const source of ['patches', 'patch-dots']) this.map.setFeatureState({ source, id: idOf(key) }, { [state]: on });
  }

  // While figures are traced, everything else steps back.
  private dim(on: boolean): void {
    const opacity = (full: number): ExpressionSpecification => ['case', IS_MARKED, 1, on ? 0.12 : full];
    this.map.setPaintProperty('patch-fill', 'fill-opacity', opacity(0.72));
    this.map.setPaintProperty('patch-dot', 'circle-opacity', opacity(0.95));
    this.map.setPaintProperty('patch-dot', 'circle-stroke-opacity', opacity(1));
    this.map.setPaintProperty('patch-line', 'line-opacity', opacity(1));
  }

  private source(id: string): GeoJSONSource {
    return this.map.getSource(id) as GeoJSONSource;
  }
}

function colourBy(colouring: Colouring): ExpressionSpecification {
  const pairs = classesOf(colouring).flatMap(([code, colour]) => [code, colour]);
  return ['match', ['coalesce', ['get', colouring], NO_VALUE], ...pairs, OTHER] as unknown as ExpressionSpecification;
}
