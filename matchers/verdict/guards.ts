import type { Verdict } from '../model.ts';
import type { VerdictView } from './verdict-signals.ts';

/** Codes of the guards, as an answer's explanation names them. */
export type Guard =
  | 'nothing-affirmed'
  | 'sentence-denies'
  | 'customer-responsibility'
  | 'hedged'
  | 'threshold-not-stated'
  | 'threshold-missed'
  | 'condition-not-stated'
  | 'only-a-pointer'
  | 'clause-not-covered'
  | 'nothing-denied'
  | 'not-the-customer'
  | 'not-an-open-question'
  | 'asked-thing-not-told'
  | 'asks-for-information'
  | 'another-thing';

/** A clause counts as spoken of when the passage has this share of its words (by rarity). */
const CLAUSE_COVERED = 0.3;

/**
 * The guards that stand between a verdict and the customer; with an empty list it may go out without review. They are the rules of
 * the design: a yes needs a sentence that affirms what is asked, and each of denial, the customer's duty, a hedge, a threshold not
 * stated blocks it. Denial is relative to the question: for 「〜しないこと」 a sentence that denies is what affirms.
 */
export function guardsAgainst(verdict: Verdict, view: VerdictView): readonly Guard[] {
  const s = view.signals;
  const is = (name: string) => (s[name] ?? 0) > 0;
  const denies = is('bestNegative');
  const affirms = is('absence') ? denies || is('affirmative') : is('affirmative') || is('feature');
  const guards: Guard[] = [];
  const add = (when: boolean, guard: Guard) => {
    if (when) guards.push(guard);
  };
  // Where, how long, which: no yes answers that.
  add(
    (verdict === 'yes' || verdict === 'no') && (s.polar ?? 0) === 0 && ((s.open ?? 0) > 0 || is('asksKind')),
    'asks-for-information',
  );
  // Nothing is said of access logs by what is said of operation logs.
  add(verdict !== 'unknown' && view.others.length > 0, 'another-thing');
  if (verdict === 'yes') {
    add(!affirms, 'nothing-affirmed');
    add(denies && !is('absence'), 'sentence-denies');
    add(is('bestCustomer'), 'customer-responsibility');
    add(is('hedged'), 'hedged');
    add(view.notStated.length > 0, 'threshold-not-stated');
    add(view.missed.length > 0, 'threshold-missed');
    add(is('qualifiersMissing'), 'condition-not-stated');
    add(is('pointer'), 'only-a-pointer');
    add(uncoveredClauses(view).length > 0, 'clause-not-covered');
  } else if (verdict === 'partial') {
    add(is('pointer') && !is('affirmative'), 'only-a-pointer');
    add(denies && !is('affirmative') && !is('feature'), 'sentence-denies');
  } else if (verdict === 'no') {
    add(!denies && view.missed.length === 0, 'nothing-denied');
  } else if (verdict === 'customer') {
    add(!is('customer') && !is('passageCustomer'), 'not-the-customer');
    add(is('pointer'), 'only-a-pointer');
  } else if (verdict === 'info') {
    add((s.open ?? 0) + (s.noun ?? 0) === 0, 'not-an-open-question');
    add(is('open') && (s.held ?? 0) === 0 && view.notStated.length > 0, 'asked-thing-not-told');
  }
  return guards;
}

/** Clauses of a question with several that the passage does not speak of. */
export function uncoveredClauses(view: VerdictView): readonly string[] {
  if (view.clauses.length < 2) return [];
  return view.clauses.filter(c => c.coverage < CLAUSE_COVERED).map(c => c.clause);
}
