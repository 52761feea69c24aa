import { el, replace } from '../dom/element';
import { formatCount } from '../i18n/format';
import { createMapPanel } from '../map/mapPanel';
import type { Services, View } from '../services';
import type { CampaignModel } from '../state/campaignModel';
import { Disposal } from '../state/observable';
import { poll } from '../state/polling';
import { campaignTabs } from './campaignTabs';
import { failureBox, isAbort } from './messages';
import { campaignSwitch } from './campaignSwitch';

const REFRESH_MS = 5000;
const LONGEST_PAUSE_MS = 60_000;

/** One campaign: its map on the left; progress, patches and report on the right. */
export function campaignPage(services: Services, model: CampaignModel): View {
  const { language } = services;
  const disposal = new Disposal();
  const signal = disposal.signal();
  const element = el('main', { id: 'main', class: 'campaign', tabindex: -1 });

  const open = async (): Promise<void> => {
    try {
      if (model.campaign.value === null) {
        replace(element, el('p', { class: 'hint page', role: 'status' }, language.t('app.loading')));
        await model.open(signal);
      }
      show();
    } catch (error) {
      if (!isAbort(error)) replace(element, el('div', { class: 'page' }, failureBox(error, language, () => void open())));
    }
  };

  const show = (): void => {
    const tabs = campaignTabs(services, model);
    const head = campaignHead(services, model, disposal);
    const map = createMapPanel(services, model);
    disposal.add(tabs.dispose, map.dispose);
    replace(element, head, el('div', { class: 'split' }, map.element, tabs.element));
    map.attach();
    keepFresh(model, disposal, signal);
  };

  void open();
  return { element, dispose: disposal.run };
}

function keepFresh(model: CampaignModel, disposal: Disposal, signal: AbortSignal): void {
  if (!model.patches.value.complete) {
    model.loadPatches(signal).catch((error: unknown) => {
      if (!isAbort(error)) model.failure.set(error);
    });
  }
  const refresh = async (stop: AbortSignal): Promise<boolean> => {
    if (!model.patches.value.complete && model.failure.value !== null) await model.loadPatches(stop);
    await model.refresh(stop);
    return model.isRunning || model.figures.value === null;
  };
  const visible = (): boolean => document.visibilityState === 'visible';
  const onFailure = (error: unknown): void => model.failure.set(error);
  disposal.add(poll(refresh, { interval: REFRESH_MS, longest: LONGEST_PAUSE_MS, visible, onFailure }));
}

function campaignHead(services: Services, model: CampaignModel, disposal: Disposal): HTMLElement {
  const { language } = services;
  const { t } = language;
  const head = el('div', { class: 'campaign-head' });
  const switcher = campaignSwitch(services, model.id);
  disposal.add(switcher.dispose);
  disposal.add(model.campaign.follow((campaign) => {
    if (campaign === null) return;
    const facts = [`${t('campaigns.period')} ${campaign.period}`, `${t('campaigns.patches')} ${formatCount(campaign.patchCount)}`];
    if (campaign.dueDate !== null) facts.push(`${t('campaigns.due')} ${campaign.dueDate}`);
    const title = language.pick(campaign.title, campaign.titleEn);
    document.title = `${title} · ${t('app.title')}`;
    replace(head, el('h1', {}, title), el('span', { class: `badge badge-${campaign.state}`, id: 'campaign-state' }, t(`campaignState.${campaign.state}`)),
      el('span', { class: 'campaign-facts' }, facts.join('　')), switcher.element);
  }));
  return head;
}
