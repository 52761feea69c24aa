import type { Campaign } from '../api/contract';
import { el } from '../dom/element';
import { formatCount } from '../i18n/format';
import type { Services, View } from '../services';
import { Disposal } from '../state/observable';
import { link } from './link';
import { failureBox, isAbort } from './messages';

/** The campaigns to choose from, newest first. */
export function campaignsPage(services: Services): View {
  const { t } = services.language;
  const disposal = new Disposal();
  const signal = disposal.signal();
  const content = el('div', {}, el('p', { class: 'hint', role: 'status' }, t('app.loading')));

  const load = async (): Promise<void> => {
    try {
      const campaigns = await services.platform.campaigns(signal);
      content.replaceChildren(campaigns.length === 0 ? el('p', { class: 'notice' }, t('campaigns.empty')) : table(campaigns, services));
    } catch (error) {
      if (!isAbort(error)) content.replaceChildren(failureBox(error, services.language, () => void load()));
    }
  };
  void load();

  const element = el('main', { id: 'main', class: 'page', tabindex: -1 }, el('h1', {}, t('campaigns.heading')), content);
  return { element, dispose: disposal.run };
}

function table(campaigns: readonly Campaign[], { language, router }: Services): HTMLElement {
  const { t } = language;
  const heads = [t('campaigns.title'), t('campaigns.period'), t('campaigns.state'), t('campaigns.due'), t('campaigns.patches')];
  const rows = campaigns.map((campaign) => el('tr', {},
    el('td', {}, link(router, { page: 'campaign', campaign: campaign.id, panel: 'progress', patch: null }, { class: 'strong' }, language.pick(campaign.title, campaign.titleEn))),
    el('td', {}, campaign.period),
    el('td', {}, el('span', { class: `badge badge-${campaign.state}` }, t(`campaignState.${campaign.state}`))),
    el('td', {}, campaign.dueDate ?? t('app.none')),
    el('td', { class: 'number' }, formatCount(campaign.patchCount))));
  const head = el('tr', {}, ...heads.map((text, index) => el('th', { scope: 'col', class: index === heads.length - 1 ? 'number' : '' }, text)));
  return el('div', { class: 'card table-card' }, el('table', { class: 'table', id: 'campaigns' }, el('thead', {}, head), el('tbody', {}, ...rows)));
}
