import type { Profile } from '../api/contract';
import { labelOf } from '../i18n/labels';
import type { Language } from '../i18n/language';
import { NO_VALUE, type Colouring } from '../state/colouring';

/** Name of a class of a colouring: in the words of the profile's rule set where it has them. */
export function classLabel(profile: Profile | null, colouring: Colouring, code: string, language: Language): string {
  if (colouring === 'state') return language.ofCode('patchState', code);
  if (code === NO_VALUE) return language.t(`${colouring}.none`);
  const list = colouring === 'legality' ? 'legality' : 'approval';
  const label = labelOf(profile, list, code, language);
  return label === code ? language.ofCode(list, code) : label;
}
