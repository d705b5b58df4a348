import type { Logistic } from './learning/logistic.ts';
import type { Verdict } from './model.ts';

/** What judges the questions to a service, learned from labelled pairs. */
export interface Models {
  /** Passage signals -> the passage may be cited. */
  readonly rank: Logistic;
  /** Signals of the ranking -> the disclosure has something to cite. */
  readonly evidence: Logistic;
  /** Verdict signals -> log-odds of each verdict; their softmax are the verdicts' shares. */
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

/** Everything that is learned; `weights.json` holds what `npm run train` made. */
export interface Weights {
  /** Comparison of two questions -> the verdict of the one is right for the other. */
  readonly agreement: Logistic;
  /** For services whose disclosure is the edition that the library was answered from. */
  readonly withLibrary: Models;
  /** For all others: learned from the same pairs, without a look into the library. */
  readonly withoutLibrary: Models;
}

/** Whether a verdict claims that something is in place. */
export const isClaim = (verdict: Verdict): boolean => verdict === 'yes' || verdict === 'partial';
