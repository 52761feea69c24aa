import type { Map as MapLibreMap, MapMouseEvent } from 'maplibre-gl';
import type { PatchFeature } from '../api/contract';
import { el } from '../dom/element';
import type { Services, View } from '../services';
import type { CampaignModel } from '../state/campaignModel';
import { Disposal } from '../state/observable';
import type { Route } from '../state/route';
import { FIT_MARGIN, createMap, fullExtent } from './campaignMap';
import { boxOf } from './geometry';
import { colouringSwitch, layerSwitch, legend } from './mapControls';
import { attribution, coordinates } from './mapFurniture';
import { PATCH_LAYERS, PatchLayers } from './patchLayers';
import { patchTip } from './patchTip';
import { ReferenceLayers } from './referenceLayers';
import { addUnitLayers } from './unitLayers';

/** Pixels around the pointer in which a patch counts as hit: small patches are hard to point at. */
const REACH = 4;

export interface MapPanel extends View {
  /** To be called when the element is in the page, because a map needs its size. */
  attach: () => void;
}

/** The campaign's map with its controls, legend and captions. */
export function createMapPanel(services: Services, model: CampaignModel): MapPanel {
  const { language } = services;
  const disposal = new Disposal();
  const canvas = el('div', { class: 'map-canvas', id: 'map' });
  const full = el('button', { type: 'button', class: 'button map-full', id: 'full-extent' }, language.t('map.fullExtent'));
  const layers = layerSwitch(model, language);
  const stage = el('div', { class: 'map-stage' }, canvas, full, legend(model, language, disposal), layers.element);
  const position = coordinates(language);
  const hint = el('p', { class: 'visually-hidden' }, language.t('map.hint'));
  const element = el('section', { class: 'map-panel', 'aria-label': language.t('map.label') },
    colouringSwitch(model, language, disposal), hint, stage, el('div', { class: 'map-foot' }, attribution(model, language), position.element));

  const attach = (): void => {
    let map: MapLibreMap;
    try {
      map = createMap(canvas, model, language);
    } catch {
      canvas.replaceChildren(el('p', { class: 'notice', role: 'status' }, language.t('map.failed')));
      return;
    }
    disposal.add(() => map.remove());
    full.addEventListener('click', () => map.fitBounds(fullExtent(model), { padding: FIT_MARGIN }));
    position.follow(map);
    map.once('load', () => {
      const names = addUnitLayers(map, model, language.isEnglish);
      const patches = new PatchLayers(map);
      names();
      const reference = new ReferenceLayers(map, services.platform, {
        classes: model.profile?.ruleSet.codeLists['land-use'] ?? [],
        onNotices: layers.notices,
        onPlanClasses: (codes) => model.planClasses.set(codes),
      });
      disposal.add(() => reference.stop(), model.shownLayers.follow((ids) => reference.show(model.layers.filter((layer) => ids.has(layer.id)))));
      followModel(map, patches, services, model, disposal);
      pointAndChoose(map, stage, patches, services, model);
      // Tests wait for this: everything that the map shows at first has been added.
      map.once('idle', () => canvas.setAttribute('data-ready', ''));
    });
  };
  return { element, attach, dispose: disposal.run };
}

function followModel(map: MapLibreMap, patches: PatchLayers, { router }: Services, model: CampaignModel, disposal: Disposal): void {
  disposal.add(
    model.colouring.follow((colouring) => patches.colour(colouring)),
    model.patches.follow(({ features }) => patches.setFeatures(features)),
    model.trace.follow((trace) => {
      patches.trace(trace === null ? null : trace.patches.map((p) => p.patch));
      if (trace !== null) fit(map, trace.patches.flatMap((p) => find(model, p.patch)));
    }),
    model.focusUnit.onChange((wanted) => fit(map, model.units.features.filter((unit) => unit.properties.code === wanted?.code))),
    router.route.follow((route) => {
      const key = selectedIn(route, model);
      patches.select(key);
      if (key !== null) showPatch(map, find(model, key));
    }));
}

function pointAndChoose(map: MapLibreMap, stage: HTMLElement, patches: PatchLayers, { router, language }: Services, model: CampaignModel): void {
  const tip = patchTip(model, language);
  stage.append(tip.element);
  map.on('mousemove', (event) => {
    const hit = patchAt(map, event);
    patches.hover(hit?.key ?? null);
    map.getCanvas().style.cursor = hit === null ? '' : 'pointer';
    tip.show(hit, event.point.x, event.point.y);
  });
  map.on('mouseout', () => {
    patches.hover(null);
    tip.show(null, 0, 0);
  });
  map.on('click', (event) => {
    const hit = patchAt(map, event);
    if (hit !== null) router.go({ page: 'campaign', campaign: model.id, panel: 'patches', patch: { unit: hit.unit, key: hit.key } });
  });
}

function patchAt(map: MapLibreMap, { point }: MapMouseEvent): PatchFeature['properties'] | null {
  const exact = map.queryRenderedFeatures(point, { layers: PATCH_LAYERS });
  const near = exact.length > 0 ? exact : map.queryRenderedFeatures([[point.x - REACH, point.y - REACH], [point.x + REACH, point.y + REACH]], { layers: PATCH_LAYERS });
  return (near[0]?.properties as PatchFeature['properties'] | undefined) ?? null;
}

function selectedIn(route: Route, model: CampaignModel): string | null {
  return route.page === 'campaign' && route.campaign === model.id ? (route.patch?.key ?? null) : null;
}

function find(model: CampaignModel, key: string): PatchFeature[] {
  const found = model.patches.value.features.find((feature) => feature.properties.key === key);
  return found === undefined ? [] : [found];
}

// A patch that is chosen in the list is brought into view; one that is in view and large enough to see stays where it is.
function showPatch(map: MapLibreMap, features: PatchFeature[]): void {
  const box = boxOf(features);
  if (box === null) return;
  const bounds = map.getBounds();
  const inView = bounds.contains([box[0], box[1]]) && bounds.contains([box[2], box[3]]);
  if (!inView || map.getZoom() < 15) map.fitBounds(box, { padding: FIT_MARGIN * 3, maxZoom: 17 });
}

function fit(map: MapLibreMap, features: Parameters<typeof boxOf>[0]): void {
  const box = boxOf(features);
  if (box !== null) map.fitBounds(box, { padding: FIT_MARGIN, maxZoom: 16 });
}
