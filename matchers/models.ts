import type { Logistic } from './learning/logistic.ts';
import type { Verdict } from './model.ts';

/** Everything that is learned from labelled pairs; `weights.json` holds what `npm run train` made. */
export interface Models {
  /** Passage signals -> the passage may be cited. */
  readonly rank: Logistic;
  /** Signals of the ranking -> the disclosure has something to cite. */
  readonly evidence: Logistic;
  /** Verdict signals -> each verdict, one against the rest. */
  readonly verdict: Readonly<Record<Verdict, Logistic>>;
  /** Signals of the whole answer -> first citation and verdict are both right. */
  readonly confidence: Logistic;
  /** Below this evidence a question is left blank. */
  readonly blankBelow: number;
  /**
   * From this confidence on an answer needs no review: the lowest at which the stated precision held out of sample, above 1 where it
   * held nowhere. Claims (yes, partial) have a line of their own: a false one is a false statement to a customer.
   */
  readonly answeredFrom: { readonly claim: number; readonly statement: number };
}

/** Whether a verdict claims that something is in place. */
export const isClaim = (verdict: Verdict): boolean => verdict === 'yes' || verdict === 'partial';
