import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { bundledDisclosures, loadBank } from '../../knowledge/index.ts';

const FOLDER = new URL('../../knowledge/training/', import.meta.url);
const devSet = new URL('../../../shared/devset/questions.jsonl', import.meta.url);

interface Line {
  readonly place: string;
  readonly value: Readonly<Record<string, unknown>>;
}

/** The lines of every file that starts so, with their places. */
function linesOf(folder: string, start: string): readonly Line[] {
  const url = new URL(folder, FOLDER);
  return readdirSync(url)
    .filter(name => name.startsWith(start) && name.endsWith('.jsonl'))
    .sort()
    .flatMap(name =>
      readFileSync(new URL(name, url), 'utf8')
        .split('\n')
        .map((line, at) => [`${folder}${name}:${at + 1}`, line] as const)
        .filter(([, line]) => line.trim() !== '')
        .map(([place, line]) => ({ place, value: JSON.parse(line) })),
    );
}

/** Letters and digits alone: what is left when punctuation, spaces and width are folded. */
const fold = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/[^\p{L}\p{N}]/gu, '')
    .toLowerCase();
const parts = (text: string): readonly string[] =>
  Array.from({ length: Math.max(0, text.length - 23) }, (_, at) => text.slice(at, at + 24));

const questions = [...linesOf('./', 'questions-'), ...linesOf('calibration/', 'questions-')];
const labels = [...linesOf('./', 'labels-'), ...linesOf('calibration/', 'labels-')];

describe('the training questions', () => {
  it('have an id, a question and a language each, and no id stands twice', () => {
    expect(questions.length).toBeGreaterThan(200);
    const wrong = questions.filter(
      ({ value: { id, question, lang } }) =>
        typeof id !== 'string' || typeof question !== 'string' || !question.trim() || (lang !== 'ja' && lang !== 'en'),
    );
    expect(wrong.map(q => q.place)).toEqual([]);
    const ids = questions.map(q => q.value.id);
    expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([]);
  });

  it('ask each question once, else it would be learned from and measured by at a time', () => {
    const texts = questions.map(q => fold(String(q.value.question)));
    expect(questions.filter((_, at) => texts.indexOf(texts[at] ?? '') !== at).map(q => q.place)).toEqual([]);
  });

  it('are no lines of the bank, else finding them would prove nothing', () => {
    const bank = new Set(loadBank().map(entry => fold(entry.text)));
    expect(questions.filter(q => bank.has(fold(String(q.value.question)))).map(q => q.place)).toEqual([]);
  });

  it.skipIf(!existsSync(devSet))(
    'share no 24 characters with the labelled set (skipped where ../shared is absent)',
    () => {
      const lines = readFileSync(devSet, 'utf8').split('\n').filter(Boolean);
      const known = new Set(lines.flatMap(line => parts(fold(JSON.parse(line).question))));
      expect(known.size).toBeGreaterThan(0);
      const leaks = questions.filter(q => parts(fold(String(q.value.question))).some(part => known.has(part)));
      expect(leaks.map(q => q.place)).toEqual([]);
    },
  );
});

describe('the training labels', () => {
  const sections = new Map(
    bundledDisclosures().map(({ service, disclosure }) => [
      service.id,
      new Set(disclosure.passages.map(p => p.section)),
    ]),
  );
  const ids = new Set(questions.map(q => q.value.id));

  it('name a question and a service that exist, each pair once', () => {
    const wrong = labels.filter(({ value }) => !ids.has(value.id) || !sections.has(String(value.service)));
    expect(wrong.map(l => l.place)).toEqual([]);
    const pairs = labels.map(({ value }) => `${value.service} ${value.id}`);
    expect(pairs.filter((pair, at) => pairs.indexOf(pair) !== at)).toEqual([]);
  });

  it('label a question for every service or for none yet', () => {
    const count = new Map<unknown, number>();
    for (const { value } of labels) count.set(value.id, (count.get(value.id) ?? 0) + 1);
    expect([...count].filter(([, n]) => n !== sections.size)).toEqual([]);
  });

  it("name sections of that service's digest alone", () => {
    const wrong = labels.filter(({ value }) =>
      (value.sections as unknown[]).some(s => !sections.get(String(value.service))?.has(String(s))),
    );
    expect(wrong.map(l => l.place)).toEqual([]);
  });

  it('are of the known answers and verdicts, and agree with themselves', () => {
    const wrong = labels.filter(({ value }) => {
      const {
        answerable,
        verdicts,
        sections: cited,
      } = value as {
        answerable: string;
        verdicts: string[];
        sections: string[];
      };
      if (!['full', 'partial', 'none', 'weak'].includes(answerable)) return true;
      if (verdicts.length === 0 || new Set(verdicts).size !== verdicts.length) return true;
      if (verdicts.some(v => !['yes', 'partial', 'no', 'customer', 'info', 'unknown'].includes(v))) return true;
      // What has nothing to cite settles nothing; what is to be cited must stand somewhere.
      if (answerable === 'none') return cited.length > 0 || verdicts.some(v => v !== 'unknown');
      return (answerable === 'full' || answerable === 'partial') && cited.length === 0;
    });
    expect(wrong.map(l => `${l.place} ${JSON.stringify(l.value)}`)).toEqual([]);
  });
});
