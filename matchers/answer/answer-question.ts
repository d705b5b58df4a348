import { edition2022Of } from '../../knowledge/controls/catalogue.ts';
import type { MatcherBase } from '../base.ts';
import { confidenceSignals, judgeRanking, judgeVerdict, openCase, readPassage } from '../judge.ts';
import { probability } from '../learning/logistic.ts';
import type { Answer, ControlMatch } from '../model.ts';
import { isClaim, type Models } from '../models.ts';
import type { PassageIndex } from '../retrieval/passage-index.ts';
import type { QuestionView } from '../retrieval/question-view.ts';
import { sharedTerms } from '../retrieval/signals.ts';
import { round } from '../round.ts';
import { readable } from '../text/reader.ts';
import { citationsOf, withQuoted } from './citations.ts';
import { clauseEvidence } from './clause-evidence.ts';

const MOST_CONTROLS = 10;
/** A question of more clauses, or longer (in characters), than people ask in one cell is never answered without review. */
const MOST_CLAUSES = 6;
const LONGEST = 500;

/** What one service's disclosure has to say to a question. */
export function answerQuestion(
  base: MatcherBase,
  service: string,
  index: PassageIndex,
  models: Models,
  question: QuestionView,
): Answer {
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
    controls: controlsOf(base, question),
    explanation: { terms: [], guards: ['no-words'] },
  };
  if (![...question.own.keys()].some(term => term.startsWith('w'))) return nothing;
  const asked = openCase(base, question, index);
  const ranking = judgeRanking(base, asked, models.rank);
  const first = ranking.ranked[0];
  const reading = first ? readPassage(base, asked, first.at) : null;
  if (!first || !reading) return nothing;
  const evidence = probability(models.evidence, ranking.signals);
  const citations = citationsOf(asked, ranking.ranked);
  if (evidence < models.blankBelow) {
    return { ...nothing, evidence: round(evidence), citations, explanation: { terms: [], guards: ['no-evidence'] } };
  }
  const judgement = judgeVerdict(reading.view, models.verdict);
  const confidence = probability(models.confidence, confidenceSignals(ranking, judgement, evidence, reading.view));
  const line = isClaim(judgement.verdict) ? models.answeredFrom.claim : models.answeredFrom.statement;
  const isLong = reading.view.clauses.length > MOST_CLAUSES || question.input.question.length > LONGEST;
  const isSure = judgement.verdict !== 'unknown' && confidence >= line && !isLong;
  const { further, uncovered } = clauseEvidence(base, asked, models, first.at, reading);
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
      guards: [...judgement.guards, ...(isLong ? ['long-question'] : []), ...(isSure ? [] : ['low-confidence'])],
    },
  };
}

/** The controls that a question is about: those it names, then those of the bank, best first. */
function controlsOf(base: MatcherBase, question: QuestionView): readonly ControlMatch[] {
  const ranked = question.keys.filter(({ key }) => !key.startsWith('topic.') && !question.named.includes(key));
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
