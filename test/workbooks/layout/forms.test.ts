import { describe, expect, it } from 'vitest';
import { sheetOf, type Value } from './grid-builder.ts';
import { layoutOf, placed, rows } from './placed.ts';
import { ASKED_EN, ASKED_JA } from './questions.ts';

describe('forms', () => {
  it('with a labelled box below each question', () => {
    const lines: Value[][] = [['ご担当者様'], ['以下の質問にご回答いただけますでしょうか。'], []];
    const merges: string[] = [];
    ASKED_JA.slice(0, 5).forEach((text, at) => {
      const row = lines.length + 1;
      lines.push([`質問${at + 1}`, text], ['回答'], [], []);
      merges.push(`B${row}:F${row}`, `B${row + 1}:F${row + 2}`);
    });
    const sheet = sheetOf('質問書', lines, { merges });
    expect(placed(sheet)).toEqual([4, 8, 12, 16, 20].map(row => `B${row} > - B${row + 1} -`));
    expect(layoutOf(sheet).questions.map(q => q.number)).toEqual(['質問1', '質問2', '質問3', '質問4', '質問5']);
  });

  it('with the box under its label', () => {
    const lines: Value[][] = [['■ 共通の質問'], []];
    const merges: string[] = [];
    ASKED_JA.slice(0, 4).forEach((text, at) => {
      const row = lines.length + 1;
      lines.push([`(${at + 1}) ${text}`], ['【回答欄】'], [], [], []);
      merges.push(`A${row}:H${row}`, `A${row + 1}:H${row + 1}`, `A${row + 2}:H${row + 3}`);
    });
    expect(placed(sheetOf('Sheet1', lines, { merges }))).toEqual(
      [3, 8, 13, 18].map(row => `A${row} > - A${row + 2} -`),
    );
  });

  it('with the answer to the right of its label in the question’s row', () => {
    const sheet = sheetOf(
      'Sheet1',
      ASKED_JA.slice(0, 6).map((text, at) => [at + 1, text, '回答：', null]),
      { drawn: ['D1:D6'] },
    );
    expect(placed(sheet)).toEqual(rows(1, 6, 'B# > - D# -'));
  });

  it('with labels for question, answer and remarks on cards', () => {
    const lines: Value[][] = [];
    ASKED_JA.slice(0, 4).forEach((text, at) => {
      lines.push(['No.', at + 1], ['質問', text], ['回答', null], ['補足', null], ['参照資料', null], []);
    });
    const sheet = sheetOf('Sheet1', lines, { lists: { 'B3 B9 B15 B21': ['はい', 'いいえ'] } });
    expect(placed(sheet)).toEqual([2, 8, 14, 20].map(row => `B${row} > B${row + 1} B${row + 2} B${row + 3}`));
  });

  it('in English with Q and A', () => {
    const lines = ASKED_EN.slice(0, 5).flatMap((text, at): Value[][] => [[`Q${at + 1}`, text], ['A:', null], []]);
    expect(placed(sheetOf('Questions', lines))).toEqual([1, 4, 7, 10, 13].map(row => `B${row} > - B${row + 1} -`));
  });

  it('with nothing but an empty box below each question', () => {
    const lines: Value[][] = [];
    const merges: string[] = [];
    ASKED_JA.slice(0, 5).forEach((text, at) => {
      const row = lines.length + 1;
      lines.push([`${at + 1}. ${text}`], [], [], []);
      merges.push(`A${row}:G${row}`, `A${row + 1}:G${row + 2}`);
    });
    expect(placed(sheetOf('Sheet1', lines, { merges }))).toEqual(
      [1, 5, 9, 13, 17].map(row => `A${row} > - A${row + 1} -`),
    );
  });

  it('with labels that say more than the word', () => {
    const lines = ASKED_EN.slice(0, 4).flatMap((text, at): Value[][] => [
      [`Question ${at + 1}:`, text],
      ['Your answer (max. 500 characters):', null],
      [],
    ]);
    expect(placed(sheetOf('Sheet1', lines))).toEqual([1, 4, 7, 10].map(row => `B${row} > - B${row + 1} -`));
  });

  it('with question and answer label in one column and the answer beside it', () => {
    const lines = ASKED_JA.slice(0, 4).flatMap((text, at): Value[][] => [[`Q${at + 1}. ${text}`], [`A${at + 1}.`], []]);
    expect(placed(sheetOf('Sheet1', lines))).toEqual([1, 4, 7, 10].map(row => `A${row} > - B${row + 1} -`));
  });

  it('keep what is answered already', () => {
    const lines = ASKED_JA.slice(0, 3).flatMap((text, at): Value[][] => [
      [`Q${at + 1}`, text],
      ['回答', at === 1 ? '対応しております。' : null],
    ]);
    expect(placed(sheetOf('Sheet1', lines))).toEqual(['B1 > - B2 -', 'B3 > - B4 - prefilled', 'B5 > - B6 -']);
  });
});

