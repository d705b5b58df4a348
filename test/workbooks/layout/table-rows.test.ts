import { describe, expect, it } from 'vitest';
import { sheetOf, type Value } from './grid-builder.ts';
import { layoutOf, placed, rows } from './placed.ts';
import { ASKED_EN, ASKED_JA } from './questions.ts';

const ask = (from: number, to: number, line: (text: string, at: number) => readonly Value[]) =>
  ASKED_JA.slice(from, to).map((text, at) => line(text, from + at));

describe('rows of a table that do not ask', () => {
  it('are titles of sections, merged over the table or in a column of it', () => {
    const sheet = sheetOf(
      'Sheet1',
      [
        ['No', '確認事項', '回答', '備考'],
        ['１．組織的対策'],
        ...ask(0, 3, (text, at) => [`1-${at + 1}`, text]),
        ['２', '技術的対策'],
        ...ask(3, 6, (text, at) => [`2-${at + 1}`, text]),
        [null, '【運用管理】'],
        ...ask(6, 9, (text, at) => [`3-${at + 1}`, text]),
      ],
      { merges: ['A2:D2'], lists: { 'C3:C5 C7:C9 C11:C13': ['○', '×'] } },
    );
    expect(placed(sheet)).toEqual([
      ...rows(3, 5, 'B# > C# D# -'),
      ...rows(7, 9, 'B# > C# D# -'),
      ...rows(11, 13, 'B# > C# D# -'),
    ]);
    expect(layoutOf(sheet).questions.map(q => q.category)).toEqual([
      ...Array(3).fill('組織的対策'),
      ...Array(3).fill('技術的対策'),
      ...Array(3).fill('運用管理'),
    ]);
  });

  it('are titles even where the list reaches over them', () => {
    const sheet = sheetOf(
      'Sheet1',
      [
        ['ID', 'Requirement', 'Level', 'Status', 'Comments'],
        ['A', 'Access control', null],
        ...ASKED_EN.slice(0, 4).map((text, at) => [`A.${at + 1}`, text, 'L1']),
        ['B', 'Operations', null],
        ...ASKED_EN.slice(4, 8).map((text, at) => [`B.${at + 1}`, text, 'L2']),
      ],
      { lists: { 'D2:D11': ['Yes', 'No'] } },
    );
    expect(placed(sheet)).toEqual([...rows(3, 6, 'B# > D# E# -'), ...rows(8, 11, 'B# > D# E# -')]);
    expect(layoutOf(sheet).questions[4]?.category).toBe('Operations');
  });

  it('are examples, sums, notes and thanks', () => {
    const sheet = sheetOf('Sheet1', [
      ['No', '確認事項', '回答', '備考'],
      ['例', '入館証を貸与しているか。', '○', '全員に貸与'],
      ['記入例', '机上に書類を放置していないか。', '×', '徹底中'],
      ...ask(0, 4, (text, at) => [at + 1, text]),
      [null, '※次の項目は個人情報を扱う場合のみ回答'],
      ...ask(4, 7, (text, at) => [at + 1, text]),
      ['小計', null, '=0'],
      ['合計', null, '=0'],
      [],
      [null, 'ご協力ありがとうございました。追加の質問があればご連絡いただけますか。'],
    ]);
    expect(placed(sheet)).toEqual([...rows(4, 7, 'B# > C# D# -'), ...rows(9, 11, 'B# > C# D# -')]);
  });

  it('are the empty rows of a template', () => {
    const sheet = sheetOf(
      'Sheet1',
      [['No', '確認事項', '回答', '備考'], ...ask(0, 4, (text, at) => [at + 1, text]), [5], [6], [7]],
      { drawn: ['A1:D8'], lists: { 'C2:C8': ['○', '×'] } },
    );
    expect(placed(sheet)).toEqual(rows(2, 5, 'B# > C# D# -'));
  });

  it('are rows that the sheet’s maker has hidden, but not rows that a filter hides', () => {
    const lines = [['No', '確認事項', '回答', '備考'], ...ask(0, 6, (text, at) => [at + 1, text])];
    const hidden = sheetOf('Sheet1', lines, { hiddenRows: [3, 4] });
    expect(placed(hidden)).toEqual(['B2 > C2 D2 -', ...rows(5, 7, 'B# > C# D# -')]);
    const filtered = sheetOf('Sheet1', lines, { hiddenRows: [3, 4], autoFilter: 'A1:D7' });
    expect(placed(filtered)).toEqual(rows(2, 7, 'B# > C# D# -'));
  });
});

