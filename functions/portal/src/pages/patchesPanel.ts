import type { PatchFeature } from '../api/contract';
import { el, replace, type Child } from '../dom/element';
import { formatArea, formatCount } from '../i18n/format';
import { classLabel } from '../map/classLabel';
import type { Services, View } from '../services';
import type { CampaignModel } from '../state/campaignModel';
import { classOf, classesOf } from '../state/colouring';
import { Disposal } from '../state/observable';
import { MOST_PATCHES } from '../state/patchCollection';
import { link } from './link';

const MOST_ROWS = 200;

/** The patches as a list: search by number, filter by unit and by the classes of the map's colouring. */
export function patchesPanel(services: Services, model: CampaignModel): View {
  const { language } = services;
  const { t } = language;
  const disposal = new Disposal();
  const search = el('input', { id: 'patch-search', type: 'search', autocomplete: 'off' });
  const unit = el('select', { id: 'patch-unit' }, el('option', { value: '' }, t('patches.allUnits')), ...unitOptions(model, language.isEnglish));
  const kind = el('select', { id: 'patch-class' });
  const list = el('div', {});

  const draw = (): void => replace(list, ...results(services, model, search.value.trim(), unit.value, kind.value));
  disposal.add(model.colouring.follow((colouring) => {
    const options = classesOf(colouring).map(([code]) => el('option', { value: code }, classLabel(model.profile, colouring, code, language)));
    kind.replaceChildren(el('option', { value: '' }, t('patches.allClasses')), ...options);
  }));
  disposal.add(model.colouring.onChange(draw), model.patches.follow(draw));
  for (const control of [search, unit, kind]) control.addEventListener('input', draw);

  const filters = el('div', { class: 'filters' },
    el('div', { class: 'field' }, el('label', { for: 'patch-search' }, t('patches.search')), search),
    el('div', { class: 'field' }, el('label', { for: 'patch-unit' }, t('patches.unit')), unit),
    el('div', { class: 'field' }, el('label', { for: 'patch-class' }, t('patches.class')), kind));
  return { element: el('div', { id: 'patches' }, filters, list), dispose: disposal.run };
}

function unitOptions(model: CampaignModel, english: boolean): HTMLElement[] {
  return model.units.features.map(({ properties }) => el('option', { value: properties.code }, english ? properties.nameEn : properties.name));
}

function results(services: Services, model: CampaignModel, number: string, unit: string, kind: string): Child[] {
  const { t } = services.language;
  const { features, complete, partial } = model.patches.value;
  const wanted = number.toLowerCase();
  const found = features.filter(({ properties: p }) => (unit === '' || p.unit === unit) && (kind === '' || classOf(model.colouring.value, p) === kind)
    && p.number.toLowerCase().includes(wanted));
  const first = found.length > MOST_ROWS ? t('patches.first', { shown: MOST_ROWS }) : '';
  const count = complete ? t('patches.found', { count: formatCount(found.length) }) + first : t('patches.loading', { count: formatCount(features.length) });
  return [
    el('p', { class: 'panel-status', role: 'status' }, count),
    partial && el('p', { class: 'notice' }, t('patches.partial', { count: formatCount(MOST_PATCHES) })),
    found.length === 0 ? complete && el('p', { class: 'notice' }, t('patches.none')) : table(services, model, found.slice(0, MOST_ROWS)),
  ];
}

function table({ language, router }: Services, model: CampaignModel, patches: readonly PatchFeature[]): HTMLElement {
  const { t } = language;
  const colouring = model.colouring.value;
  const colours = new Map(classesOf(colouring));
  const rows = patches.map(({ properties: p }) => {
    const code = classOf(colouring, p);
    const swatch = el('span', { class: 'swatch', style: `background:${colours.get(code) ?? '#9aa5b1'}` });
    const open = link(router, { page: 'campaign', campaign: model.id, panel: 'patches', patch: { unit: p.unit, key: p.key } }, { 'data-focus': `patch-${p.key}` }, p.number);
    return el('tr', {}, el('th', { scope: 'row' }, open), el('td', {}, model.nameOfUnit(p.unit, language.isEnglish)),
      el('td', { class: 'number' }, formatArea(p.areaM2)), el('td', {}, swatch, classLabel(model.profile, colouring, code, language)));
  });
  const head = el('tr', {}, el('th', { scope: 'col' }, t('patches.number')), el('th', { scope: 'col' }, t('patches.unit')),
    el('th', { scope: 'col', class: 'number' }, t('patches.area')), el('th', { scope: 'col' }, t(`map.colouring.${colouring}`)));
  return el('table', { class: 'table table-dense', id: 'patch-table' }, el('thead', {}, head), el('tbody', {}, ...rows));
}
