import type { SourceRow } from '../api/contract';
import type { PatchDetail, Prejudgement, ThemeHit, VerificationEntry } from '../api/patchContract';
import { definitions, el, type Child } from '../dom/element';
import { formatArea, formatInstant, formatShare } from '../i18n/format';
import { labelOf, themeLabel } from '../i18n/labels';
import type { Language } from '../i18n/language';
import type { CampaignModel } from '../state/campaignModel';

export interface DetailContext {
  model: CampaignModel;
  language: Language;
}

export function basicsSection({ patch: record }: PatchDetail, { model, language }: DetailContext): HTMLElement {
  const { t } = language;
  const patch = record.patch;
  const shares = patch.shares.length < 2 ? null : patch.shares.map((s) => `${model.nameOfUnit(s.unit, language.isEnglish)} ${formatShare(s.share)}`).join('；');
  const cover = `${labelOf(model.profile, 'before-cover', patch.beforeCover, language)} → ${labelOf(model.profile, 'after-cover', patch.afterCover, language)}`;
  return section(t('detail.basics'), definitions(
    [t('detail.unit'), model.nameOfUnit(patch.unit, language.isEnglish)],
    [t('detail.area'), `${formatArea(patch.areaM2)} m²`],
    [t('detail.planarArea'), `${formatArea(patch.planarAreaM2)} m²`],
    [t('detail.images'), `${patch.beforeImageDate} → ${patch.afterImageDate}`],
    [t('detail.cover'), cover],
    [t('detail.sensor'), patch.sensor],
    [t('detail.shares'), shares],
    [t('detail.note'), patch.note]));
}

export function prejudgementSection({ patch: record }: PatchDetail, context: DetailContext): HTMLElement {
  const { model, language } = context;
  const { t } = language;
  const judged = record.prejudgement;
  if (judged === null) return section(t('detail.prejudgement'), el('p', { class: 'hint' }, t('detail.notPrejudged')));
  const reasons = el('ul', {}, ...judged.reasons.map((reason) => el('li', {}, language.pick(reason.chinese, reason.english))));
  return section(t('detail.prejudgement'), definitions(
    [t('detail.suggested'), el('strong', {}, labelOf(model.profile, 'approval', judged.suggestedApproval, language))],
    [t('detail.conformity'), labelOf(model.profile, 'conformity', judged.conformity, language)],
    [t('detail.reasons'), judged.reasons.length > 0 && reasons],
    [t('detail.planClasses'), planClasses(judged, context)],
    [t('detail.permits'), permits(judged, context)],
    [t('detail.themes'), themes(judged.themes, context)]));
}

function planClasses(judged: Prejudgement, { model, language }: DetailContext): Child {
  const rows = judged.planClasses.map((c) => `${c.class === '' ? language.t('app.none') : labelOf(model.profile, 'land-use', c.class, language)}　${formatArea(c.areaM2)} m²（${formatShare(c.share)}）`);
  if (judged.uncoveredM2 > 0) rows.push(`${language.t('detail.uncovered')}　${formatArea(judged.uncoveredM2)} m²`);
  return el('ul', {}, ...rows.map((row) => el('li', {}, row)));
}

function permits(judged: Prejudgement, { model, language }: DetailContext): Child {
  const { t } = language;
  if (judged.permits.length === 0) return t('detail.noPermits');
  return el('ul', {}, ...judged.permits.map((p) => el('li', {},
    `${labelOf(model.profile, 'permit-type', p.type, language)} ${p.number}，${p.decisionDate ?? t('detail.dateUnknown')}`,
    el('span', { class: 'sub' }, t(p.counts ? 'detail.permitCounts' : 'detail.permitNotCounts')))));
}

// Unknown is its own answer: a theme without a layer is never shown as untouched.
function themes(hits: readonly ThemeHit[], { model, language }: DetailContext): Child {
  return el('table', { class: 'mini' }, el('tbody', {}, ...hits.map((hit) => el('tr', { 'data-theme': hit.theme },
    el('th', { scope: 'row' }, themeLabel(model.profile, hit.theme, language)),
    el('td', { class: hit.known ? ((hit.areaM2 ?? 0) > 0 ? 'is-hit' : '') : 'is-unknown' }, themeAnswer(hit, language))))));
}

function themeAnswer(hit: ThemeHit, language: Language): string {
  if (!hit.known || hit.areaM2 === null) return language.t('detail.themeUnknown');
  return hit.areaM2 > 0 ? `${formatArea(hit.areaM2)} m²（${formatShare(hit.share ?? 0)}）` : language.t('detail.themeClear');
}