describe('questions', () => {
  it('may be short topics', () => {
    const topics = [
      '準拠法',
      '設立年月',
      '従業員数',
      'データセンターの所在国',
      '取得認証',
      '保険',
      '再委託',
      'サポート窓口',
    ];
    const sheet = sheetOf('Sheet1', [['No', '質問項目', '回答'], ...topics.map((text, at) => [at + 1, text])]);
    expect(placed(sheet)).toEqual(rows(2, 9, 'B# > - C# -'));
  });

  it('may be statements of requirements without an end mark', () => {
    const texts = [
      'パスワードは12文字以上とする',
      '権限は最小限とし定期的に見直す',
      'ログは改ざんから保護する',
      '時刻を同期する',
    ];
    const sheet = sheetOf('Sheet1', [
      ['項番', '管理策', '適用状況', '備考'],
      ...texts.map((text, at) => [`A-${at + 1}`, text]),
    ]);
    expect(placed(sheet)).toEqual(rows(2, 5, 'B# > C# D# -'));
  });

  it('carry numbers of any form', () => {
    const numbers = ['1-(1)-①', '1-(1)-②', '1-(2)-①', '2-(1)-①', '2-(1)-②'];
    const sheet = sheetOf(
      'Sheet1',
      [['項番', '確認内容', '対応'], ...numbers.map((n, at) => [n, ASKED_JA[at] ?? ''])],
      { lists: { 'C2:C6': ['済', '未'] } },
    );
    expect(layoutOf(sheet).questions.map(q => q.number)).toEqual(numbers);
  });

  it('may carry their number in their own text', () => {
    const sheet = sheetOf('Sheet1', [
      ['質問', 'ご回答'],
      ['【認証】'],
      ...ask(0, 4, (text, at) => [`問${at + 1}．${text}`]),
      ['【運用】'],
      ...ask(4, 8, (text, at) => [`問${at + 1}．${text}`]),
    ]);
    expect(placed(sheet)).toEqual([...rows(3, 6, 'A# > - B# -'), ...rows(8, 11, 'A# > - B# -')]);
    expect(layoutOf(sheet).questions[4]?.category).toBe('運用');
  });

  it('may span several rows, and their categories more', () => {
    const lines: Value[][] = [['大分類', '小分類', '質問', '回答', '備考']];
    const merges: string[] = [];
    for (let at = 0; at < 6; at += 1) {
      const row = 2 + at * 2;
      lines.push([at % 3 === 0 ? `分類${at / 3 + 1}` : null, `小分類${at + 1}`, ASKED_JA[at] ?? ''], []);
      merges.push(`B${row}:B${row + 1}`, `C${row}:C${row + 1}`, `D${row}:D${row + 1}`, `E${row}:E${row + 1}`);
      if (at % 3 === 0) merges.push(`A${row}:A${row + 5}`);
    }
    const sheet = sheetOf('Sheet1', lines, { merges });
    expect(placed(sheet)).toEqual([2, 4, 6, 8, 10, 12].map(row => `C${row} > D${row} E${row} -`));
    expect(layoutOf(sheet).questions[5]?.category).toBe('分類2／小分類6');
  });

  it('take a category that is written once for the rows below it', () => {
    const sheet = sheetOf('Sheet1', [
      ['カテゴリ', 'サブカテゴリ', '設問', '回答', '補足'],
      ['人的', '教育', ASKED_JA[0] ?? ''],
      [null, null, ASKED_JA[1] ?? ''],
      [null, '採用', ASKED_JA[2] ?? ''],
      ['物理', null, ASKED_JA[3] ?? ''],
      [null, '施錠', ASKED_JA[4] ?? ''],
    ]);
    expect(layoutOf(sheet).questions.map(q => q.category)).toEqual([
      '人的／教育',
      '人的／教育',
      '人的／採用',
      '物理',
      '物理／施錠',
    ]);
  });

  it('that are answered already stay and are said to be prefilled', () => {
    const sheet = sheetOf(
      'Sheet1',
      [
        ['No', '確認事項', '回答', '備考'],
        ...ask(0, 5, (text, at) => [
          at + 1,
          text,
          at === 1 ? '○' : null,
          at === 1 ? '昨年と同じ' : at === 2 ? '要確認' : null,
        ]),
      ],
      { lists: { 'C2:C6': ['○', '×'] } },
    );
    expect(placed(sheet)).toEqual([
      'B2 > C2 D2 -',
      'B3 > C3 D3 - prefilled',
      'B4 > C4 D4 -',
      'B5 > C5 D5 -',
      'B6 > C6 D6 -',
    ]);
    expect(layoutOf(sheet).questions[2]?.blocked).toEqual({ D4: 'filled' });
  });

  it('with a placeholder are not answered yet', () => {
    const sheet = sheetOf(
      'Sheet1',
      [['No', '確認事項', '状況', '備考'], ...ask(0, 5, (text, at) => [at + 1, text, '選択してください'])],
      { lists: { 'C2:C6': ['選択してください', '対応済', '未対応'] } },
    );
    expect(layoutOf(sheet).questions.every(q => !q.prefilled && q.blocked?.[q.answer.verdict ?? ''] === 'filled')).toBe(
      true,
    );
  });

  it('that share one merged answer cell are one question', () => {
    const sheet = sheetOf(
      'Sheet1',
      [
        ['No', '質問', '回答'],
        [1, '次の点を記入してください。'],
        [null, 'a) 保存期間'],
        [null, 'b) 保存場所'],
        [2, ASKED_JA[0] ?? ''],
        [3, ASKED_JA[1] ?? ''],
      ],
      { merges: ['C2:C4'] },
    );
    expect(placed(sheet)).toEqual(['B2 > - C2 -', 'B5 > - C5 -', 'B6 > - C6 -']);
    expect(layoutOf(sheet).questions[0]?.text).toContain('保存場所');
  });
});
