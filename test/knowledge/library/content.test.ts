import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { bundledDisclosures, type LibraryEntry, loadBank, loadLibrary } from '../../../knowledge/index.ts';
import { parseLibrary } from '../../../knowledge/library/library.ts';

const CHECK_SET = new URL('../../../bench/check-set/', import.meta.url);
const devSet = new URL('../../../../shared/devset/questions.jsonl', import.meta.url);

/** Letters and digits alone: what is left when punctuation, spaces and width are folded. */
const fold = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/[^\p{L}\p{N}]/gu, '')
    .toLowerCase();
const parts = (text: string): readonly string[] =>
  Array.from({ length: Math.max(0, text.length - 23) }, (_, at) => text.slice(at, at + 24));

const library = loadLibrary();
const checkSet = readdirSync(CHECK_SET)
  .filter(name => name.endsWith('.jsonl'))
  .flatMap(name => parseLibrary(name, 'check-set', readFileSync(new URL(name, CHECK_SET), 'utf8')));
const twice = (keys: readonly string[]): readonly string[] => {
  const seen = new Set<string>();
  return keys.filter(key => seen.size === seen.add(key).size);
};
const passages = new Map(
  bundledDisclosures().map(({ service, disclosure }) => [
    service.id,
    new Map(disclosure.passages.map(p => [p.section, p.text])),
  ]),
);

describe.each([
  ['the library', library],
  ['the check set', checkSet],
] as const)('%s', (_, entries: readonly LibraryEntry[]) => {
  it('gives every question an id of its own, and asks each once', () => {
    expect(entries.length).toBeGreaterThanOrEqual(200);
    expect(twice(entries.map(e => e.id))).toEqual([]);
    expect(twice(entries.map(e => fold(e.question)))).toEqual([]);
  });

  it('answers every question for every bundled service', () => {
    const wrong = entries.filter(
      ({ answers }) => answers.size !== passages.size || [...answers.keys()].some(service => !passages.has(service)),
    );
    expect(wrong.map(e => e.id)).toEqual([]);
  });

  it("cites sections of that service's digest alone", () => {
    const wrong = entries.flatMap(({ id, answers }) =>
      [...answers].flatMap(([service, { sections }]) =>
        sections.filter(section => !passages.get(service)?.has(section)).map(section => `${id} ${service} ${section}`),
      ),
    );
    expect(wrong).toEqual([]);
  });

  it('calls nothing settled that it leaves unknown', () => {
    const wrong = entries.filter(({ answers }) =>
      [...answers.values()].some(a => a.answerable === 'full' && a.verdicts[0] === 'unknown'),
    );
    expect(wrong.map(e => e.id)).toEqual([]);
  });

  it('has no line of the bank, else finding it would prove nothing', () => {
    const bank = new Set(loadBank().map(entry => fold(entry.text)));
    expect(entries.filter(e => bank.has(fold(e.question))).map(e => e.id)).toEqual([]);
  });

  it.skipIf(!existsSync(devSet))(
    'shares no 24 characters with the labelled set (skipped where ../shared is absent)',
    () => {
      const lines = readFileSync(devSet, 'utf8').split('\n').filter(Boolean);
      const known = new Set(lines.flatMap(line => parts(fold(JSON.parse(line).question))));
      expect(known.size).toBeGreaterThan(0);
      expect(entries.filter(e => parts(fold(e.question)).some(part => known.has(part))).map(e => e.id)).toEqual([]);
    },
  );
});

describe('the check set', () => {
  it('quotes exact words of the sections that it cites', () => {
    expect(checkSet.flatMap(e => [...e.quotes]).length).toBeGreaterThan(400);
    const wrong = checkSet.flatMap(({ id, quotes, answers }) =>
      [...quotes].flatMap(([service, quote]) => {
        const texts = answers.get(service)?.sections.map(section => passages.get(service)?.get(section) ?? '') ?? [];
        return texts.some(text => text.includes(quote)) ? [] : [`${id} ${service}`];
      }),
    );
    expect(wrong).toEqual([]);
  });

  it('asks nothing that the library asks', () => {
    const asked = new Set(library.map(e => fold(e.question)));
    expect(checkSet.filter(e => asked.has(fold(e.question))).map(e => e.id)).toEqual([]);
  });
});
