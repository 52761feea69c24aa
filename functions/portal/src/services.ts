import type { Platform } from './api/platform';
import type { Language } from './i18n/language';
import type { Router } from './state/route';
import type { SessionStore } from './state/session';

/** What every page works with. */
export interface Services {
  platform: Platform;
  session: SessionStore;
  language: Language;
  router: Router;
}

/** A part of the page: its element, and what has to be undone when it goes. */
export interface View {
  element: HTMLElement;
  dispose: () => void;
}
