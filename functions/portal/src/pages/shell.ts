import type { Grant } from '../api/contract';
import { el } from '../dom/element';
import type { Language } from '../i18n/language';
import type { Services, View } from '../services';
import { link } from './link';

/** The frame of every page after sign-in: title, who is signed in, language, sign-out. */
export function shell(services: Services, page: View): View {
  const { language, session, router } = services;
  const { t } = language;
  const who = session.current.value;
  const home = link(router, { page: 'campaigns' }, { class: 'brand' }, el('span', { class: 'brand-title' }, t('app.title')), el('span', { class: 'brand-subtitle' }, t('app.subtitle')));
  const person = el('div', { class: 'person' }, el('span', { class: 'person-name' }, who?.name ?? ''), el('span', { class: 'person-roles' }, rolesText(who?.roles ?? [], language)));
  const signOut = el('button', { type: 'button', class: 'button button-bar', id: 'sign-out', onclick: () => session.signOut() }, t('app.signOut'));
  const header = el('header', { class: 'bar' }, home, el('div', { class: 'bar-end' }, person, languageButton(language), signOut));
  const skip = el('a', { class: 'skip', href: '#main' }, t('app.skip'));
  return { element: el('div', { class: 'shell' }, skip, header, page.element), dispose: page.dispose };
}

export function languageButton(language: Language): HTMLButtonElement {
  const other = language.isEnglish ? 'zh-CN' : 'en';
  const label = language.t('app.language.label');
  return el('button', { type: 'button', class: 'button button-bar', id: 'language', lang: other, title: label, onclick: () => language.toggle() }, language.t('app.language'));
}

/** Roles as people call them, with their units. */
export function rolesText(roles: readonly Grant[], language: Language): string {
  return roles.map(({ role, scope }) => {
    const name = language.ofCode('role', role);
    if (scope === null) return name;
    const where = scope === '*' ? language.t('role.everywhere') : scope;
    return language.isEnglish ? `${name} (${where})` : `${name}（${where}）`;
  }).join(language.isEnglish ? ', ' : '、');
}
