import { describe, expect, it } from 'vitest';
import { asks, questionLikeness } from '../../../workbooks/layout/question-text.ts';
import {
  headingTitle,
  isClosing,
  isExample,
  isHeading,
  isNote,
  isTotal,
  numberShape,
  splitNumber,
} from '../../../workbooks/layout/row-words.ts';
import { ASKED_EN, ASKED_JA } from './questions.ts';

describe('likeness to a question', () => {
  it('is high for questions, requirements and requests', () => {
    for (const text of [
      '訓練を行っていますか。',
      '訓練を行っているか？',
      '訓練を年1回行うこと',
      '訓練の内容を記入してください。',
      'Is it tested?',
      'The plan must be tested.',
      'Describe the plan.',
    ]) {
      expect(asks(text), text).toBe(true);
    }
  });

  it('sees through notes and references behind the sentence', () => {
    expect(asks('方針を定めていること。（A.5.1、2022年版 5.1）')).toBe(true);
    expect(asks('暗号化していますか。※通信・保存とも')).toBe(true);
  });

  it('is lower for topics and lowest for what is no text', () => {
    expect(questionLikeness('バックアップの頻度')).toBeLessThan(asks('x') ? 0 : 0.75);
    expect(questionLikeness('暗号化')).toBeLessThan(0.4);
    for (const text of [
      '',
      '○',
      '12',
      '1-2',
      'https://example.com/a',
      '349f0364-d28d-442e-abbb-c868255abc91',
      'SYS-001',
    ]) {
      expect(questionLikeness(text), text).toBe(0);
    }
  });

  it('never fails, whatever the text', () => {
    for (const text of [...ASKED_JA, ...ASKED_EN, '（）', '((((', '。。。', '\u0000', 'か', '？']) {
      const likeness = questionLikeness(text);
      expect(likeness).toBeGreaterThanOrEqual(0);
      expect(likeness).toBeLessThanOrEqual(1);
    }
  });
});

describe('words of rows', () => {
  it('tell examples, sums, notes, thanks and headings from questions', () => {
    expect(['例', '記入例', '（記入例）入館証を配っているか。', '例1', 'Example', '(Sample)'].every(isExample)).toBe(
      true,
    );
    expect(['例外を認める手順はあるか。', '例えば暗号化しているか。', 'Examples of incidents'].some(isExample)).toBe(
      false,
    );
    expect(['小計', '合計（○の数）', '合　計', 'Total'].every(isTotal)).toBe(true);
    expect(['計画を定めているか。', '合計何名が従事するか。', 'Total cost of ownership is known.'].some(isTotal)).toBe(
      false,
    );
    expect(['以上', '以下余白', 'ご協力ありがとうございました。', 'End of questionnaire'].every(isClosing)).toBe(true);
    expect(isNote('※任意')).toBe(true);
    expect(isNote('注意喚起の方法')).toBe(false);
    expect(['【運用】', '■１．組織', '第2章 技術', 'Ⅲ．契約', '３．運用について'].every(isHeading)).toBe(true);
    expect(['3. 訓練を行っていますか', '【A.5.1】方針を定めていること。', '運用'].some(isHeading)).toBe(false);
  });

  it('strip a heading to its title', () => {
    expect(headingTitle('■１．物理的対策')).toBe('物理的対策');
    expect(headingTitle('【運用・保守】')).toBe('運用・保守');
    expect(headingTitle('３．契約について')).toBe('契約');
    expect(headingTitle('第２章　技術的対策')).toBe('技術的対策');
  });

  it('see the shape of numbers', () => {
    expect(numberShape('1-(2)-③')).toBe(numberShape('2-(1)-①'));
    expect(numberShape('２０－１')).toBe('9-9');
    expect(numberShape('V1')).not.toBe(numberShape('1.1'));
    expect(numberShape('暗号化')).toBeNull();
  });

  it('part a number from the question behind it', () => {
    expect(splitNumber('12．暗号化していますか')).toEqual({ number: '12', text: '暗号化していますか' });
    expect(splitNumber('問3 暗号化していますか')).toEqual({ number: '問3', text: '暗号化していますか' });
    expect(splitNumber('(1) 暗号化していますか')).toEqual({ number: '(1)', text: '暗号化していますか' });
    expect(splitNumber('24時間対応ですか')).toBeNull();
    expect(splitNumber('2段階認証はありますか')).toBeNull();
  });
});
