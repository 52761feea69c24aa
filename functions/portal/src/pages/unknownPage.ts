import { el } from '../dom/element';
import type { Services, View } from '../services';
import { link } from './link';

export function unknownPage(services: Services): View {
  const { t } = services.language;
  const home = link(services.router, { page: 'campaigns' }, {}, t('app.home'));
  return { element: el('main', { id: 'main', class: 'page', tabindex: -1 }, el('h1', {}, t('app.notFound')), el('p', {}, home)), dispose: () => undefined };
}
