import { findTerms, type Thesaurus, widerTerms } from '../../knowledge/controls/thesaurus.ts';
import { normalize } from '../../knowledge/text/normalize.ts';
import { type Features, features } from './features.ts';

/** Weight of a wider term that a word implies (AES implies encryption) beside the word's own 1. */
const WIDER = 0.5;

/** Reads a text into terms: normalised, with the thesaurus' words folded into one of each group. */
export type TextReader = (text: string) => Features;

/** A reader over a thesaurus. */
export function textReader(thesaurus: Thesaurus): TextReader {
  return text => {
    const normalized = normalize(text);
    let folded = '';
    let at = 0;
    const wider = new Set<string>();
    for (const { start, end, canonical } of findTerms(thesaurus, normalized)) {
      folded += `${normalized.slice(at, start)}‹${canonical}›`;
      at = end;
      for (const term of widerTerms(thesaurus, canonical)) wider.add(term);
    }
    folded += normalized.slice(at);
    if (wider.size === 0) return features(normalized, folded);
    const out = new Map(features(normalized, folded));
    for (const term of wider) if (!out.has(`w‹${term}›`)) out.set(`w‹${term}›`, WIDER);
    return out;
  };
}

/** The words of a text as a person would read them, for explanations: no fragments, no marks of the thesaurus. */
export const readable = (term: string): string => term.slice(1).replace(/[‹›]/g, '');
