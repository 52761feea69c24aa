import { ApiClient } from './api/client';
import { Platform } from './api/platform';
import { Language } from './i18n/language';
import { campaignPage } from './pages/campaignPage';
import { campaignsPage } from './pages/campaignsPage';
import { shell } from './pages/shell';
import { signInPage } from './pages/signInPage';
import { unknownPage } from './pages/unknownPage';
import type { Services, View } from './services';
import { CampaignModel } from './state/campaignModel';
import { Router, type Route } from './state/route';
import { SessionStore } from './state/session';

/** Chooses the page by session and route, and draws it anew when session, page or language change. */
export class App {
  private readonly root: HTMLElement;
  private readonly services: Services;
  private shown: View | null = null;
  private shownKey = '';
  private model: CampaignModel | null = null;

  constructor(root: HTMLElement) {
    this.root = root;
    const session = new SessionStore(sessionStorage);
    const client = new ApiClient({ token: () => session.token, onExpired: () => session.expire() });
    this.services = { platform: new Platform(client), session, language: new Language(localStorage), router: new Router() };
  }

  start(): void {
    const { session, language, router } = this.services;
    session.current.onChange((current) => {
      // Nothing that one person has read stays for the next one.
      if (current === null) this.model = null;
      this.draw();
    });
    language.current.onChange(() => this.draw());
    router.route.onChange(() => this.draw());
    this.draw();
  }

  private draw(): void {
    const { session, language, router } = this.services;
    const route = router.route.value;
    const key = [session.token ?? '', language.code, pageKey(route)].join('\n');
    if (key === this.shownKey) return;
    this.shownKey = key;
    this.shown?.dispose();
    document.documentElement.lang = language.code;
    document.title = language.t('app.title');
    this.shown = session.token === null ? signInPage(this.services) : shell(this.services, this.page(route));
    this.root.replaceChildren(this.shown.element);
  }

  private page(route: Route): View {
    if (route.page === 'campaigns') return campaignsPage(this.services);
    if (route.page === 'unknown') return unknownPage(this.services);
    if (this.model?.id !== route.campaign) this.model = new CampaignModel(this.services.platform, route.campaign);
    return campaignPage(this.services, this.model);
  }
}

// Panels and patches of one campaign change inside its page, which keeps its map.
function pageKey(route: Route): string {
  return route.page === 'campaign' ? `campaign ${route.campaign}` : route.page;
}
