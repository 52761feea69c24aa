import { Observable } from './observable';

export type Panel = 'progress' | 'patches' | 'report';

export type Route =
  | { page: 'campaigns' }
  | { page: 'campaign'; campaign: string; panel: Panel; patch: PatchRef | null }
  | { page: 'unknown'; path: string };

export interface PatchRef {
  unit: string;
  key: string;
}

const PANELS: readonly Panel[] = ['progress', 'patches', 'report'];

/** Reads a path of the portal: `/`, `/campaigns/{id}/{panel}`, `/campaigns/{id}/patches/{unit}/{key}`. */
export function parseRoute(path: string): Route {
  const parts = path.split('/').filter((part) => part !== '').map(decode);
  const [first, campaign, panel = 'progress', unit, key] = parts;
  if (first === undefined) return { page: 'campaigns' };
  const known = PANELS.find((name) => name === panel);
  const wellFormed = parts.length <= 3 || (parts.length === 5 && known === 'patches');
  if (first !== 'campaigns' || campaign === undefined || known === undefined || !wellFormed) return { page: 'unknown', path };
  return { page: 'campaign', campaign, panel: known, patch: unit !== undefined && key !== undefined ? { unit, key } : null };
}

/** The path of a route; {@link parseRoute} reads it back. */
export function pathOf(route: Route): string {
  if (route.page === 'campaigns') return '/';
  if (route.page === 'unknown') return route.path;
  const parts = ['campaigns', route.campaign, route.panel];
  if (route.patch !== null && route.panel === 'patches') parts.push(route.patch.unit, route.patch.key);
  return `/${parts.map(encodeURIComponent).join('/')}`;
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** The route in the browser's address bar. */
export class Router {
  readonly route = new Observable<Route>(parseRoute(location.pathname));

  constructor() {
    addEventListener('popstate', () => this.route.set(parseRoute(location.pathname)));
  }

  go(route: Route): void {
    const path = pathOf(route);
    if (path !== location.pathname) history.pushState(null, '', path);
    this.route.set(route);
  }
}
