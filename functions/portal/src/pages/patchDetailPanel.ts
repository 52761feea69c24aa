import type { PatchDetail } from '../api/patchContract';
import { ApiError } from '../api/client';
import { el, replace } from '../dom/element';
import type { Services, View } from '../services';
import type { CampaignModel } from '../state/campaignModel';
import { Disposal } from '../state/observable';
import type { PatchRef } from '../state/route';
import { link } from './link';
import { failureBox, isAbort, reasonOf } from './messages';
import { answerSection, basicsSection, historySection, prejudgementSection, sourcesSection, type DetailContext } from './patchSections';

/** One patch in full: what was delivered, what was prejudged, what was answered, and where each comes from. */
export function patchDetailPanel(services: Services, model: CampaignModel, patch: PatchRef): View {
  const { language, platform, router } = services;
  const { t } = language;
  const disposal = new Disposal();
  const signal = disposal.signal();
  const content = el('div', { 'aria-live': 'polite' }, el('p', { class: 'hint' }, t('detail.loading')));

  const load = async (): Promise<void> => {
    try {
      const detail = await platform.patch(model.id, patch.unit, patch.key, signal);
      replace(content, ...sections(detail, { model, language }));
    } catch (error) {
      if (isAbort(error)) return;
      const forbidden = error instanceof ApiError && error.status === 403;
      replace(content, forbidden
        ? el('p', { class: 'notice' }, t('detail.forbidden', { reason: reasonOf(error, language) }))
        : failureBox(error, language, () => void load()));
    }
  };
  void load();

  const back = link(router, { page: 'campaign', campaign: model.id, panel: 'patches', patch: null }, { class: 'back', id: 'patch-back' }, `‹ ${t('patches.back')}`);
  return { element: el('div', { id: 'patch-detail' }, back, content), dispose: disposal.run };
}

function sections(detail: PatchDetail, context: DetailContext): HTMLElement[] {
  const heading = el('h2', { class: 'detail-heading' }, detail.patch.patch.number,
    el('span', { class: `badge badge-patch-${detail.patch.state}` }, context.language.ofCode('patchState', detail.patch.state)));
  return [heading, basicsSection(detail, context), prejudgementSection(detail, context), answerSection(detail, context), sourcesSection(detail, context), historySection(detail, context)];
}
