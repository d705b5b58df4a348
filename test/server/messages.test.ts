import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { en } from '../../server/http/messages/en.ts';
import { ja } from '../../server/http/messages/ja.ts';

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const names = (text: string) => (text.match(/\{\w+\}/g) ?? []).sort();

/** The codes that the matcher may hold an answer back with: the union of guards.ts, and what answer-question.ts adds. */
function guardCodes(): readonly string[] {
  const union = /export type Guard =([^;]+);/.exec(read('matchers/verdict/guards.ts'))?.[1] ?? '';
  const added = read('matchers/answer/answer-question.ts').matchAll(/guards: ([^\n]+)/g);
  const quoted = [union, ...[...added].map(match => match[1] ?? '')].flatMap(text => [
    ...text.matchAll(/'([a-z-]+)'/g),
  ]);
  return [...new Set(quoted.map(match => match[1] ?? ''))];
}

describe('the catalogues of messages', () => {
  it('have words for every guard of the matcher, in both languages', () => {
    const codes = guardCodes();
    expect(codes).toEqual(
      expect.arrayContaining(['nothing-affirmed', 'asks-for-information', 'no-words', 'no-evidence', 'low-confidence']),
    );
    const told = (catalogue: object) => codes.filter(code => !(`guard.${code}` in catalogue));
    expect({ ja: told(ja), en: told(en) }).toEqual({ ja: [], en: [] });
  });

  it('say the same with the same values, and nothing is empty', () => {
    for (const key of Object.keys(ja) as (keyof typeof ja)[]) {
      expect([key, names(en[key])]).toEqual([key, names(ja[key])]);
      expect(en[key].trim() && ja[key].trim()).not.toBe('');
    }
  });

  it('speak English in English, and call the customer’s sheet by one name in Japanese', () => {
    const mixed = Object.entries(en).filter(([, text]) => /[\u3040-\u30ff\u4e00-\u9fff]/.test(text));
    // The language switch is written in both; the mark is what stands in the cells.
    expect(mixed.map(([key]) => key)).toEqual(['settings.language', 'export.draft-lead']);
    expect(Object.values(ja).filter(text => /調査票|質問票|質問表/.test(text))).toEqual([]);
  });
});
