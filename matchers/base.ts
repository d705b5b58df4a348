import type { BankEntry } from '../knowledge/controls/bank.ts';
import { type Catalogue, edition2013Of } from '../knowledge/controls/catalogue.ts';
import { controlsNamedIn } from '../knowledge/controls/control-numbers.ts';
import type { Fact } from '../knowledge/controls/facts.ts';
import type { RelatedSections } from '../knowledge/controls/related.ts';
import type { Thesaurus } from '../knowledge/controls/thesaurus.ts';
import type { LibraryEntry } from '../knowledge/library/library.ts';
import type { DisclosureMeta } from '../knowledge/model.ts';
import type { Bench } from './judge.ts';
import { LibraryIndex } from './library/library-index.ts';
import type { QuestionInput } from './model.ts';
import { tidyQuestion } from './question/tidy.ts';
import { BankIndex } from './retrieval/bank-index.ts';
import { partsOf, type QuestionView, viewQuestion } from './retrieval/question-view.ts';
import { textReader } from './text/reader.ts';

/** What tells one edition of a disclosure from another. */
export type Edition = Pick<DisclosureMeta, 'title' | 'version' | 'effective'>;

/** What every service's matcher shares: the bank and the library as indexes, the thesaurus, the catalogue. Made once; about a second. */
export interface MatcherBase extends Bench {
  readonly catalogue: Catalogue;
  readonly library: LibraryIndex;
  /** Which edition of its disclosure the library was answered from, by service. */
  readonly editions: ReadonlyMap<string, Edition>;
}

/** Content that a matcher is made of; `loadKnowledge` gives it. */
export interface MatcherContent {
  readonly catalogue: Catalogue;
  readonly bank: readonly BankEntry[];
  readonly thesaurus: Thesaurus;
  readonly related: RelatedSections;
  readonly facts: readonly Fact[];
  readonly library: readonly LibraryEntry[];
  /** Which edition of its disclosure the library was answered from, by service. */
  readonly editions: ReadonlyMap<string, Edition>;
  /** Passages of any disclosures whose wording of a control helps to tell which control a question is about; never cited. */
  readonly wordings?: readonly { readonly key: string; readonly text: string }[];
}

/** Longest question that is read, in characters; what is beyond is cut off, for no question needs it. */
const LONGEST_QUESTION = 4000;

export function createMatcherBase({
  catalogue,
  bank,
  thesaurus,
  related,
  facts,
  library,
  editions,
  wordings,
}: MatcherContent): MatcherBase {
  const read = textReader(thesaurus);
  const numbersOf2013 = (control: string) =>
    catalogue.byNumber.get(control)?.standard === '27002:2022' ? edition2013Of(catalogue, control) : [control];
  const bankIndex = new BankIndex(bank, read, wordings);
  return {
    catalogue,
    read,
    related,
    facts,
    editions,
    numbersOf2013,
    bank: bankIndex,
    library: new LibraryIndex(library, read, term => bankIndex.idfOf(term)),
  };
}

/**
 * Reads a question; empty and symbol-only texts give a view that matches nothing.
 * @param without  an author of the library whose entries do not count as neighbours; default: all count
 */
export function readQuestion(base: MatcherBase, input: QuestionInput, without?: string): QuestionView {
  const whole = readClause(base, input, input.question.slice(0, LONGEST_QUESTION), without);
  const parts = partsOf(whole.input.question).map(part => base.library.neighbours(part, base.read(part), without));
  return { ...whole, parts };
}

/** Reads one clause of a question as a question of its own, under the same category. */
export function readClause(base: MatcherBase, input: QuestionInput, clause: string, without?: string): QuestionView {
  return viewQuestion(
    { ...input, question: tidyQuestion(clause) },
    base.bank,
    base.read,
    text => controlsNamedIn(text, base.catalogue),
    (text, own) => base.library.neighbours(text, own, without),
  );
}
