import { describe, expect, it } from 'vitest';
import { detectLayout } from '../../../workbooks/layout/index.ts';
import { sheetOf, type Value, workbookOf } from './grid-builder.ts';
import { layoutOf } from './placed.ts';
import { ASKED_JA } from './questions.ts';

const asks = (name: string, extras = {}) =>
  sheetOf(name, [['No', '設問', '回答', '備考'], ...ASKED_JA.map((text, at): Value[] => [at + 1, text])], extras);
const role = (...args: Parameters<typeof sheetOf>) => layoutOf(sheetOf(...args)).role;

describe('a sheet that does not ask', () => {
  it('is a cover with fields to fill in', () => {
    expect(
      role('表紙', [['セキュリティチェックシート'], [], ['会社名', null], ['ご担当者名', null], ['記入日', null]]),
    ).toBe('other');
    expect(
      role('Sheet1', [['項目', '記入欄'], ['会社名'], ['所在地'], ['担当者名'], ['電話番号'], ['メールアドレス']]),
    ).toBe('other');
  });

  it('is one of instructions, even if they ask', () => {
    const lines = [
      ['記入にあたって'],
      ['1', '全ての設問に回答しましたか。'],
      ['2', '根拠資料を添付しましたか。'],
      ['3', '期日までに返送いただけますか。'],
      ['4', '「備考」欄に理由を記入してください。'],
    ];
    expect(role('記入要領', lines)).toBe('other');
    expect(
      role('Instructions', [
        ['1. Have you answered every question?'],
        ['2. Did you attach evidence?'],
        ['3. Who should be contacted?'],
      ]),
    ).toBe('other');
  });

  it('is one with an example of how to answer', () => {
    const example = sheetOf('記入例', [
      ['No', '設問', '回答', '備考'],
      [1, ASKED_JA[0] ?? '', '○', '年1回'],
      [2, ASKED_JA[1] ?? '', '×', null],
    ]);
    expect(detectLayout(workbookOf(example, asks('回答シート'))).sheets.map(sheet => sheet.role)).toEqual([
      'other',
      'questions',
    ]);
    const below = sheetOf('ご説明', [
      ['＜記入例＞'],
      ['No', '設問', '回答', '備考'],
      [1, ASKED_JA[0] ?? '', null, null],
      [2, ASKED_JA[1] ?? '', null, null],
    ]);
    expect(layoutOf(below, asks('回答シート')).role).toBe('other');
  });

  it('is a log of changes', () => {
    expect(
      role('改訂履歴', [
        ['版', '改訂日', '改訂内容', '備考'],
        ['1.0', '2023/4/1', '初版', null],
        ['1.1', '2024/4/1', '設問を追加すること', null],
      ]),
    ).toBe('other');
    expect(
      role('Sheet2', [
        ['Version', 'Date', 'Change', 'Author', 'Comment'],
        ['1.0', '2023', 'Is this the first draft?', 'A', null],
      ]),
    ).toBe('other');
  });

  it('is one that adds up', () => {
    expect(
      role('集計', [
        ['区分', '○', '△', '×', '得点'],
        ['組織', '=3', '=1', '=0', '=7'],
        ['技術', '=5', '=0', '=2', '=10'],
      ]),
    ).toBe('other');
  });

  it('is a list of choices or a table of terms', () => {
    expect(role('リスト', [['○'], ['△'], ['×']])).toBe('other');
    expect(
      role('マスタ', [
        ['対応区分', '説明'],
        ['対応済', '全て対応している'],
        ['未対応', '対応していない'],
      ]),
    ).toBe('other');
    expect(
      role('用語集', [
        ['用語', '説明', '備考'],
        ['MFA', '多要素認証のこと', null],
        ['SSO', '一度の認証で使えること', null],
      ]),
    ).toBe('other');
  });

  it('is a specification of tests or a record of reviews', () => {
    expect(
      role('試験', [
        ['No', '確認項目', '操作手順', '期待結果', '実施結果', '備考'],
        [1, 'ログインできること。', '押す', '表示されること。', null, null],
        [2, '検索できること。', '押す', '表示されること。', null, null],
        [3, '削除できること。', '押す', '消えること。', null, null],
      ]),
    ).toBe('other');
    expect(
      role('レビュー', [
        ['No', '指摘内容', '指摘分類', '対応内容', '完了日', '備考'],
        [1, '記載が誤っていないか。', '誤記', null, null, null],
        [2, '説明が不足していないか。', '不足', null, null, null],
        [3, '表記を統一すること。', '誤記', null, null, null],
      ]),
    ).toBe('other');
  });

  it('is a table whose answers are all given', () => {
    expect(role('よくある質問', [['質問', '回答'], ...ASKED_JA.map(text => [text, '対応しております。'])])).toBe(
      'other',
    );
  });

  it('is a hidden one, which is said', () => {
    const layout = detectLayout(workbookOf(asks('旧版', { visible: false }), asks('現行')));
    expect(layout.sheets.map(sheet => sheet.role)).toEqual(['other', 'questions']);
    expect(layout.messages.map(message => message.code)).toContain('hidden-sheet');
  });

  it('is an empty one', () => {
    expect(layoutOf(sheetOf('Sheet3', []))).toMatchObject({ role: 'other', questions: [], tables: [] });
  });
});

describe('a sheet that asks', () => {
  it('may be named like one that does not when it is the only one', () => {
    expect(layoutOf(asks('説明')).questions).toHaveLength(ASKED_JA.length);
  });

  it('tells in Japanese why it was taken and how sure that is', () => {
    const { reason, confidence } = layoutOf(asks('質問票'));
    expect(reason).toContain('「設問」（B列）が質問');
    expect(confidence).toBeGreaterThan(0.8);
  });

  it('is doubted where little speaks for it', () => {
    const sheet = sheetOf(
      'Sheet1',
      ASKED_JA.map(text => [text]),
    );
    expect(layoutOf(sheet).confidence).toBeLessThan(0.7);
  });

  it('without cells to answer in is pointed out', () => {
    const lines = ASKED_JA.filter(text => /か/.test(text)).map(text => [text, '済']);
    const layout = detectLayout(workbookOf(sheetOf('Sheet1', lines)));
    expect(layout.sheets[0]?.role).toBe('other');
    expect(layout.messages.map(message => message.code)).toContain('questions-without-answer-cells');
  });
});
