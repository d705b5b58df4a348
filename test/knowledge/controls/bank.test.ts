import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseBank } from '../../../knowledge/controls/bank.ts';
import { loadBank, loadCatalogue } from '../../../knowledge/index.ts';
import { normalize } from '../../../knowledge/text/normalize.ts';

const devSet = new URL('../../../../shared/devset/questions.jsonl', import.meta.url);

describe('parseBank', () => {
  const head = '# 12 運用\n\n## 12.3.1 情報のバックアップ\n\n### 頻度\n';

  it('reads questions and statements with their control, aspect, language and place', () => {
    expect(parseBank('x.md', `${head}- 毎日取っていますか。\n- How often?\n+ 毎日取得します。\n`)).toMatchObject([
      {
        key: '12.3.1',
        title: '情報のバックアップ',
        aspect: '頻度',
        kind: 'question',
        lang: 'ja',
        file: 'x.md',
        line: 6,
      },
      { kind: 'question', lang: 'en', text: 'How often?' },
      { kind: 'statement', lang: 'ja', text: '毎日取得します。', line: 8 },
    ]);
  });

  it.each([
    ['a line of another form', `${head}1. 毎日ですか。`, 'x.md:6'],
    ['a line outside an aspect', '## 12.3.1 情報のバックアップ\n- 毎日ですか。', 'x.md:2'],
    ['an aspect without a control', '### 頻度', 'x.md:1'],
    ['a key that is neither number nor topic', '## backup 情報のバックアップ', 'x.md:1'],
  ])('names file and line of %s', (_what, text, place) => {
    expect(() => parseBank('x.md', text)).toThrow(place);
  });
});

describe('the question bank', () => {
  const bank = loadBank();
  const keys = [...new Set(bank.map(entry => entry.key))];
  const questions = (key: string, lang: 'ja' | 'en'): number =>
    bank.filter(e => e.key === key && e.kind === 'question' && e.lang === lang).length;

  it('has no line twice', () => {
    const seen = new Map<string, string>();
    const twice: string[] = [];
    for (const entry of bank) {
      const key = normalize(entry.text);
      const place = `${entry.file}:${entry.line}`;
      const other = seen.get(key);
      if (other !== undefined) twice.push(`${place} = ${other}`);
      seen.set(key, place);
    }
    expect(twice).toEqual([]);
  });

  it('asks for every control in twelve Japanese and six English ways at least', () => {
    const controls = loadCatalogue().controls.filter(c => c.standard === '27002:2013' || c.standard === '27017:2015');
    const thin = controls
      .map(c => `${c.number}: ${questions(c.number, 'ja')} ja, ${questions(c.number, 'en')} en`)
      .filter((_, at) => {
        const number = controls[at]?.number ?? '';
        return questions(number, 'ja') < 12 || questions(number, 'en') < 6;
      });
    expect(thin).toEqual([]);
  });

  it('asks for sixty topics beside the controls', () => {
    expect(keys.filter(key => key.startsWith('topic.')).length).toBeGreaterThanOrEqual(60);
  });

  it('names only controls that exist', () => {
    const { byNumber } = loadCatalogue();
    expect(keys.filter(key => !key.startsWith('topic.') && !byNumber.has(key))).toEqual([]);
  });

  it.skipIf(!existsSync(devSet))(
    'shares no 24 characters with the labelled questions (skipped where ../shared is absent)',
    () => {
      const fold = (text: string): string =>
        text
          .normalize('NFKC')
          .replace(/[\s　、。，．・,.\-()（）「」『』【】"'`*#|:：/／]+/g, '')
          .toLowerCase();
      const known = new Set<string>();
      for (const line of readFileSync(devSet, 'utf8').split('\n').filter(Boolean)) {
        const text = fold(JSON.parse(line).question);
        for (let at = 0; at + 24 <= text.length; at += 1) known.add(text.slice(at, at + 24));
      }
      expect(known.size).toBeGreaterThan(0);
      const leaks = bank.filter(entry => {
        const text = fold(entry.text);
        return Array.from({ length: Math.max(0, text.length - 23) }, (_, at) => text.slice(at, at + 24)).some(part =>
          known.has(part),
        );
      });
      expect(leaks.map(e => `${e.file}:${e.line}`)).toEqual([]);
    },
  );
});
