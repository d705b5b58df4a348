import { type Logistic, logit } from '../learning/logistic.ts';
import type { Case } from './case.ts';
import type { PassageSignals } from './signals.ts';

/** A passage as evidence for a question. */
export interface RankedPassage {
  /** Place in the passage index. */
  readonly at: number;
  /** Log-odds that the passage may be cited, given that something may be. */
  readonly logit: number;
  readonly signals: PassageSignals;
}

/** Every passage of a service by its signals, best evidence first. Equal log-odds keep the document's order. */
export function rankPassages(
  asked: Case,
  signals: readonly PassageSignals[],
  model: Logistic,
): readonly RankedPassage[] {
  const ranked = signals
    .map((own, at) => ({ at, signals: own, logit: logit(model, own) }))
    .sort((a, b) => b.logit - a.logit || a.at - b.at);
  return followPointer(asked, ranked);
}

/** A first passage that only points elsewhere gives way to where it points: nobody is answered with 「…の項を参照」. */
function followPointer({ index }: Case, ranked: readonly RankedPassage[]): readonly RankedPassage[] {
  const [first] = ranked;
  if (!first || first.signals.pointer === 0) return ranked;
  const targets = index.passages[first.at]?.pointsTo ?? [];
  const target = ranked.find(r => targets.includes(r.at) && r.signals.pointer === 0);
  return target ? [{ ...target, logit: first.logit }, ...ranked.filter(r => r !== target)] : ranked;
}
