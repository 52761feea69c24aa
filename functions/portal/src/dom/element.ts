export type Child = Node | string | number | null | undefined | false;

export type Attributes = Record<string, string | number | boolean | EventListener | null | undefined>;

/** An HTML element. `on…` attributes are listeners; true sets an empty attribute; false, null and undefined leave it out. Text is never HTML. */
export function el<K extends keyof HTMLElementTagNameMap>(tag: K, attributes: Attributes = {}, ...children: Child[]): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, '');
    else if (value !== false && value !== null && value !== undefined) element.setAttribute(name, String(value));
  }
  element.append(...nodes(children));
  return element;
}

/**
 * Replaces what a container holds. Where the focus was inside, the new element with the same `data-focus` takes it, so that a table that
 * refreshes itself can be used with the keyboard.
 */
export function replace(container: Element, ...children: Child[]): void {
  const focused = container.contains(document.activeElement) ? document.activeElement?.getAttribute('data-focus') : null;
  container.replaceChildren(...nodes(children));
  if (focused === null || focused === undefined) return;
  container.querySelector<HTMLElement>(`[data-focus="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
}

function nodes(children: readonly Child[]): (Node | string)[] {
  return children.filter((child): child is Node | string | number => child !== null && child !== undefined && child !== false)
    .map((child) => (typeof child === 'number' ? String(child) : child));
}

/** Rows of term and description; empty descriptions are left out. */
export function definitions(...entries: (readonly [term: string, description: Child])[]): HTMLDListElement {
  const shown = entries.filter(([, description]) => description !== null && description !== undefined && description !== '');
  return el('dl', { class: 'facts' }, ...shown.flatMap(([term, description]) => [el('dt', {}, term), el('dd', {}, description)]));
}
