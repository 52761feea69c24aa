import { Map as MapLibreMap, NavigationControl, ScaleControl, setWorkerUrl } from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?url';
import 'maplibre-gl/dist/maplibre-gl.css';
import type { Language } from '../i18n/language';
import type { CampaignModel } from '../state/campaignModel';
import { boxOf, type Box } from './geometry';

setWorkerUrl(workerUrl);

/** Width of the margin around what the map is fitted to, pixels. */
export const FIT_MARGIN = 36;

/**
 * An empty map without any outside source: no tiles, glyphs or sprites are fetched. Throws where the browser has no WebGL.
 */
export function createMap(container: HTMLElement, model: CampaignModel, language: Language): MapLibreMap {
  const { t } = language;
  const map = new MapLibreMap({
    container,
    style: { version: 8, sources: {}, layers: [{ id: 'paper', type: 'background', paint: { 'background-color': '#e9eef3' } }] },
    attributionControl: false,
    dragRotate: false,
    pitchWithRotate: false,
    touchPitch: false,
    maxZoom: 20,
    locale: { 'NavigationControl.ZoomIn': t('map.zoomIn'), 'NavigationControl.ZoomOut': t('map.zoomOut'), 'Map.Title': t('map.label') },
    ...(model.view ?? { bounds: fullExtent(model), fitBoundsOptions: { padding: FIT_MARGIN } }),
  });
  map.touchZoomRotate.disableRotation();
  map.keyboard.disableRotation();
  map.addControl(new NavigationControl({ showCompass: false }), 'top-right');
  map.addControl(new ScaleControl({ maxWidth: 120, unit: 'metric' }), 'bottom-left');
  map.on('moveend', () => {
    const { lng, lat } = map.getCenter();
    model.view = { center: [lng, lat], zoom: map.getZoom() };
  });
  return map;
}

/** The extents of all units; the profile's first view where there are none. */
export function fullExtent(model: CampaignModel): Box {
  const [west = 73, south = 18, east = 135, north = 54] = model.profile?.initialView ?? [];
  return boxOf(model.units.features) ?? [west, south, east, north];
}
