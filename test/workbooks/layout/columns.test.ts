import { describe, expect, it } from 'vitest';
import { sheetOf, type Value } from './grid-builder.ts';
import { layoutOf, placed, rows } from './placed.ts';
import { ASKED_EN, ASKED_JA } from './questions.ts';

const lines = (texts: readonly string[], line: (text: string, at: number) => readonly Value[]) => texts.map(line);

describe('which columns are answered in', () => {
  it('leaves the columns of the one who asked alone', () => {
    const sheet = sheetOf(
      'Sheet1',
      [
        ['No', '要求事項', '回答', 'コメント', '評価', '評価者コメント', '総合判定'],
        ...lines(ASKED_JA, (text, at) => [at + 1, text]),
      ],
      { lists: { 'C2:C17': ['適合', '不適合'], 'E2:E17': ['A', 'B', 'C'] } },
    );
    expect(placed(sheet)).toEqual(rows(2, 17, 'B# > C# D# -'));
  });

  it('leaves importance, dates, owners, clauses and scores alone', () => {
    const sheet = sheetOf(
      'Sheet1',
      [
        ['No', '重要度', '管理策', '関連規格', '実施状況', '実施時期', '担当部署', '実施内容', '配点', '得点'],
        ...lines(ASKED_JA, (text, at) => [
          at + 1,
          at % 2 ? '高' : '中',
          text,
          'A.8.1',
          null,
          null,
          null,
          null,
          5,
          '=0',
        ]),
      ],
      { lists: { 'E2:E17': ['実施', '一部実施', '未実施'] } },
    );
    expect(placed(sheet)).toEqual(rows(2, 17, 'C# > E# H# -'));
  });

  it('chooses this year’s answer beside last year’s', () => {
    const sheet = sheetOf(
      'Sheet1',
      [
        ['No', '確認事項', '前回回答', '前回コメント', '今回回答', '今回コメント'],
        ...lines(ASKED_JA.slice(0, 8), (text, at) => [at + 1, text, at % 2 ? '○' : '×', '昨年と同じ']),
      ],
      { lists: { 'C2:C9': ['○', '×'], 'E2:E9': ['○', '×'] } },
    );
    expect(placed(sheet)).toEqual(rows(2, 9, 'B# > E# F# -'));
  });

  it('chooses the vendor’s own assessment beside the customer’s', () => {
    const sheet = sheetOf(
      'Sheet1',
      [
        ['No', '評価項目', '当社評価', '貴社自己評価', '補足'],
        ...lines(ASKED_JA.slice(0, 8), (text, at) => [at + 1, text]),
      ],
      { lists: { 'C2:D9': ['○', '△', '×'] } },
    );
    expect(placed(sheet)).toEqual(rows(2, 9, 'B# > D# E# -'));
  });

  it('takes a wide answer column without a list for free text', () => {
    const sheet = sheetOf('Sheet1', [['No', '質問事項', '回答'], ...lines(ASKED_JA, (text, at) => [at + 1, text])], {
      widths: { C: 60 },
    });
    expect(placed(sheet)).toEqual(rows(2, 17, 'B# > - C# -'));
  });

  it('takes a narrow answer column beside remarks for a word even without a list', () => {
    const sheet = sheetOf(
      'Sheet1',
      [['No', '質問事項', '回答', '備考'], ...lines(ASKED_JA, (text, at) => [at + 1, text])],
      { widths: { C: 8, D: 50 } },
    );
    expect(placed(sheet)).toEqual(rows(2, 17, 'B# > C# D# -'));
  });

  it('does not write where the customer has put remarks of his own', () => {
    const sheet = sheetOf(
      'Sheet1',
      [
        ['No', '確認内容', '備考', '回答', '補足'],
        ...lines(ASKED_JA, (text, at) => [at + 1, text, '社内規程第3条に基づく']),
      ],
      { lists: { 'D2:D17': ['○', '×'] } },
    );
    expect(placed(sheet)).toEqual(rows(2, 17, 'B# > D# E# -'));
  });

  it('never takes a hidden column', () => {
    const sheet = sheetOf(
      'Sheet1',
      [['No', '確認内容', '回答', '旧回答欄', '備考'], ...lines(ASKED_JA, (text, at) => [at + 1, text])],
      { hiddenColumns: ['D'], lists: { 'C2:D17': ['○', '×'] } },
    );
    expect(placed(sheet)).toEqual(rows(2, 17, 'B# > C# E# -'));
  });

  it('prefers the cells that a protected sheet opens', () => {
    const sheet = sheetOf(
      'Sheet1',
      [
        ['No', '確認内容', '判定', '対応状況', 'コメント', 'コメント（確認者）'],
        ...lines(ASKED_JA, (text, at) => [at + 1, text]),
      ],
      { unlocked: ['D2:E17'] },
    );
    expect(placed(sheet)).toEqual(rows(2, 17, 'B# > D# E# -'));
  });

  it('joins an item’s name and its description, and names the cell that asks', () => {
    const sheet = sheetOf(
      'Sheet1',
      [
        ['No', 'チェック項目', '説明', '回答', '備考'],
        ...lines(ASKED_JA.slice(0, 6), (text, at) => [
          at + 1,
          ['教育', '認証', '暗号', '連絡', '複製', '退職'][at] ?? '',
          text,
        ]),
      ],
      { lists: { 'D2:D7': ['はい', 'いいえ'] } },
    );
    const { questions, tables } = layoutOf(sheet);
    expect(tables[0]?.columns.question).toEqual(['B', 'C']);
    expect(questions[0]?.text).toBe(`教育\n${ASKED_JA[0]}`);
  });

  it('reads two languages side by side as one question', () => {
    const sheet = sheetOf(
      'Sheet1',
      [
        ['No', '質問 / Question (JP)', 'Question (EN)', '回答 / Answer', '備考 / Remarks'],
        ...lines(ASKED_JA.slice(0, 6), (text, at) => [at + 1, text, ASKED_EN[at] ?? '']),
      ],
      { lists: { 'D2:D7': ['はい / Yes', 'いいえ / No'] } },
    );
    expect(placed(sheet).map(line => line.slice(3))).toEqual(rows(2, 7, '> D# E# -').map(line => line));
    expect(layoutOf(sheet).questions[0]?.optionMeanings).toEqual({ yes: 'はい / Yes', no: 'いいえ / No' });
  });

  it('reads two languages within one cell', () => {
    const sheet = sheetOf(
      'Sheet1',
      [
        ['No.', '質問事項\nQuestions', '回答\nAnswer', 'コメント\nComment'],
        ...lines(ASKED_JA.slice(0, 6), (text, at) => [at + 1, `${text}\n${ASKED_EN[at]}`]),
      ],
      { widths: { C: 10, D: 40 } },
    );
    expect(placed(sheet)).toEqual(rows(2, 7, 'B# > C# D# -'));
  });

  it('keeps a column of references that the customer filled apart from the one for evidence', () => {
    const sheet = sheetOf(
      'Sheet1',
      [
        ['ID', 'Requirement', 'Reference', 'Compliance', 'Comments', 'Evidence'],
        ...lines(ASKED_EN, (text, at) => [`R${at + 1}`, text, 'ISO 27001 A.5']),
      ],
      { lists: { 'D2:D11': ['Compliant', 'Partially compliant', 'Non-compliant'] } },
    );
    expect(placed(sheet)).toEqual(rows(2, 11, 'B# > D# E# F#'));
  });

  it('says that other columns could be answered in too', () => {
    const sheet = sheetOf(
      'Sheet1',
      [['No', '確認事項', '選択レベル', '選択レベル', '備考'], ...lines(ASKED_JA, (text, at) => [at + 1, text])],
      { lists: { 'C2:D17': ['0', '1', '2'] } },
    );
    expect(placed(sheet)[0]).toBe('B2 > C2 E2 -');
  });
});

