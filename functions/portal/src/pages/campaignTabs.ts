import { el, replace } from '../dom/element';
import type { Services, View } from '../services';
import type { CampaignModel } from '../state/campaignModel';
import { Disposal } from '../state/observable';
import type { Panel, PatchRef, Route } from '../state/route';
import { link } from './link';
import { patchDetailPanel } from './patchDetailPanel';
import { patchesPanel } from './patchesPanel';
import { progressPanel } from './progressPanel';
import { reportPanel } from './reportPanel';

const PANELS: readonly Panel[] = ['progress', 'patches', 'report'];

/** The panels beside the map; which one is shown stands in the address. */
export function campaignTabs(services: Services, model: CampaignModel): View {
  const { language, router } = services;
  const disposal = new Disposal();
  const nav = el('nav', { class: 'tabs', 'aria-label': language.t('panel.label') });
  const body = el('div', { class: 'panel' });
  let shown: View | null = null;

  disposal.add(router.route.follow((route) => {
    const at = campaignRoute(route, model.id);
    if (at === null) return;
    replace(nav, ...PANELS.map((panel) => link(router, { page: 'campaign', campaign: model.id, panel, patch: null },
      { 'data-focus': `tab-${panel}`, 'aria-current': panel === at.panel ? 'page' : null }, language.t(`panel.${panel}`))));
    shown?.dispose();
    shown = panelOf(services, model, at.panel, at.patch);
    body.replaceChildren(shown.element);
    body.scrollTop = 0;
  }));
  disposal.add(() => shown?.dispose());

  return { element: el('section', { class: 'side' }, nav, body), dispose: disposal.run };
}

function campaignRoute(route: Route, campaign: string): { panel: Panel; patch: PatchRef | null } | null {
  return route.page === 'campaign' && route.campaign === campaign ? route : null;
}

function panelOf(services: Services, model: CampaignModel, panel: Panel, patch: PatchRef | null): View {
  if (panel === 'progress') return progressPanel(services, model);
  if (panel === 'report') return reportPanel(services, model);
  return patch === null ? patchesPanel(services, model) : patchDetailPanel(services, model, patch);
}
