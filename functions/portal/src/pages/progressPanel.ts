import type { Progress, ProgressTotals, UnitProgress } from '../api/contract';
import { el, replace } from '../dom/element';
import { formatCount, formatDeadline, formatTime } from '../i18n/format';
import type { Language } from '../i18n/language';
import type { Services, View } from '../services';
import type { CampaignModel } from '../state/campaignModel';
import { Disposal } from '../state/observable';
import { reasonOf } from './messages';

type Counts = Pick<ProgressTotals, 'total' | 'open' | 'answered' | 'returned' | 'accepted'>;

const COUNTS = ['total', 'open', 'answered', 'returned', 'accepted'] as const;

/** Progress by unit, refreshed while the campaign runs. */
export function progressPanel({ language }: Services, model: CampaignModel): View {
  const disposal = new Disposal();
  const content = el('div', {});
  const status = el('p', { class: 'panel-status' });
  let drawn = '';

  disposal.add(model.progress.follow((progress) => {
    const text = JSON.stringify(progress);
    if (text === drawn) return;
    drawn = text;
    replace(content, progress === null || progress.units.length === 0
      ? el('p', { class: 'notice' }, language.t('progress.none'))
      : table(progress, model, language));
  }));
  const tell = (): void => replace(status, ...statusLine(model, language));
  disposal.add(model.readAt.follow(tell), model.failure.onChange(tell));

  return { element: el('div', { id: 'progress' }, status, content), dispose: disposal.run };
}

function statusLine(model: CampaignModel, language: Language): (HTMLElement | string)[] {
  const { t } = language;
  const failure = model.failure.value;
  if (failure !== null) return [el('span', { class: 'warning', role: 'status' }, t('progress.stale', { reason: reasonOf(failure, language) }))];
  const totals = model.progress.value?.totals;
  const parts: string[] = [];
  if (totals !== undefined) parts.push(t('progress.ended', { ended: totals.unitsEnded, units: totals.units }));
  if (model.readAt.value !== null) parts.push(t('progress.readAt', { time: formatTime(model.readAt.value) }));
  if (model.isRunning) parts.push(t('progress.live'));
  return [parts.join(' · ')];
}

function table(progress: Progress, model: CampaignModel, language: Language): HTMLElement {
  const { t } = language;
  const timeZone = model.profile?.timeZone ?? 'UTC';
  const names = [t('progress.unit'), t('progress.state'), t('progress.share'), ...COUNTS.map((name) => t(`progress.${name}`)), t('progress.due')];
  const head = el('tr', {}, ...names.map((name, index) => el('th', { scope: 'col', class: index >= 3 && index < 8 ? 'number' : '' }, name)));
  const rows = progress.units.map((unit) => row(unit, model, timeZone, language));
  const totals = progress.totals;
  const foot = el('tr', {}, el('th', { scope: 'row', colspan: 2 }, t('progress.all')), el('td', {}, bar(totals, language)), ...numbers(totals), el('td', {}));
  return el('table', { class: 'table table-dense', id: 'progress-table' }, el('caption', { class: 'visually-hidden' }, t('progress.caption')),
    el('thead', {}, head), el('tbody', {}, ...rows), el('tfoot', {}, foot));
}

function row(unit: UnitProgress, model: CampaignModel, timeZone: string, language: Language): HTMLElement {
  const { t } = language;
  const name = language.pick(unit.name, unit.nameEn);
  const show = (): void => model.focusUnit.set({ code: unit.unit });
  const button = el('button', { type: 'button', class: 'text-button', 'data-focus': `unit-${unit.unit}`, title: t('progress.show', { name }), onclick: show }, name);
  const breaches = unit.breaches > 0 ? t('progress.breaches', { count: unit.breaches }) : null;
  return el('tr', { 'data-unit': unit.unit, class: unit.overdue ? 'is-overdue' : '' },
    el('th', { scope: 'row' }, button),
    el('td', {}, el('span', { class: `badge badge-task-${unit.state}` }, t(`taskState.${unit.state}`))),
    el('td', {}, bar(unit, language)),
    ...numbers(unit),
    el('td', { class: 'nowrap', title: breaches }, ...due(unit, timeZone, language)));
}

function due(unit: UnitProgress, timeZone: string, language: Language): (HTMLElement | string)[] {
  const waiting = unit.state === 'issued';
  const day = formatDeadline(waiting ? unit.receiptDueAt : unit.dueAt, timeZone);
  const what = waiting ? el('div', { class: 'sub sub-line' }, language.t('progress.receiptDue')) : '';
  return unit.overdue ? [day, el('div', {}, el('span', { class: 'badge badge-overdue' }, language.t('progress.overdue'))), what] : [day, what];
}

function numbers(counts: Counts): HTMLElement[] {
  return COUNTS.map((name) => el('td', { class: 'number' }, formatCount(counts[name])));
}

function bar(counts: Counts, language: Language): HTMLElement {
  const part = (name: 'accepted' | 'answered' | 'returned'): HTMLElement | null => counts[name] === 0 || counts.total === 0
    ? null
    : el('span', { class: `progress-part part-${name}`, style: `width:${(counts[name] / counts.total) * 100}%` });
  const { total, open, answered, returned, accepted } = counts;
  const label = language.t('progress.bar', { total, open, answered, returned, accepted });
  return el('div', { class: 'progress-bar', role: 'img', 'aria-label': label, title: label }, part('accepted'), part('answered'), part('returned'));
}
