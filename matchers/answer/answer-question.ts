import { edition2022Of } from '../../knowledge/controls/catalogue.ts';
import type { MatcherBase } from '../base.ts';
import { confidenceSignals, judgeRanking, judgeVerdict, openCase, readPassage } from '../judge.ts';
import { probability } from '../learning/logistic.ts';
import { controlVotes } from '../library/control-votes.ts';
import { precedentsShown } from '../library/precedents.ts';
import { weigh } from '../library/weigh.ts';
import type { Answer, ControlMatch } from '../model.ts';
import { isClaim } from '../models.ts';
import type { QuestionView } from '../retrieval/question-view.ts';
import { sharedTerms } from '../retrieval/signals.ts';
import { round } from '../round.ts';
import type { ServiceSide } from '../service-side.ts';
import { readable } from '../text/reader.ts';
import { citationsOf, withQuoted } from './citations.ts';
import { clauseEvidence } from './clause-evidence.ts';

const MOST_CONTROLS = 10;
/** How much more what people cited for such questions tells of the control than the question bank. */
const VOTES = 2.5;
/** A question of more clauses, or longer (in characters), than people ask in one cell is never answered without review. */
const MOST_CLAUSES = 6;
const LONGEST = 500;

/** What one service's disclosure has to say to a question. */
export function answerQuestion(base: MatcherBase, side: ServiceSide, question: QuestionView): Answer {
  const { service, index, models } = side;
  const nothing: Answer = {
    id: question.input.id,
    service,
    status: 'no-evidence',
    verdict: 'unknown',
    confidence: 0,
    evidence: 0,
    citations: [],
    quoted: 0,
    uncovered: [],
    controls: controlsOf(base, side, question),
    explanation: { terms: [], guards: ['no-words'], againstYes: [], precedents: [] },
  };
  if (![...question.own.keys()].some(term => term.startsWith('w'))) return nothing;
  const asked = openCase(base, question, side);
  const ranking = judgeRanking(base, asked, models.rank);
  const first = ranking.ranked[0];
  const reading = first ? readPassage(base, asked, first.at) : null;
  if (!first || !reading) return nothing;
  const evidence = probability(models.evidence, ranking.signals);
  const citations = citationsOf(asked, ranking.ranked);
  if (evidence < models.blankBelow) {
    return {
      ...nothing,
      evidence: round(evidence),
      citations,
      explanation: { ...nothing.explanation, guards: ['no-evidence'] },
    };
  }
  const judgement = judgeVerdict(reading.view, models.verdict);
  const confidence = probability(models.confidence, confidenceSignals(judgement, evidence));
  const line = isClaim(judgement.verdict) ? models.answeredFrom.claim : models.answeredFrom.statement;
  const { further, uncovered } = clauseEvidence(base, side, asked, first.at, reading);
  const isLong = reading.view.clauses.length > MOST_CLAUSES || question.input.question.length > LONGEST;
  // Only a partial can stand beside a clause that nothing settles, and only where something settles another.
  const isOpen =
    uncovered.length > 0 && (judgement.verdict !== 'partial' || uncovered.length === reading.view.clauses.length);
  const guards = [...judgement.guards, ...(isOpen ? ['clause-not-covered'] : []), ...(isLong ? ['long-question'] : [])];
  const isSure = judgement.verdict !== 'unknown' && confidence >= line && guards.length === 0;
  return {
    ...nothing,
    status: isSure ? 'answered' : 'review',
    verdict: judgement.verdict,
    confidence: round(confidence),
    evidence: round(evidence),
    citations: withQuoted(citations, further),
    quoted: 1 + further.length,
    uncovered,
    explanation: {
      terms: sharedTerms(question, index.passages[first.at]?.features ?? new Map()).map(readable),
      guards: [...new Set([...guards, ...(confidence >= line ? [] : ['low-confidence'])])],
      againstYes: judgement.againstYes,
      precedents: precedentsShown(asked.precedents, index.passages[first.at]?.passage.section ?? ''),
    },
  };
}

/** The controls that a question is about: those it names, then those of the bank, best first. */
function controlsOf(base: MatcherBase, { agreement }: ServiceSide, question: QuestionView): readonly ControlMatch[] {
  const { shares } = controlVotes(weigh(question.neighbours, agreement));
  const known = new Map(question.keys.map(({ key, score }) => [key, score]));
  const voted = [...shares.keys()].filter(key => !known.has(key)).map(key => ({ key, score: 0 }));
  const ranked = [...question.keys, ...voted]
    .filter(({ key }) => base.catalogue.byNumber.has(key) && !question.named.includes(key))
    .map(({ key, score }) => ({ key, score: (score + VOTES * (shares.get(key) ?? 0)) / (1 + VOTES) }))
    .sort((a, b) => b.score - a.score);
  return [
    ...question.named.map(key => ({ key, score: 1 })),
    ...ranked.slice(0, MOST_CONTROLS).map(({ key, score }) => ({ key, score: score * 0.99 })),
  ]
    .slice(0, MOST_CONTROLS)
    .map(({ key, score }) => ({
      number: key,
      iso27002_2022: edition2022Of(base.catalogue, key),
      title: base.catalogue.byNumber.get(key)?.ja ?? key,
      score: round(score),
    }));
}
