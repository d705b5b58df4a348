import { quoteOf } from '../judge.ts';
import type { Citation } from '../model.ts';
import type { Case } from '../retrieval/case.ts';
import type { RankedPassage } from '../retrieval/rank.ts';
import { round } from '../round.ts';

/** Candidates shown of one question. */
const MOST = 5;
/** A further candidate is shown when its log-odds are within this of the first's. */
const WITHIN = 6;

/** A ranked passage with the sentences of it that answer best. */
export function citationOf(asked: Case, { at, logit }: RankedPassage): Citation | null {
  const passage = asked.index.passages[at]?.passage;
  const selection = quoteOf(asked, at);
  if (!passage || !selection) return null;
  const { section, control, title, disclosure } = passage;
  return { section, control, title, quote: selection.quote, disclosure, score: round(1 / (1 + Math.exp(-logit))) };
}

/** The passages worth showing, best first. */
export function citationsOf(asked: Case, ranked: readonly RankedPassage[]): readonly Citation[] {
  const best = ranked[0]?.logit ?? 0;
  return ranked
    .filter(r => r.logit >= best - WITHIN)
    .slice(0, MOST)
    .flatMap(r => citationOf(asked, r) ?? []);
}

/** Puts the further quoted citations right behind the first; a section stands once, and at most five in all. */
export function withQuoted(citations: readonly Citation[], further: readonly Citation[]): readonly Citation[] {
  const [first, ...rest] = citations;
  if (!first) return citations;
  const quoted = new Set(further.map(c => c.section));
  return [first, ...further, ...rest.filter(c => !quoted.has(c.section))].slice(0, MOST);
}