export function answerSection({ patch: record, acceptedBy, acceptedAt }: PatchDetail, context: DetailContext): HTMLElement {
  const { model, language } = context;
  const { t } = language;
  const returned: Child = record.returnReason === null ? null : el('p', { class: 'notice notice-warning' }, `${t('detail.returnReason')}：${record.returnReason}`);
  if (record.current === null) return section(t('detail.answer'), returned, el('p', { class: 'hint' }, t('detail.noAnswer')));
  const answer = record.current.answer;
  const label = (list: string, code: string | null): string | null => (code === null ? null : labelOf(model.profile, list, code, language));
  const exceptionList = answer.approval === 'approved' ? 'approved-illegal-reason' : 'unapproved-legal-reason';
  const answerPermits = answer.permits.map((p) => el('li', {}, `${labelOf(model.profile, 'permit-type', p.type, language)} ${p.number}，${p.date ?? t('detail.dateUnknown')}`));
  return section(t('detail.answer'), returned, definitions(
    [t('detail.realChange'), t(answer.isRealChange ? 'detail.yes' : 'detail.no')],
    [t('detail.approval'), el('strong', {}, label('approval', answer.approval))],
    [t('detail.legality'), el('strong', {}, label('legality', answer.legality))],
    [t('detail.exemptReason'), label('exempt-reason', answer.exemptReason)],
    [t('detail.exceptionReason'), label(exceptionList, answer.exceptionReason)],
    [t('detail.conformity'), label('conformity', answer.conformity)],
    [t('detail.actualUse'), label('land-use', answer.actualUse)],
    [t('detail.project'), answer.projectName],
    [t('detail.builder'), answer.builder],
    [t('detail.permits'), answerPermits.length > 0 && el('ul', {}, ...answerPermits)],
    [t('detail.construction'), label('construction-state', answer.constructionState)],
    [t('detail.enforcement'), [label('enforcement', answer.enforcement), answer.enforcementDate].filter((part) => part !== null).join(' ')],
    [t('detail.photographs'), answer.photographs.length > 0 && t('detail.photographCount', { count: answer.photographs.length })],
    [t('detail.remark'), answer.remark],
    [t('detail.accepted'), acceptedBy !== null && acceptedAt !== null && record.state === 'accepted' && `${acceptedBy}，${instant(acceptedAt, model)}`]));
}

export function sourcesSection({ patch: record, pins }: PatchDetail, { language }: DetailContext): HTMLElement {
  const { t } = language;
  const rule = record.prejudgement?.ruleSet ?? pins?.ruleSet ?? null;
  return section(t('detail.sources'), definitions(
    [t('detail.delivered'), sourceText(record.patch.source, language)],
    [t('detail.answered'), record.current !== null && sourceText(record.current.source, language)],
    [t('detail.ruleSet'), rule]));
}

export function historySection({ history }: PatchDetail, { model, language }: DetailContext): HTMLElement {
  const { t } = language;
  const entry = (e: VerificationEntry): HTMLElement => el('li', {},
    el('div', {}, `${instant(e.committedAt, model)}　${e.subject}`,
      el('span', { class: 'sub' }, e.round === 0 ? t('detail.firstRound') : t('detail.round', { round: e.round }))),
    el('div', {}, `${labelOf(model.profile, 'approval', e.answer.approval, language)} · ${labelOf(model.profile, 'legality', e.answer.legality, language)}`),
    sourceText(e.source, language));
  const newestFirst = [...history].sort((a, b) => b.committedAt.localeCompare(a.committedAt));
  const content = newestFirst.length === 0 ? el('p', { class: 'hint' }, t('detail.noAnswer')) : el('ol', { class: 'history' }, ...newestFirst.map(entry));
  return section(t('detail.history', { count: history.length }), content);
}

function sourceText(source: SourceRow, language: Language): HTMLElement {
  const layer = source.layer === null ? '' : ` / ${source.layer}`;
  return el('div', { class: 'source' }, el('div', {}, `${source.file}${layer}，${language.t('detail.row')} ${source.row}`),
    el('code', { class: 'hash', title: 'SHA-256' }, `SHA-256 ${source.sha256}`));
}

function instant(text: string, model: CampaignModel): string {
  return formatInstant(text, model.profile?.timeZone ?? 'UTC');
}

function section(title: string, ...children: Child[]): HTMLElement {
  return el('section', { class: 'detail-section' }, el('h3', {}, title), ...children);
}
