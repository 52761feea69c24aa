import type { BilingualText } from '../api/contract';
import { Observable } from '../state/observable';
import { en } from './en';
import { zh, type MessageKey, type Messages } from './zh';

export type LanguageCode = 'zh-CN' | 'en';

const KEY = 'platform.language';
const DICTIONARIES: Record<LanguageCode, Messages> = { 'zh-CN': zh, en };

/** The language that texts are shown in: Chinese unless the reader switched. */
export class Language {
  readonly current: Observable<LanguageCode>;
  private readonly storage: Storage;

  constructor(storage: Storage) {
    this.storage = storage;
    this.current = new Observable<LanguageCode>(storage.getItem(KEY) === 'en' ? 'en' : 'zh-CN');
  }

  get code(): LanguageCode {
    return this.current.value;
  }

  get isEnglish(): boolean {
    return this.code === 'en';
  }

  toggle(): void {
    const next = this.isEnglish ? 'zh-CN' : 'en';
    this.storage.setItem(KEY, next);
    this.current.set(next);
  }

  /** The text of a key, with `{name}` replaced. */
  readonly t = (key: MessageKey, values: Record<string, string | number> = {}): string =>
    DICTIONARIES[this.code][key].replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));

  /** The text of `prefix.code`, or the code itself where the dictionary does not know it. */
  ofCode(prefix: string, code: string): string {
    const key = `${prefix}.${code}`;
    return key in zh ? this.t(key as MessageKey) : code;
  }

  /** Whichever of two texts suits the language. */
  pick(chinese: string, english: string | null | undefined): string {
    return this.isEnglish && english ? english : chinese;
  }

  pickText(text: BilingualText): string {
    return this.pick(text.zh, text.en);
  }
}