describe('tables without a header', () => {
  it('are a column of questions beside cells with a list', () => {
    const sheet = sheetOf(
      'Sheet1',
      ASKED_JA.map(text => [text]),
      { lists: { 'B1:B16': ['はい', 'いいえ'] } },
    );
    expect(placed(sheet)).toEqual(rows(1, 16, 'A# > B# - -'));
  });

  it('are numbered questions beside an empty drawn column', () => {
    const sheet = sheetOf('Sheet1', [['ご質問一覧'], [], ...ASKED_JA.map((text, at) => [at + 1, text])], {
      drawn: ['A3:C18'],
    });
    expect(placed(sheet)).toEqual(rows(3, 18, 'B# > - C# -'));
  });

  it('are questions with nothing behind them at all', () => {
    const asked = ASKED_JA.filter(text => /か[。？?]|か$|こと/.test(text));
    expect(
      placed(
        sheetOf(
          'Sheet1',
          asked.map(text => [text]),
        ),
      ),
    ).toEqual(rows(1, asked.length, 'A# > - B# -'));
  });

  it('may have drawn cells for a word and for a text', () => {
    const sheet = sheetOf(
      'Sheet1',
      ASKED_JA.map((text, at) => [at + 1, text]),
      { drawn: ['C1:D16'], widths: { B: 60, C: 8, D: 40 } },
    );
    expect(placed(sheet)).toEqual(rows(1, 16, 'B# > C# D# -'));
  });

  it('may have a header in words that nobody knows', () => {
    const sheet = sheetOf('Sheet1', [['いろは', 'ほへと', 'ちりぬ'], ...ASKED_JA.map((text, at) => [at + 1, text])], {
      lists: { 'C2:C17': ['○', '×'] },
    });
    expect(placed(sheet)).toEqual(rows(2, 17, 'B# > C# - -'));
  });

  it('may have the cells to answer in on the left', () => {
    const sheet = sheetOf(
      'Sheet1',
      ASKED_JA.map(text => [null, text]),
      { lists: { 'A1:A16': ['済', '未'] } },
    );
    expect(placed(sheet)).toEqual(rows(1, 16, 'B# > A# - -'));
  });

  it('may have titles over their parts', () => {
    const sheet = sheetOf(
      'Sheet1',
      [
        ['ご確認のお願い'],
        ['認証に関する事項'],
        ...ASKED_JA.slice(0, 4).map((text, at): Value[] => [`1-${at + 1}`, text]),
        ['ログに関する事項'],
        ...ASKED_JA.slice(4, 8).map((text, at): Value[] => [`2-${at + 1}`, text]),
      ],
      { drawn: ['A2:C11'], widths: { B: 60, C: 50 } },
    );
    expect(placed(sheet)).toEqual([...rows(3, 6, 'B# > - C# -'), ...rows(8, 11, 'B# > - C# -')]);
    expect(layoutOf(sheet).questions.map(({ category }) => category)).toEqual([
      ...Array(4).fill('認証'),
      ...Array(4).fill('ログ'),
    ]);
  });
});
