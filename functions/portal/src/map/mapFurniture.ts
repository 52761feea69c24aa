import type { Map as MapLibreMap } from 'maplibre-gl';
import { el } from '../dom/element';
import { formatPosition } from '../i18n/format';
import type { Language } from '../i18n/language';
import type { CampaignModel } from '../state/campaignModel';

/** What must stand on every map: what the extents are, the approval number of the map, and the profile's disclaimers. */
export function attribution(model: CampaignModel, language: Language): HTMLElement {
  const unit = model.units.features[0]?.properties;
  const extent = unit === undefined ? null : language.t('map.extent', { label: language.pick(unit.extentLabel, unit.extentLabelEn) });
  const approval = model.profile?.mapApproval ?? null;
  const disclaimers = (model.profile?.disclaimers ?? []).map((text) => language.pickText(text));
  const lines = [[extent, approval].filter((part) => part !== null).join('　'), ...disclaimers];
  return el('div', { class: 'attribution', id: 'attribution' }, ...lines.map((line) => el('span', {}, line)));
}

export interface Coordinates {
  element: HTMLElement;
  follow: (map: MapLibreMap) => void;
}

/** Position of the pointer, or of the map's centre while the pointer is elsewhere. */
export function coordinates(language: Language): Coordinates {
  const { t } = language;
  const words = { east: t('map.east'), west: t('map.west'), north: t('map.north'), south: t('map.south') };
  const output = el('span', { class: 'coordinates', id: 'coordinates', title: t('map.coordinates') });
  const show = ({ lng, lat }: { lng: number; lat: number }): void => {
    output.textContent = formatPosition(lng, lat, words, language.code);
  };
  const follow = (map: MapLibreMap): void => {
    show(map.getCenter());
    map.on('mousemove', (event) => show(event.lngLat));
    map.on('mouseout', () => show(map.getCenter()));
    map.on('moveend', () => show(map.getCenter()));
  };
  return { element: output, follow };
}
