import type { FactVerdict } from '../../knowledge/controls/facts.ts';
import type { Selection } from '../answer/select-sentences.ts';
import type { QuestionFacts } from '../facts/question-facts.ts';
import { precedentsForParts, precedentsForVerdict } from '../library/precedents.ts';
import { clausesOf, segmentsOf } from '../question/clauses.ts';
import { askedKinds, holdsKind, questionForm } from '../question/form.ts';
import { checkQualifiers } from '../question/qualifiers.ts';
import { compare, quantitiesIn } from '../question/quantities.ts';
import type { BankIndex } from '../retrieval/bank-index.ts';
import type { Case } from '../retrieval/case.ts';
import type { IndexedPassage } from '../retrieval/passage-index.ts';
import type { Features } from '../text/features.ts';
import type { TextReader } from '../text/reader.ts';
import { otherThings } from './contrasts.ts';
import { asksForAbsence } from './stance.ts';

/** A clause of the question against the quote. */
export interface ClauseCoverage {
  readonly clause: string;
  /** Share of the clause's words (by rarity) that the passage has, 0..1. */
  readonly coverage: number;
}

/** What a verdict is judged from. */
export interface VerdictView {
  /** By name; every value 0..1 or a small count. */
  readonly signals: Readonly<Record<string, number>>;
  readonly clauses: readonly ClauseCoverage[];
  /** Thresholds of the question that the passage states nothing on. */
  readonly notStated: readonly string[];
  readonly missed: readonly string[];
  /** What the question asks of while the quote speaks of its near likeness. */
  readonly others: readonly string[];
}

/** Share of a text's words, by rarity, that another text has. */
export function wordCoverage(of: Features, by: Features, idf: (term: string) => number): number {
  let total = 0;
  let covered = 0;
  for (const term of of.keys()) {
    if (!term.startsWith('w')) continue;
    total += idf(term);
    if (by.has(term)) covered += idf(term);
  }
  return total ? covered / total : 0;
}

