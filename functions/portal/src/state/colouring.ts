import type { PatchProperties } from '../api/contract';

/** What the patches on the map are coloured by. */
export type Colouring = 'state' | 'approval' | 'legality' | 'suggestedApproval';

export const COLOURINGS: readonly Colouring[] = ['state', 'approval', 'legality', 'suggestedApproval'];

/** Stands for "no value yet". */
export const NO_VALUE = 'none';

/**
 * Classes of a colouring in the order of the legend. Hues agree with the figures of the report; red and green differ in lightness too, so
 * that they are told apart without colour vision.
 */
const CLASSES: Record<Colouring, readonly (readonly [code: string, colour: string])[]> = {
  state: [
    ['imported', '#b9c2cc'],
    ['open', '#8a939e'],
    ['answered', '#2f6da8'],
    ['returned', '#d9732b'],
    ['accepted', '#4fa36b'],
    ['unanswered', '#5b2a5e'],
  ],
  approval: [
    ['approved', '#4fa36b'],
    ['unapproved', '#b52f2f'],
    ['exempt', '#e0b04a'],
    [NO_VALUE, '#9aa5b1'],
  ],
  legality: [
    ['legal', '#4fa36b'],
    ['illegal', '#b52f2f'],
    [NO_VALUE, '#9aa5b1'],
  ],
  suggestedApproval: [
    ['approved', '#4fa36b'],
    ['unapproved', '#b52f2f'],
    ['exempt', '#e0b04a'],
    [NO_VALUE, '#9aa5b1'],
  ],
};

export interface LegendClass {
  code: string;
  colour: string;
  count: number;
}

/** Classes with their colours, without counts. */
export function classesOf(colouring: Colouring): readonly (readonly [code: string, colour: string])[] {
  return CLASSES[colouring];
}

/** Code of a patch under a colouring. */
export function classOf(colouring: Colouring, patch: PatchProperties): string {
  return patch[colouring] ?? NO_VALUE;
}

/** The legend: every class with its number of patches; states that no patch is in are left out. */
export function legendOf(colouring: Colouring, patches: readonly PatchProperties[]): LegendClass[] {
  const counts = new Map<string, number>();
  for (const patch of patches) {
    const code = classOf(colouring, patch);
    counts.set(code, (counts.get(code) ?? 0) + 1);
  }
  const classes = CLASSES[colouring].map(([code, colour]) => ({ code, colour, count: counts.get(code) ?? 0 }));
  return colouring === 'state' ? classes.filter((entry) => entry.count > 0) : classes;
}
