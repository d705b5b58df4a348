import { askedKinds, holdsKind, questionForm } from '../question/form.ts';
import { compare, quantitiesIn } from '../question/quantities.ts';
import type { Case } from '../retrieval/case.ts';
import type { IndexedPassage } from '../retrieval/passage-index.ts';

/** What each sign adds to a sentence's score; similarity alone is 0..1. */
const WEIGHT = {
  similarity: 1,
  aspect: 0.6,
  kind: 0.15,
  quantity: 0.15,
  pointer: -0.15,
  link: -0.3,
  fact: 1,
  demand: -0.4,
  plea: -0.4,
  length: 0.2,
} as const;

/** A sentence of so many characters says all that one of its kind needs to; similarity alone favours the short. */
const FULL_LENGTH = 60;

/** Says what the standard demands, not what the provider does. */
const DEMAND = /求められて(?:い|お)|必要とされて(?:い|お)|要求(?:して|されて)(?:い|お)/;
/** Only asks the reader for care or understanding. */
const PLEA = /(?:ご注意|お試し|ご了承|ご理解|お控え|ご留意)[^。]{0,12}(?:ください|下さい|ます)。?$/;

/** How well each sentence of a passage answers a question, by the sentence's place; may be negative. */
export function sentenceScores({ question, index, facts, similarities }: Case, at: number): readonly number[] {
  const passage = index.passages[at] as IndexedPassage;
  const start = index.sentenceStart[at] ?? 0;
  const shares = new Map(question.aspects);
  const text = question.input.question;
  const kinds = questionForm(text) === 'polar' ? [] : askedKinds(text);
  const thresholds = quantitiesIn(text);
  return passage.sentences.map((sentence, i) => {
    let aspect = 0;
    for (const [a, share] of sentence.aspects) aspect += Math.sqrt(share * (shares.get(a) ?? 0));
    const held = kinds.length ? kinds.filter(kind => holdsKind(sentence.text, kind)).length / kinds.length : 0;
    const stated = thresholds.length ? quantitiesIn(sentence.text) : [];
    const quantity = thresholds.some(t => compare(t, stated) !== 'not-stated') ? 1 : 0;
    const settles = facts.found.some(f => f.settled?.passage === at && f.settled.sentence === i);
    const isLink = /^[^。]{0,40}https?:\/\/\S+\W*$/.test(sentence.text);
    return (
      WEIGHT.similarity * (similarities[start + i] ?? 0) +
      WEIGHT.aspect * aspect +
      WEIGHT.kind * held +
      WEIGHT.quantity * quantity +
      WEIGHT.pointer * Number(sentence.stance.pointer) +
      WEIGHT.link * Number(isLink) +
      WEIGHT.fact * Number(settles) +
      WEIGHT.demand * Number(DEMAND.test(sentence.text)) +
      WEIGHT.plea * Number(PLEA.test(sentence.text)) +
      WEIGHT.length * Math.min(1, sentence.text.length / FULL_LENGTH)
    );
  });
}
