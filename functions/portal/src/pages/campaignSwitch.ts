import { el } from '../dom/element';
import type { Services, View } from '../services';
import { Disposal } from '../state/observable';
import { isAbort } from './messages';

/** The choice of another campaign. It stays hidden while there is only one. */
export function campaignSwitch(services: Services, shown: string): View {
  const { language, platform, router } = services;
  const disposal = new Disposal();
  const select = el('select', { id: 'campaign-switch' });
  const element = el('span', { class: 'campaign-switch', hidden: true }, el('label', { for: 'campaign-switch' }, language.t('campaigns.choose')), select);
  select.addEventListener('change', () => router.go({ page: 'campaign', campaign: select.value, panel: 'progress', patch: null }));

  const load = async (): Promise<void> => {
    const campaigns = await platform.campaigns(disposal.signal());
    select.replaceChildren(...campaigns.map((c) => el('option', { value: c.id, selected: c.id === shown }, language.pick(c.title, c.titleEn))));
    element.hidden = campaigns.length < 2;
  };
  // Without the list the page works all the same: the other campaigns are reached from the first page.
  load().catch((error: unknown) => {
    if (!isAbort(error)) element.hidden = true;
  });
  return { element, dispose: disposal.run };
}
