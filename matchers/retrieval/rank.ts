import { type Logistic, logit } from '../learning/logistic.ts';
import type { Case } from './case.ts';
import { type PassageSignals, type SignalKnowledge, signalsOf } from './signals.ts';

/** A passage as evidence for a question. */
export interface RankedPassage {
  /** Place in the passage index. */
  readonly at: number;
  /** Log-odds that the passage may be cited, given that something may be. */
  readonly logit: number;
  readonly signals: PassageSignals;
}

/** Every passage of a service, best evidence first. Equal log-odds keep the document's order. */
export function rankPassages(asked: Case, knowledge: SignalKnowledge, model: Logistic): readonly RankedPassage[] {
  return signalsOf(asked, knowledge)
    .map((signals, at) => ({ at, signals, logit: logit(model, { ...signals }) }))
    .sort((a, b) => b.logit - a.logit || a.at - b.at);
}
