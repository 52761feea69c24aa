import type { CodeEntry, LayerVersion } from '../api/contract';

/** Conventional colours of control lines (green, blue, purple and yellow line are named after theirs). */
const THEMES: Record<string, string> = {
  'no-build-zone': '#8c2d19',
  'restricted-zone': '#c9822b',
  'ecological-red-line': '#d0312d',
  'urban-growth-boundary': '#4a4a4a',
  'green-line': '#2e8b57',
  'blue-line': '#2a7fc9',
  'purple-line': '#8e44ad',
  'yellow-line': '#b8930a',
  'permanent-basic-farmland': '#a3a12c',
};

/** First letters of land-use classes and their usual colours on Chinese plans; other letters take from {@link SERIES}. */
const LAND_USE: Record<string, string> = {
  R: '#f6e27a',
  A: '#ef9ab5',
  B: '#e8705f',
  M: '#a9865b',
  I: '#a9865b',
  S: '#c3c7cc',
  G: '#8fc98a',
  P: '#8fc98a',
  U: '#6f8fae',
  O: '#e9a39a',
};

const SERIES = ['#c9b1d9', '#b7d3e8', '#d8cfa8', '#a8d5c8', '#dcb59a', '#c2cf8f'];
/** Stands for the whole plan in the list of layers. */
export const PLAN_COLOUR = '#f6e27a';

const NEUTRAL = '#d5d9de';

/** Colour of a control line or of permits. */
export function layerColour(layer: LayerVersion): string {
  if (layer.kind === 'permits') return '#0f5c5c';
  return THEMES[layer.theme ?? ''] ?? '#5b6b7b';
}

/** Plan land-use classes that share a colour. */
export interface LandUseGroup {
  key: string;
  colour: string;
  /** True when the key is a main class of the rule set; false for a code of the plan itself, which the rule set does not have. */
  isClass: boolean;
}

/** Group of a class code: the main class of the rule set, or the leading letters of a code that the rule set does not have (`C-3A` → `C`). */
export function landUseGroup(code: string | null, classes: readonly CodeEntry[]): LandUseGroup {
  const text = (code ?? '').trim().toUpperCase();
  if (text === '') return { key: '', colour: NEUTRAL, isClass: false };
  const letter = text.charAt(0);
  if (classes.some((entry) => entry.code === text)) return { key: letter, colour: LAND_USE[letter] ?? serial(letter), isClass: true };
  const key = /^[A-Z]+/.exec(text)?.[0] ?? text;
  return { key, colour: serial(key), isClass: false };
}

function serial(key: string): string {
  const sum = [...key].reduce((total, character) => total * 7 + (character.codePointAt(0) ?? 0), 0);
  return SERIES[sum % SERIES.length] ?? NEUTRAL;
}
