import { describe, expect, it } from 'vitest';
import { matchHeader, roleScore } from '../../../workbooks/layout/header-words.ts';
import type { HeaderRole } from '../../../workbooks/layout/vocabulary.ts';

const best = (label: string): HeaderRole | null =>
  [...matchHeader(label, true).roles].toSorted((a, b) => b[1] - a[1])[0]?.[0] ?? null;

describe('header words', () => {
  it('are known in Japanese and English, whatever their width, spaces and politeness', () => {
    expect(best('回　答')).toBe('verdict');
    expect(best('ご回答')).toBe('verdict');
    expect(best('ｺﾒﾝﾄ')).toBe('comment');
    expect(best('№')).toBe('number');
    expect(best('Vendor Response')).toBe('verdict');
    expect(best('質問\nQuestion')).toBe('question');
  });

  it('say their role at the end of a compound', () => {
    expect(best('情報セキュリティ対策の実施状況')).toBe('verdict');
    expect(best('クラウドサービス確認項目')).toBe('question');
    expect(best('対策の具体的内容')).toBe('comment');
  });

  it('are known with a slip of the pen', () => {
    expect(best('Responce')).toBe('verdict');
    expect(best('Commnets')).toBe('comment');
    expect(best('セキュリテイ要件')).toBe('question');
  });

  it('tell whose column it is', () => {
    expect(matchHeader('判定（弊社記入）').assessor).toBe(true);
    expect(matchHeader('貴社ご回答').vendor).toBe(true);
    expect(matchHeader('前回のご回答').previous).toBe(true);
    expect(matchHeader('当社要求事項').assessor).toBe(false);
  });

  it('do not take the people and days around an answer for the answer', () => {
    expect(roleScore(matchHeader('回答者'), 'verdict')).toBeLessThan(0.5);
    expect(roleScore(matchHeader('回答日'), 'verdict')).toBeLessThan(0.5);
    expect(best('回答者')).toBe('person');
  });

  it('are short: a sentence is none', () => {
    expect(
      matchHeader(
        '以下の質問について、貴社における対応状況と今後の予定をできる限り具体的に、かつ漏れなくご記入くださいますようお願い申し上げます',
      ).roles.size,
    ).toBe(0);
  });
});
