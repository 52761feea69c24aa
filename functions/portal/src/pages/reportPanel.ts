import type { ReportRow, ReportTable, Trace } from '../api/reportContract';
import { el, replace, type Child } from '../dom/element';
import { formatArea, formatCount, formatPercent } from '../i18n/format';
import type { Services, View } from '../services';
import type { CampaignModel, PublishedFigures } from '../state/campaignModel';
import { Disposal, Observable } from '../state/observable';
import { isAbort, reasonOf } from './messages';
import { reportFiles } from './reportFiles';
import { traceBox } from './traceBox';

const FIRST_TABLES: readonly string[] = ['approval', 'legality'];

interface Context {
  services: Services;
  model: CampaignModel;
  trace: (table: string, row: ReportRow) => void;
}

/** The published tables, sentences and files. A row of a table shows the patches behind it. */
export function reportPanel(services: Services, model: CampaignModel): View {
  const { language, platform } = services;
  const disposal = new Disposal();
  const signal = disposal.signal();
  const content = el('div', { id: 'report' });
  const tracing = new Observable('');

  const trace = (table: string, row: ReportRow): void => {
    tracing.set(language.t('report.tracing'));
    platform.trace(model.id, table, row.key, signal).then(
      (found: Trace) => {
        tracing.set('');
        model.trace.set(found);
      },
      (error: unknown) => {
        if (!isAbort(error)) tracing.set(reasonOf(error, language));
      });
  };
  const draw = (): void => {
    const figures = model.figures.value;
    if (figures !== null) return replace(content, ...published(figures, { services, model, trace }, disposal, tracing));
    replace(content, el('p', { class: 'notice' }, language.t(model.isRunning ? 'report.notYet' : 'report.missing')));
  };
  disposal.add(model.figures.follow(draw), model.campaign.onChange(() => model.figures.value === null && draw()));
  return { element: content, dispose: disposal.run };
}

function published(figures: PublishedFigures, context: Context, disposal: Disposal, tracing: Observable<string>): Child[] {
  const { language } = context.services;
  const { t } = language;
  const { report, files } = figures;
  const disclaimer = language.pick(report.campaign.disclaimer ?? '', report.campaign.disclaimerEn);
  const box = traceBox(context.services, context.model, (table, row) => rowLabel(report.tables[table], row, language.isEnglish));
  const message = el('p', { class: 'panel-status', role: 'status' });
  disposal.add(box.dispose, tracing.follow((text) => replace(message, text === '' ? t('report.traceHint') : text)));
  const sentences = report.narrative.concat(report.notes).map((sentence) => el('p', {}, language.pick(sentence.zh, sentence.en)));
  return [
    disclaimer !== '' && el('p', { class: 'notice notice-warning', id: 'report-disclaimer' }, disclaimer),
    message,
    box.element,
    ...FIRST_TABLES.map((key) => report.tables[key] && tableOf(key, report.tables[key], context)),
    otherTables(report.tables, context),
    sentences.length > 0 && el('section', {}, el('h3', {}, t('report.narrative')), el('div', { class: 'narrative' }, ...sentences)),
    reportFiles(context.services, context.model.id, files),
  ];
}

// Cross tables have a second heading per row and are read in the report files.
function otherTables(tables: Record<string, ReportTable>, context: Context): Child {
  const simple = Object.entries(tables).filter(([key, table]) => !FIRST_TABLES.includes(key) && table.rows.length > 0 && table.rows.every((row) => !row.cells?.length));
  if (simple.length === 0) return null;
  const { language } = context.services;
  const place = el('div', {});
  const select = el('select', { id: 'report-table' }, ...simple.map(([key, table]) => el('option', { value: key }, language.pick(table.title, table.titleEn))));
  const draw = (): void => {
    const chosen = simple.find(([key]) => key === select.value);
    if (chosen !== undefined) replace(place, tableOf(chosen[0], chosen[1], context));
  };
  select.addEventListener('change', draw);
  draw();
  return el('section', {}, el('div', { class: 'field field-inline' }, el('label', { for: 'report-table' }, language.t('report.table')), select), place);
}

function tableOf(key: string, table: ReportTable, { services, model, trace }: Context): HTMLElement {
  const { t, pick, isEnglish } = { t: services.language.t, pick: services.language.pick.bind(services.language), isEnglish: services.language.isEnglish };
  const line = (row: ReportRow): HTMLElement => {
    const label = pick(row.label, row.labelEn);
    const traced = model.trace.value?.table === key && model.trace.value.row === row.key;
    const show = (): void => trace(key, row);
    const cells = [formatCount(row.count), formatPercent(row.countPercent), formatArea(row.areaM2), formatPercent(row.areaPercent)];
    const button = el('button', { type: 'button', class: 'text-button', 'data-focus': `trace-${key}-${row.key}`, title: t('report.traceRow', { row: label }), onclick: (event) => {
      event.stopPropagation();
      show();
    } }, label);
    return el('tr', { class: traced ? 'is-traced can-trace' : 'can-trace', 'data-row': row.key, onclick: show }, el('th', { scope: 'row' }, button), ...cells.map((text) => el('td', { class: 'number' }, text)));
  };
  const total = el('tr', { 'data-row': 'total' }, el('th', { scope: 'row' }, pick(table.total.label, table.total.labelEn)),
    ...[formatCount(table.total.count), formatPercent(table.total.countPercent), formatArea(table.total.areaM2), formatPercent(table.total.areaPercent)].map((text) => el('td', { class: 'number' }, text)));
  const heads = ['report.class', 'report.count', 'report.percent', 'report.area', 'report.percent'] as const;
  const head = el('tr', {}, ...heads.map((name, index) => el('th', { scope: 'col', class: index === 0 ? '' : 'number' }, t(name))));
  return el('table', { class: 'table table-dense report-table', 'data-table': key, lang: isEnglish ? 'en' : null },
    el('caption', {}, pick(table.title, table.titleEn)), el('thead', {}, head), el('tbody', {}, ...table.rows.map(line)), el('tfoot', {}, total));
}

function rowLabel(table: ReportTable | undefined, key: string, english: boolean): string {
  const row = table?.rows.find((candidate) => candidate.key === key);
  return row === undefined ? key : english ? row.labelEn : row.label;
}
