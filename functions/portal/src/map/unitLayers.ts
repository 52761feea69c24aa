import type { Map as MapLibreMap } from 'maplibre-gl';
import type { CampaignModel } from '../state/campaignModel';
import { markOf } from './geometry';

/** Draws the extents of the monitoring units below the patches, and returns a function that draws their names above them. */
export function addUnitLayers(map: MapLibreMap, model: CampaignModel, english: boolean): () => void {
  map.addSource('units', { type: 'geojson', data: model.units });
  map.addLayer({ id: 'unit-fill', type: 'fill', source: 'units', paint: { 'fill-color': '#ffffff', 'fill-opacity': 0.75 } });
  map.addLayer({ id: 'unit-line', type: 'line', source: 'units', paint: { 'line-color': '#51657a', 'line-width': 1.4, 'line-dasharray': [4, 2] } });
  return () => addNames(map, model, english);
}

function addNames(map: MapLibreMap, model: CampaignModel, english: boolean): void {
  const features = model.units.features.map(({ geometry, properties }): GeoJSON.Feature => ({
    type: 'Feature',
    properties: { name: english ? properties.nameEn : properties.name },
    geometry: { type: 'Point', coordinates: markOf(geometry) },
  }));
  map.addSource('unit-names', { type: 'geojson', data: { type: 'FeatureCollection', features } });
  map.addLayer({
    id: 'unit-names',
    type: 'symbol',
    source: 'unit-names',
    layout: { 'text-field': ['get', 'name'], 'text-size': 13, 'text-max-width': 8, 'text-padding': 4 },
    paint: { 'text-color': '#22364a', 'text-halo-color': '#ffffff', 'text-halo-width': 1.8 },
  });
}
