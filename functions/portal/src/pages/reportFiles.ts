import type { ReportFile } from '../api/reportContract';
import { el } from '../dom/element';
import { formatBytes } from '../i18n/format';
import type { Services } from '../services';
import { reasonOf } from './messages';

/** The files of the report. They need the bearer token, so that they are fetched and then saved, not linked. */
export function reportFiles({ platform, language }: Services, campaign: string, files: readonly ReportFile[]): HTMLElement {
  const { t } = language;
  const message = el('p', { class: 'form-message', role: 'alert' });
  const save = async (file: ReportFile, button: HTMLButtonElement): Promise<void> => {
    button.disabled = true;
    message.textContent = '';
    try {
      offer(await platform.reportFile(campaign, file.name), file.name.split('/').at(-1) ?? file.name);
    } catch (error) {
      message.textContent = t('report.downloadFailed', { reason: reasonOf(error, language) });
    } finally {
      button.disabled = false;
    }
  };
  const items = files.map((file) => {
    const button = el('button', { type: 'button', class: 'text-button', title: `SHA-256 ${file.sha256}`, 'aria-label': t('report.download', { name: file.name }) }, file.name);
    button.addEventListener('click', () => void save(file, button));
    return el('li', {}, button, el('span', { class: 'sub' }, formatBytes(file.bytes)));
  });
  return el('section', {}, el('h3', {}, t('report.files')), message, el('ul', { class: 'files', id: 'report-files' }, ...items));
}

function offer(content: Blob, name: string): void {
  const url = URL.createObjectURL(content);
  const anchor = el('a', { href: url, download: name });
  document.body.append(anchor);
  anchor.click();
  anchor.remove();
  // The browser has taken the content over by the next task.
  setTimeout(() => URL.revokeObjectURL(url), 0);
}
