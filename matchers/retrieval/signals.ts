import type { RelatedSections } from '../../knowledge/controls/related.ts';
import type { QuestionFacts } from '../facts/question-facts.ts';
import { precedentsBySection } from '../library/precedents.ts';
import type { BankIndex } from './bank-index.ts';
import type { Case } from './case.ts';
import type { PassageIndex } from './passage-index.ts';
import type { QuestionView } from './question-view.ts';

/** What speaks for a passage as evidence; each 0..1, named so that an answer can explain itself. */
export type PassageSignals = {
  /** Score of the passage's control among the controls that the question is about, relative to the best. */
  readonly control: number;
  /** 1 / rank of the passage's control among those that this service's passages stand under. */
  readonly controlRank: number;
  /** The question and the whole passage are about the same controls and topics. */
  readonly keys: number;
  /** Score of a control whose passage points here. */
  readonly pointed: number;
  /** A related subject is asked about, of which disclosures usually speak in this section. */
  readonly related: number;
  /** Share of the question's subjects under the same objective (10.1, 12.4) as the passage's control. */
  readonly family: number;
  /** The question and the passage's nearest sentence are about the same aspects. */
  readonly aspect: number;
  /** Similarity of the nearest sentence, the whole passage, and the heading. */
  readonly sentence: number;
  readonly passage: number;
  readonly title: number;
  /** Score of a search by whole words, relative to the best passage. */
  readonly keyword: number;
  /** Similarity of the sheet's category with the heading. */
  readonly category: number;
  /** Share of the question's words (by rarity) that the passage has, after synonyms. */
  readonly coverage: number;
  /** The question names the passage's control by its number. */
  readonly named: number;
  /** A sentence of the passage settles a fact that the question asks for; half where it asks for more. */
  readonly fact: number;
  /** Shares of the nearest answered questions that cited the section first, or at all; and how near the nearest was. */
  readonly precedentFirst: number;
  readonly precedentAny: number;
  readonly precedentNearest: number;
  /** Share of the answers to such questions for other services that cite this control or section. */
  readonly voted: number;
  /** Nothing but a pointer to another place. */
  readonly pointer: number;
};

/** Content that signals rest on. */
export interface SignalKnowledge {
  readonly bank: BankIndex;
  readonly related: RelatedSections;
}

/** `12.4.1` and `CLD.12.4.5` stand under objective 12.4. */
const objectiveOf = (number: string): string =>
  number
    .replace(/^CLD\./, '')
    .split('.')
    .slice(0, 2)
    .join('.');

/** Words of a question that a passage shares, by rarity; also what the answer's explanation names. */
export function sharedTerms(question: QuestionView, terms: ReadonlyMap<string, number>): readonly string[] {
  return [...question.own.keys()].filter(term => term.startsWith('w') && terms.has(term));
}

/** The signals of every passage for one question, by the passage's place. */
export function signalsOf(
  { question, index, facts, votes, precedents, similarities }: Case,
  { bank, related }: SignalKnowledge,
): readonly PassageSignals[] {
  const passageScores = index.passageIndex.scores(question.own);
  const titleScores = index.titleIndex.scores(question.own);
  const categoryScores = index.titleIndex.scores(question.category);
  const keyScore = new Map(question.keys.map(({ key, score }) => [key, score]));
  const aspectShare = new Map(question.aspects);
  const words = [...question.own.keys()]
    .filter(term => term.startsWith('w'))
    .map(term => ({ term, rarity: bank.idfOf(term) }));
  const total = words.reduce((sum, { rarity }) => sum + rarity, 0) || 1;
  const cited = precedentsBySection(precedents);
  const keywords = index.keywords.scores(question.own);
  const ranks = rankControls(question, index);
  const pointed = new Float32Array(index.passages.length);
  const best = (controls: readonly string[], score: (control: string) => number) =>
    controls.reduce((top, control) => Math.max(top, score(control)), 0);
  for (const { controls, pointsTo } of index.passages) {
    const score = best(controls, control => keyScore.get(control) ?? 0);
    for (const target of pointsTo) pointed[target] = Math.max(pointed[target] ?? 0, score);
  }
  const { relations, objectiveShares } = spread(question, related);
  return index.passages.map(({ controls, passage, sentences, features, keys }, at) => {
    const start = index.sentenceStart[at] ?? 0;
    let sentence = 0;
    let aspect = 0;
    sentences.forEach((s, i) => {
      sentence = Math.max(sentence, similarities[start + i] ?? 0);
      let overlap = 0;
      for (const [a, share] of s.aspects) overlap += Math.sqrt(share * (aspectShare.get(a) ?? 0));
      aspect = Math.max(aspect, overlap);
    });
    const own = controls.reduce((sum, control) => sum + (question.keyShares.get(control) ?? 0), 0);
    const family = [...new Set(controls.map(objectiveOf))].reduce(
      (sum, o) => sum + (objectiveShares.get(o) ?? 0),
      -own,
    );
    const precedent = cited.get(passage.section);
    return {
      control: best(controls, control => keyScore.get(control) ?? 0),
      controlRank: best(controls, control => 1 / (ranks.get(control) ?? 99)),
      keys: affinity(question.keyShares, keys),
      pointed: pointed[at] ?? 0,
      related: best([passage.section, ...controls], name => relations.get(name) ?? 0),
      family: controls.length > 0 ? family : 0,
      aspect,
      sentence,
      passage: passageScores[at] ?? 0,
      title: titleScores[at] ?? 0,
      keyword: keywords.get(at) ?? 0,
      category: categoryScores[at] ?? 0,
      coverage: words.reduce((sum, { term, rarity }) => sum + (features.has(term) ? rarity : 0), 0) / total,
      named: Number(controls.some(control => question.named.includes(control))),
      fact: factOf(facts, at),
      voted: best([passage.section, ...controls], name => votes.shares.get(name) ?? 0),
      precedentFirst: precedent?.first ?? 0,
      precedentAny: precedent?.any ?? 0,
      precedentNearest: precedent?.nearest ?? 0,
      pointer: sentences.length > 0 && sentences.every(s => s.stance.pointer) ? 1 : 0,
    };
  });
}

/** The question's subjects spread over the sections that speak of them too, and over the objectives they stand under. */
function spread(question: QuestionView, related: RelatedSections) {
  const relations = new Map<string, number>();
  const objectiveShares = new Map<string, number>();
  for (const [key, share] of question.keyShares) {
    for (const [section, chance] of related.get(key) ?? [])
      relations.set(section, (relations.get(section) ?? 0) + share * chance);
    const objective = objectiveOf(key);
    objectiveShares.set(objective, (objectiveShares.get(objective) ?? 0) + share);
  }
  return { relations, objectiveShares };
}

/** How strongly the facts asked for speak for a passage. */
function factOf({ found }: QuestionFacts, at: number): number {
  let best = 0;
  for (const { settled, isBeyond } of found) if (settled?.passage === at) best = Math.max(best, isBeyond ? 0.5 : 1);
  return best;
}

/** Bhattacharyya coefficient of two distributions: 1 when they are the same, 0 when they share nothing. */
function affinity(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): number {
  let sum = 0;
  for (const [key, share] of a) sum += Math.sqrt(share * (b.get(key) ?? 0));
  return sum;
}

function rankControls(question: QuestionView, index: PassageIndex): ReadonlyMap<string, number> {
  const covered = new Set(index.passages.flatMap(p => p.controls));
  const ranks = new Map<string, number>();
  for (const { key } of question.keys) if (covered.has(key)) ranks.set(key, ranks.size + 1);
  return ranks;
}
