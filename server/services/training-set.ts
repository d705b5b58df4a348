import { type LibraryEntry, loadLibrary } from '../../knowledge/index.ts';
import type { Label } from '../../matchers/evaluation/metrics.ts';
import type { QuestionInput } from '../../matchers/model.ts';

/** Labelled questions: what customers ask, and what a service's disclosure says of each. */
export interface LabelledSet {
  /** Whose entries of the library must not speak for these questions; null for questions that are not of the library. */
  readonly author: string | null;
  readonly questions: readonly QuestionInput[];
  readonly labels: readonly Label[];
}

/** Entries of the library's form as a labelled set. */
export function labelledSet(entries: readonly LibraryEntry[], author: string | null): LabelledSet {
  return {
    author,
    questions: entries,
    labels: entries.flatMap(({ id, answers }) => [...answers].map(([service, answer]) => ({ service, id, ...answer }))),
  };
}

/** What Kotae learns from: the library, author by author. */
export function trainingSets(): readonly LabelledSet[] {
  const library = loadLibrary();
  return [...new Set(library.map(entry => entry.author))].map(author =>
    labelledSet(
      library.filter(entry => entry.author === author),
      author,
    ),
  );
}