describe('columns to be marked', () => {
  const ask = (header: readonly Value[], extras = {}) =>
    sheetOf('Sheet1', [header, ...lines(ASKED_JA, (text, at) => [at + 1, text])], extras);

  it('are one per choice', () => {
    expect(placed(ask(['No', '質問', 'はい', 'いいえ', '該当なし', '備考']))).toEqual(
      rows(2, 17, 'B# > yes:C#,no:D#,na:E# F# -'),
    );
    expect(placed(ask(['No', '質問', '○', '△', '×', '備考']))).toEqual(
      rows(2, 17, 'B# > yes:C#,partial:D#,no:E# F# -'),
    );
    expect(placed(ask(['No', 'Question', 'Yes', 'No', 'N/A', 'Comments']))).toEqual(
      rows(2, 17, 'B# > yes:C#,no:D#,na:E# F# -'),
    );
    expect(placed(ask(['No', '質問', '実施済', '一部実施', '未実施', '対象外', '補足']))).toEqual(
      rows(2, 17, 'B# > yes:C#,partial:D#,no:E#,na:F# G# -'),
    );
  });

  it('stand below a header that spans them', () => {
    const sheet = sheetOf(
      'Sheet1',
      [
        ['No', '質問', '回答（該当する欄に✓）', null, null, 'コメント'],
        [null, null, '対応', '一部対応', '未対応'],
        ...lines(ASKED_JA, (text, at) => [at + 1, text]),
      ],
      { merges: ['A1:A2', 'B1:B2', 'C1:E1', 'F1:F2'] },
    );
    expect(placed(sheet)).toEqual(rows(3, 18, 'B# > yes:C#,partial:D#,no:E# F# -'));
    expect(layoutOf(sheet).questions[0]?.mark).toBe('✓');
  });

  it('take the mark that the sheet asks for, allows or already uses', () => {
    const header = ['No', '質問', 'はい', 'いいえ'];
    expect(layoutOf(ask(header, { lists: { 'C2:D17': ['レ'] } })).questions[0]?.mark).toBe('レ');
    const used = sheetOf('Sheet1', [header, ...lines(ASKED_JA, (text, at) => [at + 1, text, at === 3 ? '●' : null])]);
    expect(layoutOf(used).questions[0]?.mark).toBe('●');
    expect(layoutOf(used).questions[3]?.prefilled).toBe(true);
    const told = sheetOf('Sheet1', [
      ['該当する欄に○をご記入ください。'],
      header,
      ...lines(ASKED_JA, (text, at) => [at + 1, text]),
    ]);
    expect(layoutOf(told).questions[0]?.mark).toBe('○');
  });

  it('may hold FALSE until they are ticked', () => {
    const sheet = sheetOf('Sheet1', [
      ['No', 'Question', 'Yes', 'No', 'Comments'],
      ...lines(ASKED_EN, (text, at) => [at + 1, text, false, false]),
    ]);
    const [question] = layoutOf(sheet).questions;
    expect(question?.mark).toBe(true);
    expect(question?.prefilled).toBe(false);
    // The writer writes over nothing, not even FALSE.
    expect(question?.blocked).toEqual({ C2: 'filled', D2: 'filled' });
  });
});
