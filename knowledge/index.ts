import type { BankEntry } from './controls/bank.ts';
import type { Catalogue } from './controls/catalogue.ts';
import type { Fact } from './controls/facts.ts';
import type { RelatedSections } from './controls/related.ts';
import type { Thesaurus } from './controls/thesaurus.ts';
import type { LibraryEntry } from './library/library.ts';
import {
  type BundledDisclosure,
  bundledDisclosures,
  loadBank,
  loadCatalogue,
  loadFacts,
  loadLibrary,
  loadRelated,
  loadThesaurus,
} from './load.ts';

export type { BankEntry } from './controls/bank.ts';
export type { Catalogue, Clause, Control, Standard } from './controls/catalogue.ts';
export { edition2013Of, edition2022Of } from './controls/catalogue.ts';
export { controlsNamedIn, findControl } from './controls/control-numbers.ts';
export type { Fact } from './controls/facts.ts';
export type { RelatedSections } from './controls/related.ts';
export type { SynonymGroup, TermMatch, Thesaurus } from './controls/thesaurus.ts';
export { canonical, expand, findTerms, foldSynonyms, widerTerms } from './controls/thesaurus.ts';
export { importDisclosure } from './import/import-disclosure.ts';
export type { ImportedDisclosure } from './import/parse-disclosure.ts';
export type { LibraryAnswer, LibraryEntry } from './library/library.ts';
export type { BundledDisclosure } from './load.ts';
export { bundledDisclosures, loadBank, loadCatalogue, loadLibrary, loadRelated, loadThesaurus } from './load.ts';

/** Everything that comes with Kotae. */
export interface Knowledge {
  readonly catalogue: Catalogue;
  readonly bank: readonly BankEntry[];
  readonly thesaurus: Thesaurus;
  readonly related: RelatedSections;
  readonly facts: readonly Fact[];
  readonly library: readonly LibraryEntry[];
  readonly bundled: readonly BundledDisclosure[];
}

/** Reads the catalogue, bank, thesaurus, library and bundled disclosures; the files are read once in a process. */
export function loadKnowledge(): Knowledge {
  return {
    catalogue: loadCatalogue(),
    bank: loadBank(),
    thesaurus: loadThesaurus(),
    related: loadRelated(),
    facts: loadFacts(),
    library: loadLibrary(),
    bundled: bundledDisclosures(),
  };
}
