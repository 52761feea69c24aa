import type { Trace } from '../api/reportContract';
import { el, replace, type Child } from '../dom/element';
import { formatArea, formatCount } from '../i18n/format';
import type { Services, View } from '../services';
import type { CampaignModel } from '../state/campaignModel';
import { Disposal } from '../state/observable';
import { link } from './link';

const MOST_LISTED = 100;

/** What a figure rests on: its patches with the files and rows that delivered and answered them. */
export function traceBox(services: Services, model: CampaignModel, label: (table: string, row: string) => string): View {
  const disposal = new Disposal();
  const element = el('div', { id: 'trace' });
  disposal.add(model.trace.follow((trace) => {
    replace(element, trace !== null && content(services, model, trace, label(trace.table, trace.row)));
    markRow(element, trace);
  }));
  return { element, dispose: disposal.run };
}

function content(services: Services, model: CampaignModel, trace: Trace, row: string): Child {
  const { language, router } = services;
  const { t } = language;
  const part = trace.patches.length < trace.count ? `，${t('report.tracedPart', { shown: formatCount(trace.patches.length) })}` : '';
  const head = el('p', { role: 'status' }, t('report.traced', { row, count: formatCount(trace.count), area: formatArea(trace.areaM2) }) + part);
  const clear = el('button', { type: 'button', class: 'button', id: 'clear-trace', onclick: () => model.trace.set(null) }, t('report.clearTrace'));
  const byNumber = [...trace.patches].sort((a, b) => a.number.localeCompare(b.number, undefined, { numeric: true }));
  const rows = byNumber.slice(0, MOST_LISTED).map((p) => {
    const source = p.answered ?? p.delivered;
    const open = link(router, { page: 'campaign', campaign: model.id, panel: 'patches', patch: { unit: p.unit, key: p.patch } }, {}, p.number);
    return el('tr', {}, el('th', { scope: 'row' }, open), el('td', { class: 'number' }, formatArea(p.areaM2)),
      el('td', {}, `${source.file}，${t('detail.row')} ${source.row}`, el('code', { class: 'hash hash-short', title: `SHA-256 ${source.sha256}` }, source.sha256.slice(0, 12))));
  });
  return el('div', { class: 'trace' }, el('div', { class: 'trace-head' }, head, clear),
    el('div', { class: 'trace-list', tabindex: 0, role: 'region', 'aria-label': row }, el('table', { class: 'table table-dense' }, el('tbody', {}, ...rows))));
}

function markRow(element: HTMLElement, trace: Trace | null): void {
  for (const row of element.parentElement?.querySelectorAll<HTMLElement>('tr.can-trace') ?? []) {
    const table = row.closest<HTMLElement>('[data-table]')?.dataset.table;
    row.classList.toggle('is-traced', trace !== null && table === trace.table && row.dataset.row === trace.row);
  }
}
