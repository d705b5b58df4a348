import { loadKnowledge } from '../../knowledge/index.ts';
import { createMatcher, createMatcherBase, type Matcher, type MatcherBase } from '../../matchers/index.ts';
import type { CitablePassage } from '../../matchers/model.ts';

let base: MatcherBase | undefined;

/** What all matchers of the process share; made at the first call, which takes about a second. */
export function matcherBase(): MatcherBase {
  if (base) return base;
  const { catalogue, bank, thesaurus, related, facts, library, bundled } = loadKnowledge();
  // How five providers word a control helps to recognise it; only the asked service's own passages are ever cited.
  const wordings = bundled.flatMap(({ disclosure }) =>
    disclosure.passages.flatMap(({ control, text }) => (control ? [{ key: control, text }] : [])),
  );
  const editions = new Map(bundled.map(({ service, disclosure }) => [service.id, disclosure]));
  base = createMatcherBase({ catalogue, bank, thesaurus, related, facts, library, editions, wordings });
  return base;
}

/** A matcher over what may be cited for one service. */
export const matcherOver = (service: string, passages: readonly CitablePassage[]): Matcher =>
  createMatcher(matcherBase(), service, passages);
