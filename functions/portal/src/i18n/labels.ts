import type { CodeEntry, Profile } from '../api/contract';
import type { Language } from './language';

/** Label of a code in a list of the profile's rule set; the code itself where the list does not have it. */
export function labelOf(profile: Profile | null, list: string, code: string | null, language: Language): string {
  if (code === null) return language.t('app.none');
  return find(profile?.ruleSet.codeLists[list] ?? [], code, language) ?? code;
}

/** Label of a control-line theme. */
export function themeLabel(profile: Profile | null, theme: string, language: Language): string {
  return find(profile?.ruleSet.themes ?? [], theme, language) ?? theme;
}

// The API writes states in camelCase (doesNotConform), the code lists of a profile in kebab-case (does-not-conform).
function find(entries: readonly CodeEntry[], code: string, language: Language): string | undefined {
  const kebab = code.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  const entry = entries.find((e) => e.code === code) ?? entries.find((e) => e.code === kebab);
  return entry === undefined ? undefined : language.pick(entry.label, entry.labelEn);
}
