import { ApiError } from '../api/client';
import { el } from '../dom/element';
import type { Services, View } from '../services';
import { reasonOf } from './messages';
import { languageButton } from './shell';

/** The form to sign in with. */
export function signInPage(services: Services): View {
  const { language, session, platform } = services;
  const { t } = language;
  const username = el('input', { id: 'username', name: 'username', autocomplete: 'username', required: true, autofocus: true, spellcheck: 'false' });
  const password = el('input', { id: 'password', name: 'password', type: 'password', autocomplete: 'current-password', required: true });
  const submit = el('button', { type: 'submit', class: 'button button-primary', id: 'sign-in' }, t('signIn.submit'));
  const message = el('p', { class: 'form-message', role: 'alert', id: 'sign-in-message' }, session.expired ? t('signIn.expired') : '');

  const busy = (on: boolean): void => {
    submit.disabled = on;
    submit.textContent = t(on ? 'signIn.busy' : 'signIn.submit');
  };
  const refuse = (text: string): void => {
    message.textContent = text;
    busy(false);
    password.focus();
    password.select();
  };
  const signIn = async (): Promise<void> => {
    if (username.value.trim() === '' || password.value === '') return refuse(t('signIn.required'));
    busy(true);
    message.textContent = '';
    try {
      session.signedIn(await platform.signIn(username.value.trim(), password.value));
    } catch (error) {
      refuse(error instanceof ApiError && error.status === 404 ? t('signIn.external') : reasonOf(error, language));
    }
  };
  const send = (event: Event): void => {
    event.preventDefault();
    void signIn();
  };

  const form = el('form', { class: 'card sign-in', novalidate: true, onsubmit: send, 'aria-labelledby': 'sign-in-heading' },
    el('h2', { id: 'sign-in-heading' }, t('signIn.heading')),
    el('div', { class: 'field' }, el('label', { for: 'username' }, t('signIn.username')), username),
    el('div', { class: 'field' }, el('label', { for: 'password' }, t('signIn.password')), password),
    message, submit, el('p', { class: 'hint' }, t('signIn.hint')));
  const head = el('header', { class: 'sign-in-head' }, el('h1', {}, t('app.title')), el('p', {}, t('app.subtitle')));
  const element = el('main', { class: 'sign-in-page', id: 'main' }, el('div', { class: 'sign-in-language' }, languageButton(language)), head, form);
  return { element, dispose: () => undefined };
}
