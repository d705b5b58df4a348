import type { Control } from '../controls/catalogue.ts';

/** What a line is to the document's structure. */
export type Mark =
  | { readonly kind: 'control'; readonly controls: readonly Control[]; readonly title: string; readonly level: number }
  | { readonly kind: 'section'; readonly title: string; readonly level: number }
  | { readonly kind: 'body' }
  | { readonly kind: 'skip' };

/** A line of text. */
export const body: Mark = { kind: 'body' };
/** A line that was used up by a heading. */
export const skip: Mark = { kind: 'skip' };
