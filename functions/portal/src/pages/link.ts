import { el, type Attributes, type Child } from '../dom/element';
import { pathOf, type Route, type Router } from '../state/route';

/** A link to a page of the portal: a real address, followed without loading the page anew. */
export function link(router: Router, route: Route, attributes: Attributes, ...children: Child[]): HTMLAnchorElement {
  const follow = (event: Event): void => {
    const mouse = event as MouseEvent;
    if (mouse.ctrlKey || mouse.metaKey || mouse.shiftKey || mouse.button !== 0) return;
    event.preventDefault();
    router.go(route);
  };
  return el('a', { href: pathOf(route), onclick: follow, ...attributes }, ...children);
}
