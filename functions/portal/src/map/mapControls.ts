import type { LayerVersion } from '../api/contract';
import { MOST_ITEMS } from '../api/platform';
import { el, replace } from '../dom/element';
import { formatCount } from '../i18n/format';
import { labelOf } from '../i18n/labels';
import type { Language } from '../i18n/language';
import { reasonOf } from '../pages/messages';
import type { CampaignModel } from '../state/campaignModel';
import { COLOURINGS, legendOf } from '../state/colouring';
import type { Disposal } from '../state/observable';
import { classLabel } from './classLabel';
import { PLAN_COLOUR, layerColour, landUseGroup } from './layerColours';
import type { LayerNotice } from './referenceLayers';

/** The choice of what the patches are coloured by. */
export function colouringSwitch(model: CampaignModel, language: Language, disposal: Disposal): HTMLElement {
  const { t } = language;
  const options = COLOURINGS.map((colouring) => {
    const input = el('input', { type: 'radio', name: 'colouring', value: colouring, id: `colouring-${colouring}`, onchange: () => model.colouring.set(colouring) });
    disposal.add(model.colouring.follow((current) => {
      input.checked = current === colouring;
    }));
    return el('label', { for: `colouring-${colouring}` }, input, el('span', {}, t(`map.colouring.${colouring}`)));
  });
  return el('fieldset', { class: 'segments' }, el('legend', {}, t('map.colouring')), ...options);
}

/** What the colours mean, with the number of patches of each. */
export function legend(model: CampaignModel, language: Language, disposal: Disposal): HTMLElement {
  const { t } = language;
  const body = el('div', {});
  const draw = (): void => {
    const colouring = model.colouring.value;
    const rows = legendOf(colouring, model.patches.value.features.map((feature) => feature.properties)).map(({ code, colour, count }) =>
      el('li', {}, el('span', { class: 'swatch', style: `background:${colour}` }), classLabel(model.profile, colouring, code, language), el('span', { class: 'legend-count' }, formatCount(count))));
    const traced = model.trace.value === null ? null : el('li', {}, el('span', { class: 'swatch swatch-traced' }), t('map.traced'));
    const shown = model.layers.filter((layer) => model.shownLayers.value.has(layer.id));
    const plan = shown.some((layer) => layer.kind === 'planLandUse') ? landUseLegend(model, language) : null;
    replace(body, el('ul', {}, ...rows, traced, el('li', {}, el('span', { class: 'swatch swatch-unit' }), t('map.units'))), plan);
  };
  disposal.add(model.colouring.onChange(draw), model.trace.onChange(draw), model.shownLayers.onChange(draw), model.planClasses.onChange(draw), model.patches.follow(draw));
  return el('details', { class: 'map-box legend', id: 'legend', open: true }, el('summary', {}, t('map.legend')), body);
}

// Only what is in view: a plan can have dozens of classes.
function landUseLegend(model: CampaignModel, language: Language): HTMLElement {
  const classes = model.profile?.ruleSet.codeLists['land-use'] ?? [];
  const groups = new Map([...model.planClasses.value].map((code) => landUseGroup(code, classes)).map((group) => [group.key, group]));
  const rows = [...groups.values()].sort((a, b) => a.key.localeCompare(b.key)).map(({ key, colour, isClass }) => el('li', {},
    el('span', { class: 'swatch', style: `background:${colour}` }), isClass ? `${key} ${labelOf(model.profile, 'land-use', key, language)}` : key || language.t('app.none')));
  return el('ul', { class: 'legend-plan' }, ...rows);
}

export interface LayerSwitch {
  element: HTMLElement;
  /** Says what could not be shown, or not whole. */
  notices: (notices: LayerNotice[]) => void;
}

/** The background layers to switch on and off. */
export function layerSwitch(model: CampaignModel, language: Language): LayerSwitch {
  const { t } = language;
  const said = el('div', { role: 'status' });
  const items = model.layers.map((layer) => el('li', {}, choice(layer, model, language)));
  const list = items.length === 0 ? el('p', { class: 'hint' }, t('map.noLayers')) : el('ul', {}, ...items);
  const element = el('details', { class: 'map-box layers', id: 'layers' }, el('summary', {}, t('map.layers')), list, said);
  const notices = (all: LayerNotice[]): void => replace(said, ...all.map((notice) => el('p', { class: 'warning' }, noticeText(notice, language))));
  return { element, notices };
}

function choice(layer: LayerVersion, model: CampaignModel, language: Language): HTMLElement {
  const title = language.pick(layer.title, layer.titleEn);
  const input = el('input', { type: 'checkbox', id: `layer-${layer.id}` });
  input.checked = model.shownLayers.value.has(layer.id);
  input.addEventListener('change', () => {
    const shown = new Set(model.shownLayers.value);
    if (input.checked) shown.add(layer.id);
    else shown.delete(layer.id);
    model.shownLayers.set(shown);
  });
  const swatch = el('span', { class: 'swatch', style: `background:${layer.kind === 'planLandUse' ? PLAN_COLOUR : layerColour(layer)}` });
  const note = layer.approximate === null ? layer.validFrom : `${layer.validFrom}　${language.pickText(layer.approximate)}`;
  return el('label', { for: `layer-${layer.id}`, title: `${layer.sourceFile}　SHA-256 ${layer.sourceSha256}` }, input, swatch,
    el('span', {}, title, el('span', { class: 'sub' }, note)));
}

function noticeText(notice: LayerNotice, language: Language): string {
  const title = language.pick(notice.layer.title, notice.layer.titleEn);
  return notice.kind === 'limited'
    ? language.t('map.layerLimited', { title, count: MOST_ITEMS })
    : language.t('map.layerFailed', { title, reason: reasonOf(notice.error, language) });
}
