import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { type BankEntry, parseBank } from './controls/bank.ts';
import { type Catalogue, parseCatalogue } from './controls/catalogue.ts';
import { type Fact, parseFacts } from './controls/facts.ts';
import { parseRelated, type RelatedSections } from './controls/related.ts';
import { parseThesaurus, type Thesaurus } from './controls/thesaurus.ts';
import { type Digest, parseDigest } from './import/digest.ts';
import { type LibraryEntry, parseLibrary } from './library/library.ts';

/** A digest of a service's disclosure that comes with Kotae. */
export interface BundledDisclosure extends Digest {
  readonly fileName: string;
  /** SHA-256 of the file, hexadecimal. */
  readonly contentHash: string;
}

const here = (path: string): URL => new URL(path, import.meta.url);
const read = (path: string): string => readFileSync(here(path), 'utf8');
const markdownIn = (folder: string): readonly string[] =>
  readdirSync(here(folder))
    .filter(name => name.endsWith('.md') && name !== 'README.md')
    .sort();

/** Reads at the first call, and returns the same value ever after. */
function once<T>(load: () => T): () => T {
  let kept: { readonly value: T } | null = null;
  return () => {
    kept ??= { value: load() };
    return kept.value;
  };
}

/** The controls of ISO/IEC 27002:2013, 27017 and 27002:2022. */
export const loadCatalogue: () => Catalogue = once(() => parseCatalogue(read('controls/catalogue.tsv')));

/** Every line of the question bank, file by file. Throws, naming file and line, where a file breaks the format. */
export const loadBank: () => readonly BankEntry[] = once(() =>
  markdownIn('controls/bank/').flatMap(name => parseBank(name, read(`controls/bank/${name}`))),
);

/** Synonyms and spelling variants of the field. */
export const loadThesaurus: () => Thesaurus = once(() =>
  parseThesaurus('thesaurus.txt', read('controls/thesaurus.txt')),
);

/** Where disclosures speak of what has no section of its own. */
export const loadRelated: () => RelatedSections = once(() => parseRelated('related.tsv', read('controls/related.tsv')));

/** What disclosures typically state, and how it is asked for. */
export const loadFacts: () => readonly Fact[] = once(() =>
  readdirSync(here('controls/facts/'))
    .filter(name => name.endsWith('.txt'))
    .sort()
    .flatMap(name => parseFacts(name, read(`controls/facts/${name}`))),
);

/** Questions answered from the bundled disclosures: a folder an author, JSON Lines. */
export const loadLibrary: () => readonly LibraryEntry[] = once(() =>
  readdirSync(here('library/'), { withFileTypes: true })
    .filter(entry => entry.isDirectory())
    .map(entry => entry.name)
    .sort()
    .flatMap(author =>
      readdirSync(here(`library/${author}/`))
        .filter(name => name.endsWith('.jsonl'))
        .sort()
        .flatMap(name => parseLibrary(`library/${author}/${name}`, author, read(`library/${author}/${name}`))),
    ),
);

/** The digests of services' disclosures that come with Kotae, one for each service. */
export const bundledDisclosures: () => readonly BundledDisclosure[] = once(() =>
  markdownIn('disclosures/').map(fileName => {
    const text = read(`disclosures/${fileName}`);
    const contentHash = createHash('sha256').update(text).digest('hex');
    return { ...parseDigest(text, fileName, loadCatalogue()), fileName, contentHash };
  }),
);
