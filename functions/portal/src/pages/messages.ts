import { ApiError } from '../api/client';
import { el } from '../dom/element';
import type { Language } from '../i18n/language';

/** What to tell people about a failure. */
export function reasonOf(error: unknown, language: Language): string {
  if (error instanceof ApiError) return error.in(language.code);
  return error instanceof Error ? error.message : String(error);
}

/** A failure with a button to try again. */
export function failureBox(error: unknown, language: Language, retry: () => void): HTMLElement {
  const button = el('button', { type: 'button', class: 'button', onclick: retry }, language.t('app.retry'));
  return el('div', { class: 'notice notice-error', role: 'alert' }, el('p', {}, reasonOf(error, language)), button);
}

/** True for a call that was stopped because its view went away. */
export function isAbort(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'AbortError';
}
