import type { LayerVersion } from '../api/contract';

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
const NEUTRAL = '#d5d9de';

/** Colour of a control line or of permits. */
export function layerColour(layer: LayerVersion): string {
  if (layer.kind === 'permits') return '#0f5c5c';
  return THEMES[layer.theme ?? ''] ?? '#5b6b7b';
}

/** Colour of a plan land-use class by the first letter of its code. */
export function landUseColour(code: string | null): string {
  if (code === null || code === '') return NEUTRAL;
  const letter = code.charAt(0).toUpperCase();
  return LAND_USE[letter] ?? SERIES[letter.charCodeAt(0) % SERIES.length] ?? NEUTRAL;
}