/** Compares a question with the passage and the quote that were chosen for it. */
export function viewVerdict(
  { question, facts, index, precedents, partPrecedents }: Case,
  at: number,
  selection: Selection,
  bank: BankIndex,
  read: TextReader,
): VerdictView {
  const passage = index.passages[at] as IndexedPassage;
  const text = question.input.question;
  const quoted = passage.sentences.slice(selection.first, selection.last + 1);
  const best = passage.sentences[selection.best];
  const idf = (term: string) => bank.idfOf(term);
  const clauses = clausesOf(text).map(clause => ({
    clause,
    coverage: wordCoverage(read(clause), passage.features, idf),
  }));
  const forms = clauses.map(({ clause }) => questionForm(clause));
  const polar = forms.filter(f => f === 'polar').length / forms.length;
  const open = forms.filter(f => f === 'open').length / forms.length;
  const kinds = clauses.flatMap(({ clause }) => (questionForm(clause) === 'polar' ? [] : askedKinds(clause)));
  const passageText = passage.passage.text;
  const held = kinds.length ? kinds.filter(kind => holdsKind(selection.quote, kind)).length / kinds.length : 0;
  const thresholds = quantitiesIn(text);
  const stated = quantitiesIn(passageText);
  const comparisons = thresholds.map(t => ({ text: t.text, outcome: compare(t, stated) }));
  const quote = read(selection.quote);
  const shares = new Map(question.aspects);
  let aspect = 0;
  for (const [a, share] of best?.aspects ?? []) aspect += Math.sqrt(share * (shares.get(a) ?? 0));
  const qualifiers = checkQualifiers(text, passageText);
  const quoteQualifiers = checkQualifiers(text, selection.quote);
  const segments = segmentsOf(text).map(segment => wordCoverage(read(segment), passage.features, idf));
  const any = (test: (s: IndexedPassage['sentences'][number]) => boolean, from = quoted) => Number(from.some(test));
  const absence = Number(asksForAbsence(text));
  const flag = {
    negative: any(s => s.stance.negative),
    customer: any(s => s.stance.customer),
    hedged: any(s => s.stance.hedged),
    feature: any(s => s.stance.feature),
    affirmative: any(s => s.stance.affirmative),
    pointer: Number(best?.stance.pointer ?? false),
  };
  const coverages = clauses.map(c => c.coverage);
  const coverage = wordCoverage(question.own, passage.features, idf);
  const quoteCoverage = wordCoverage(question.own, quote, idf);
  const rarest = Math.max(
    0,
    ...[...question.own.keys()].filter(t => t.startsWith('w') && !passage.features.has(t)).map(idf),
  );
  const notStated = comparisons.filter(c => c.outcome === 'not-stated').map(c => c.text);
  const missed = comparisons.filter(c => c.outcome === 'missed').map(c => c.text);
  return {
    clauses,
    notStated,
    missed,
    others: otherThings(question.own, quote),
    signals: {
      ...factSignals(facts, at, polar, open),
      ...precedentsForVerdict(precedents, passage.passage.section),
      ...precedentsForParts(partPrecedents),
      polar,
      open,
      noun: 1 - polar - open,
      clauses: Math.min(5, clauses.length) - 1,
      absence,
      asksKind: Number(kinds.length > 0),
      aspect,
      coverage,
      quoteCoverage,
      leastCovered: Math.min(...coverages),
      mostCovered: Math.max(...coverages),
      rarestMissing: rarest / 10,
      leastSegment: Math.min(...segments, 1),
      segments: Math.min(4, segments.length),
      qualifiersMissing: Math.min(4, qualifiers.missing.length),
      qualifiersMet: Math.min(4, qualifiers.met.length),
      quoteQualifiersMissing: Math.min(4, quoteQualifiers.missing.length),
      polarMissing: polar * Math.min(4, qualifiers.missing.length),
      polarClean: polar * Number(qualifiers.missing.length === 0 && thresholds.length === 0),
      bestNegative: Number(best?.stance.negative ?? false),
      bestCustomer: Number(best?.stance.customer ?? false),
      ...flag,
      passageCustomer: any(s => s.stance.customer, [...passage.sentences]),
      passageNegative: any(s => s.stance.negative, [...passage.sentences]),
      held,
      openHeld: open * held,
      openCoverage: open * coverage,
      polarAspect: polar * aspect,
      polarCoverage: polar * quoteCoverage,
      polarAffirmative: polar * flag.affirmative * (1 - flag.negative) * aspect,
      polarNegative: polar * Number(best?.stance.negative ?? false) * (1 - absence) * aspect,
      customerAspect: flag.customer * aspect,
      thresholds: Math.min(3, thresholds.length),
      notStated: Math.min(3, notStated.length),
      missed: Math.min(2, missed.length),
      met: comparisons.filter(c => c.outcome === 'met').length,
      named: Number(question.named.length > 0),
      length: Math.log(1 + text.length) / 5,
      sentences: Math.log(1 + passage.sentences.length),
    },
  };
}

/** What the facts that the question asks for say, told by verdict; only sentences of the chosen passage count as settling. */
function factSignals(
  { found, settledClauses }: QuestionFacts,
  at: number,
  polar: number,
  open: number,
): Readonly<Record<string, number>> {
  const here = found.filter(f => f.settled?.passage === at);
  const has = (verdict: FactVerdict, isBeyond: boolean) =>
    Number(here.some(f => f.settled?.verdict === verdict && f.isBeyond === isBeyond));
  const settledShare = settledClauses.filter(Boolean).length / Math.max(1, settledClauses.length);
  const clean = here.length > 0 && here.every(f => !f.isBeyond);
  return {
    factYes: polar * has('yes', false),
    factNo: polar * has('no', false),
    factCustomer: has('customer', false),
    factPartial: has('partial', false),
    factOpen: open * Number(clean),
    factNoun: (1 - polar - open) * Number(clean),
    factBeyond: Number(here.some(f => f.isBeyond)),
    factBeyondYes: polar * has('yes', true),
    factClean: Number(clean),
    factAll: polar * Number(clean && settledShare === 1),
    factSome: Number(settledShare > 0 && settledShare < 1),
    factUnsettled: Number(found.some(f => f.settled === null)),
    factMixed: Number(new Set(here.map(f => f.settled?.verdict)).size > 1),
  };
}
