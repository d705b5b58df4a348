import { describe, expect, it } from 'vitest';
import type { Answer, Citation } from '../../../matchers/model.ts';
import { answerText, langOf, referenceText, standardOf } from '../../../server/services/answer-text.ts';

const citation = (section: string, quote: string): Citation => ({
  section,
  control: section.startsWith('sec.') ? null : section,
  title: '情報のバックアップ',
  quote,
  disclosure: { title: '安全性のご案内', version: '1.0版', effective: '2025-04-01' },
  score: 0.9,
});
const answered: Answer = {
  id: 'q',
  service: 'own',
  status: 'answered',
  verdict: 'yes',
  confidence: 0.97,
  evidence: 0.99,
  citations: [citation('12.3.1', '毎日取得します。'), citation('sec.scope', '範囲は次のとおりです。')],
  quoted: 1,
  uncovered: [],
  controls: [],
  explanation: { terms: [], guards: [], againstYes: [], precedents: [] },
};

describe('answerText', () => {
  it('is the quote and then the evidence: standard, number, title, document, version, date', () => {
    expect(answerText(answered, 'ja')).toBe(
      '毎日取得します。\n【根拠】ISO/IEC 27017:2015 12.3.1 情報のバックアップ（『安全性のご案内』1.0版、2025-04-01）',
    );
  });

  it('is empty for a blank, so that nothing reaches the cell', () => {
    expect(answerText({ ...answered, status: 'no-evidence', quoted: 0 }, 'ja')).toBe('');
    expect(answerText({ ...answered, status: 'no-evidence', quoted: 0, citations: [] }, 'en')).toBe('');
    expect(referenceText({ ...answered, status: 'no-evidence', quoted: 0 })).toBe('');
  });

  it('begins with a flag when it needs review, in the language of the sheet', () => {
    expect(answerText({ ...answered, status: 'review' }, 'ja')).toMatch(/^【要確認】毎日/);
    expect(answerText({ ...answered, status: 'review' }, 'en')).toMatch(/^【To review】毎日/);
    expect(answerText(answered, 'ja')).not.toContain('【要確認】');
  });

  it('names no control for a section that stands under none', () => {
    const text = answerText({ ...answered, citations: [citation('sec.scope', '範囲です。')] }, 'ja');
    expect(text).not.toMatch(/ISO|sec\.|null/);
  });

  it('says what the disclosure does not state, in words of the question', () => {
    const text = answerText({ ...answered, uncovered: ['役員の報酬を公開していますか。'] }, 'ja');
    expect(text).toContain('「役員の報酬を公開していますか。」');
  });

  it('quotes only what the answer rests on, not the other candidates', () => {
    expect(answerText(answered, 'ja')).not.toContain('範囲は次のとおりです。');
    expect(answerText({ ...answered, quoted: 2 }, 'ja')).toContain('範囲は次のとおりです。');
  });

  it('joins a quote that a line break cuts, and leaves marks of HTML as they are', () => {
    const cut = { ...answered, citations: [citation('12.3.1', '毎日\n取得します <A & B>。')] };
    expect(answerText(cut, 'ja')).toMatch(/^毎日取得します <A & B>。/);
  });

  it('leaves out version and date where the document names none', () => {
    const bare = {
      ...citation('12.3.1', '毎日取得します。'),
      disclosure: { title: '案内', version: null, effective: null },
    };
    expect(answerText({ ...answered, citations: [bare] }, 'ja')).toMatch(/（『案内』）$/);
  });
});

describe('referenceText', () => {
  it('is one line a citation', () => {
    expect(referenceText({ ...answered, quoted: 2 })).toBe(
      'ISO/IEC 27017:2015 12.3.1 情報のバックアップ 『安全性のご案内』 1.0版\n情報のバックアップ 『安全性のご案内』 1.0版',
    );
  });
});

describe('standardOf and langOf', () => {
  it('name the standard that a number belongs to', () => {
    expect(standardOf('12.3.1')).toBe('ISO/IEC 27017:2015');
    expect(standardOf('CLD.8.1.5')).toBe('ISO/IEC 27017:2015');
    expect(standardOf('8.13')).toBe('ISO/IEC 27002:2022');
    expect(standardOf(null)).toBeNull();
    expect(standardOf('99.9.9')).toBeNull();
  });

  it('tell Japanese by any kana or kanji', () => {
    expect(langOf('Is TLS 必須?')).toBe('ja');
    expect(langOf('Is TLS required?')).toBe('en');
  });
});
