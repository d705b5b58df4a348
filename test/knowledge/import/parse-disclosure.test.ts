import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InputError } from '../../../knowledge/errors.ts';
import { parseDisclosure } from '../../../knowledge/import/parse-disclosure.ts';
import { loadCatalogue } from '../../../knowledge/index.ts';
import type { Passage } from '../../../knowledge/model.ts';

const catalogue = loadCatalogue();
const dense = (text: string): string => text.replace(/\s+/g, '');
const fixtures = new URL('fixtures/', import.meta.url);
const render = (passages: readonly Passage[]): string =>
  passages.map(p => `## ${p.control === null ? '' : `${p.section} `}${p.title}\n\n${p.text}\n`).join('\n');

describe('parseDisclosure', () => {
  it.each(readdirSync(fixtures))('reads what it read of %s the same a second time', name => {
    const once = parseDisclosure(readFileSync(new URL(name, fixtures), 'utf8'), name, catalogue).disclosure.passages;
    const again = parseDisclosure(`# 題名\n\n${render(once)}`, 'again.md', catalogue).disclosure.passages;
    expect(again.map(p => [p.section, p.title, p.text])).toEqual(once.map(p => [p.section, p.title, p.text]));
  });

  it('never fails but with an InputError, and gives only words that stand in the document, in their order', () => {
    const line = fc.constantFrom(
      ...[
        '## 12.3.1 情報のバックアップ',
        '12.4.1 イベントログ取得',
        'CLD.8.1.5',
        '【9.2.1】利用者登録',
        '# 目次',
        '12.3.1 情報のバックアップ\t5',
      ],
      ...[
        'ISO/IEC 27017 項番：9.4.1',
        '責任分界点について',
        '| 10.1.1 | 暗号 | 保存時に暗号化します。 |',
        '| 項番 | 管理策 | 対応 |',
        '- ・操作ログ',
        '3',
      ],
      ...[
        '当社は毎日取得しています。',
        'お客様にて管理をお願いし',
        'ます。',
        '',
        '',
        '\f',
        '図1 構成',
        '以上',
        '---',
        '**太字**',
        '第1章 概要',
        '5.1 方針',
      ],
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 40 }), lines => {
        const text = lines.join('\n');
        try {
          const { disclosure } = parseDisclosure(text, 'a.md', catalogue);
          expect(disclosure.passages.length).toBeGreaterThan(0);
          for (const passage of disclosure.passages) {
            expect(passage.text).not.toBe('');
            for (const part of passage.text.split('\n')) expect(dense(text)).toContain(dense(part));
          }
        } catch (error) {
          if (!(error instanceof InputError)) throw error;
        }
      }),
      { numRuns: 500 },
    );
  });

  it('reads ten thousand lines in no more than seconds', () => {
    const sections = catalogue.controls
      .filter(control => control.standard === '27002:2013')
      .map(
        control => `${control.number} ${control.ja}\n\n${'当社は、この管理策のとおりに行っています。\n\n'.repeat(44)}`,
      );
    const contents = catalogue.controls.map(control => `${control.number} ${control.ja}.....12`).join('\n');
    const text = `題名\n\n目次\n\n${contents}\n\n${sections.join('\n')}`;
    expect(text.split('\n').length).toBeGreaterThan(10_000);
    const started = performance.now();
    expect(parseDisclosure(text, 'long.txt', catalogue).disclosure.passages).toHaveLength(114);
    expect(performance.now() - started).toBeLessThan(4000);
  });
});
