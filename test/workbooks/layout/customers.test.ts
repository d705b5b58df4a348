import { describe, expect, it } from 'vitest';
import { detectLayout } from '../../../workbooks/layout/index.ts';
import { sheetOf, type Value, workbookOf } from './grid-builder.ts';
import { layoutOf, placed, rows } from './placed.ts';
import { ASKED_EN, ASKED_JA } from './questions.ts';

const numbered = (texts: readonly string[], ...more: readonly Value[]): Value[][] =>
  texts.map((text, at) => [at + 1, text, ...more]);

describe('headers in customers’ own manner', () => {
  it('may be the answers to choose from, or what a yes would say', () => {
    const options = sheetOf('様式', [
      ['項', 'チェック内容', '適・否', '理由・補足'],
      ...numbered(ASKED_JA.slice(0, 6)),
    ]);
    expect(placed(options)).toEqual(rows(2, 7, 'B# > C# D# -'));
    const affirmed = sheetOf('適合表', [
      ['適合する場合は「○」、代替案による場合は「△」、適合しない場合は「×」とする。'],
      ['項番', '要求仕様', '適合', '提案内容・代替案'],
      ...numbered(ASKED_JA.slice(0, 6)),
    ]);
    expect(placed(affirmed)).toEqual(rows(3, 8, 'B# > C# D# -'));
    expect(layoutOf(affirmed).questions[0]?.optionMeanings).toEqual({ yes: '○', partial: '△', no: '×' });
  });

  it('may ask for the text beside the verdict in other words than remarks', () => {
    for (const header of ['回答（具体的に）', '具体的な実施状況', 'ご回答（詳細）', '確認した内容・資料']) {
      const sheet = sheetOf('票', [['No', '設問', '回答', header], ...numbered(ASKED_JA.slice(0, 6))], {
        lists: { 'C2:C7': ['○', '×'] },
        widths: { B: 60, C: 8, D: 40 },
      });
      expect(placed(sheet)).toEqual(rows(2, 7, 'B# > C# D# -'));
    }
  });

  it('may carry the section’s title in place of the word for a question', () => {
    const part = (title: string, texts: readonly string[]): Value[][] => [
      [title, null, 'Vendor Answers', 'Additional Information', 'Guidance'],
      ...texts.map((text, at) => [`${title.slice(0, 4).toUpperCase()}-0${at + 1}`, text, null, null, '=']),
    ];
    const sheet = sheetOf(
      'Assessment',
      [...part('Documentation', ASKED_EN.slice(0, 4)), ...part('Hosting', ASKED_EN.slice(4, 8))],
      {
        merges: ['A1:B1', 'A6:B6'],
        lists: { 'C2:C5': ['Yes', 'No'], 'C7:C10': ['Yes', 'No'] },
      },
    );
    expect(placed(sheet)).toEqual([...rows(2, 5, 'B# > C# D# -'), ...rows(7, 10, 'B# > C# D# -')]);
    expect(layoutOf(sheet).questions.map(({ category }) => category)).toEqual([
      ...Array(4).fill('Documentation'),
      ...Array(4).fill('Hosting'),
    ]);
  });

  it('may call the last level of a catalogue a subcategory', () => {
    const outcome = 'Copies of the data of customers are created, protected, maintained and tested';
    const sheet = sheetOf(
      'Profile',
      [
        ['Function', 'Category', 'Subcategory', 'Status', 'Comments'],
        ...[1, 2, 3, 4, 5].map(at => [
          at === 1 ? 'PROTECT' : null,
          at === 1 ? 'Data' : null,
          `PR.DS-0${at}: ${outcome}`,
        ]),
      ],
      { lists: { 'D2:D6': ['Implemented', 'Not implemented'] } },
    );
    expect(placed(sheet)).toEqual(rows(2, 6, 'C# > D# E# -'));
  });
});

describe('columns in customers’ own manner', () => {
  const lists = { 'E2:E7': ['標準対応', '個別開発', '対応不可'], 'F2:F7': ['有', '無'] };

  it('for prices are left alone, though they have a list', () => {
    const sheet = sheetOf(
      '要件一覧',
      [
        ['要件ID', '要件名称', '要件概要', '優先度', '対応レベル', '追加費用有無', '備考'],
        ...ASKED_JA.slice(0, 6).map((text, at) => [`R-${at}`, `要件${at}`, text, 'A']),
      ],
      { lists },
    );
    expect(placed(sheet)).toEqual(rows(2, 7, 'C# > E# G# -'));
    expect(layoutOf(sheet).questions[0]?.optionMeanings).toEqual({ yes: '標準対応', no: '対応不可' });
  });

  it('that have a list go before ones that are named better and hold a text', () => {
    const sheet = sheetOf('確認', [['No', '照会内容', '回答区分', '回答内容'], ...numbered(ASKED_JA.slice(0, 6))], {
      lists: { 'C2:C7': ['可', '不可', '要協議'] },
    });
    expect(placed(sheet)).toEqual(rows(2, 7, 'B# > C# D# -'));
  });

  it('may be named after the choices without having a list', () => {
    const sheet = sheetOf('確認', [['No', '照会内容', '回答区分', '回答の詳細'], ...numbered(ASKED_JA.slice(0, 6))]);
    expect(placed(sheet)).toEqual(rows(2, 7, 'B# > C# D# -'));
  });

  it('may be about 「自社」, which is the one who answers', () => {
    const sheet = sheetOf(
      '自己点検',
      [['No', '点検項目', '自社の実施状況', '備考'], ...numbered(ASKED_JA.slice(0, 6))],
      {
        lists: { 'C2:C7': ['実施', '未実施'] },
      },
    );
    expect(placed(sheet)).toEqual(rows(2, 7, 'B# > C# D# -'));
  });

  it('may be headed by words that are written downwards', () => {
    const sheet = sheetOf('評価表', [
      ['番号', '確認内容', '実\n施\n済', '一\n部\n実\n施', '未\n実\n施', '特記事項'],
      ...numbered(ASKED_JA.slice(0, 6)),
    ]);
    expect(placed(sheet)).toEqual(rows(2, 7, 'B# > yes:C#,partial:D#,no:E# F# -'));
  });

  it('may be choices of which one is not understood', () => {
    const sheet = sheetOf(
      'SAQ',
      [
        ['No', 'Requirement', 'Response', null, null, null],
        [null, null, 'In place', 'In place with compensating control', 'Not tested', 'Not in place'],
        ...numbered(ASKED_EN.slice(0, 6)),
      ],
      { merges: ['A1:A2', 'B1:B2', 'C1:F1'] },
    );
    expect(placed(sheet)).toEqual(rows(3, 8, 'B# > yes:C#,no:F# - -'));
  });

  it('of a scale to be marked are no verdict', () => {
    const sheet = sheetOf('評価', [
      ['No', '評価項目', '5', '4', '3', '2', '1', 'コメント'],
      ...numbered(ASKED_JA.slice(0, 6)),
    ]);
    expect(placed(sheet)).toEqual(rows(2, 7, 'B# > - H# -'));
  });

  it('of answers to be circled by hand stay as they are, and the remarks are written', () => {
    const sheet = sheetOf('調査票', [
      ['問', '内容', '回答（いずれかに○）', '備考'],
      ...numbered(ASKED_JA.slice(0, 6), 'はい ・ いいえ'),
    ]);
    expect(placed(sheet)).toEqual(rows(2, 7, 'B# > - D# -'));
  });

  it('may be known by their lists alone', () => {
    const states = [
      '経営層が方針を定め、社内へ周知している',
      '機器の一覧を作成し、定期的に更新している',
      '操作の記録を一年間保管している',
    ];
    const sheet = sheetOf(
      '実践状況',
      [['指示', '見出し', '取組', '現状', '目標'], ...states.map((text, at) => [`指示${at}`, `題${at}`, text])],
      {
        lists: { 'D2:E4': ['1', '2', '3', '4', '5'] },
      },
    );
    expect(placed(sheet)).toEqual(rows(2, 4, 'C# > D# - -'));
  });
});

describe('forms in customers’ own manner', () => {
  it('may have a list below each question and a labelled box for details', () => {
    const sheet = sheetOf(
      'Form',
      [
        ['SUPPLIER FORM'],
        ...ASKED_EN.slice(4, 8).flatMap((text, at): Value[][] => [
          [`${at + 1}. ${text}`],
          ['Yes / No', null, 'Details'],
        ]),
      ],
      {
        merges: ['A1:F1', ...[2, 4, 6, 8].flatMap(row => [`A${row}:F${row}`, `D${row + 1}:F${row + 1}`])],
        lists: { 'B3 B5 B7 B9': ['Yes', 'No'] },
        drawn: ['A2:F9'],
      },
    );
    expect(placed(sheet)).toEqual([2, 4, 6, 8].map(row => `A${row} > B${row + 1} D${row + 1} -`));
  });

  it('may have the list beside each question and the details below', () => {
    const sheet = sheetOf(
      '様式１',
      [
        ['様式１　申告書'],
        ...ASKED_JA.slice(0, 4).flatMap((text, at): Value[][] => [
          [`(${at + 1})`, text],
          [null, '（具体的な内容）'],
        ]),
      ],
      {
        merges: [2, 4, 6, 8].flatMap(row => [`B${row}:D${row}`, `C${row + 1}:E${row + 1}`]),
        lists: { 'E2 E4 E6 E8': ['はい', 'いいえ'] },
        drawn: ['A2:E9'],
      },
    );
    expect(placed(sheet)).toEqual([2, 4, 6, 8].map(row => `B${row} > E${row} C${row + 1} -`));
  });
});

describe('rows in customers’ own manner', () => {
  it('that only add to the question above ask nothing', () => {
    const sheet = sheetOf(
      '質問票',
      [
        ['No', '質問', '回答', '備考'],
        ...ASKED_JA.slice(0, 4).flatMap((text, at): Value[][] => [
          [at + 1, text],
          [null, '【補足】対象は本番環境としてください。'],
        ]),
      ],
      { lists: { 'C2 C4 C6 C8': ['はい', 'いいえ'] } },
    );
    expect(placed(sheet)).toEqual([2, 4, 6, 8].map(row => `B${row} > C${row} D${row} -`));
  });

  it('that repeat the header’s answer words are titles, and answers that equal the header are answers', () => {
    const part = (title: string, texts: readonly string[]): Value[][] => [
      [title, 'Answer'],
      ...texts.map(text => [text]),
    ];
    const titled = sheetOf('Q', [
      ...part('Policies', ASKED_EN.slice(0, 3)),
      ...part('Proactive security', ASKED_EN.slice(3, 6)),
    ]);
    expect(placed(titled)).toEqual([...rows(2, 4, 'A# > - B# -'), ...rows(6, 8, 'A# > - B# -')]);
    const answered = sheetOf(
      '表',
      [['No', '要求仕様', '適合', '備考'], ...numbered(ASKED_JA.slice(0, 5), '適合'), [6, ASKED_JA[6] ?? '']],
      {
        lists: { 'C2:C7': ['適合', '不適合'] },
      },
    );
    expect(placed(answered)).toEqual([...rows(2, 6, 'B# > C# D# - prefilled'), ...rows(7, 7, 'B# > C# D# -')]);
  });

  it('with a letter and a short name among numbered questions are titles', () => {
    const part = (letter: string, title: string, from: number): Value[][] => [
      [letter, title],
      ...ASKED_JA.slice(from, from + 4).map((text, at) => [from + at + 1, text]),
    ];
    const sheet = sheetOf('Assessment', [
      ['No', 'Control question', 'Response', 'Comments'],
      ...part('A', 'Governance', 0),
      ...part('B', 'Operations', 4),
    ]);
    expect(placed(sheet)).toEqual([...rows(3, 6, 'B# > C# D# -'), ...rows(8, 11, 'B# > C# D# -')]);
  });

  it('that show an error ask nothing', () => {
    const sheet = sheetOf('票', [['No', '質問', '回答', '備考'], ...numbered(ASKED_JA.slice(0, 4))]);
    const row = new Map(sheet.rows.get(3));
    const cell = row.get(2);
    if (cell === undefined) throw new Error('the fixture has no question in B3');
    row.set(2, { ...cell, text: '#N/A', kind: 'error' });
    const broken = { ...sheet, rows: new Map([...sheet.rows, [3, row]]) };
    expect(placed(broken)).toEqual(
      ['B2 > C# D# -', 'B4 > C# D# -', 'B5 > C# D# -'].map(line => line.replaceAll('#', line[1] ?? '')),
    );
  });

  it('of an example table over the real one are not answered', () => {
    const head = ['No', '質問', '回答', '備考'];
    const sheet = sheetOf('質問票', [
      ['【記入例】'],
      head,
      [1, '機密を定めていますか。', 'はい', '規程の3条'],
      [],
      ['【回答欄】'],
      head,
      ...numbered(ASKED_JA.slice(0, 4)),
    ]);
    expect(placed(sheet)).toEqual(rows(7, 10, 'B# > C# D# -'));
  });

  it('may be indented by their level under one wide header', () => {
    const sheet = sheetOf(
      '開示書',
      [
        ['技術的な対策', null, null, null, '回答', '備考'],
        ['1', '利用者を識別し認証する機能があるか？'],
        [null, '1.1', '認証の方式は次のいずれかであるか？'],
        [null, null, '1.1.1', '生体認証（指紋等）'],
        [null, null, '1.1.2', 'ICカード等の物理媒体'],
        ['2', '操作の記録を保存する機能があるか？'],
      ],
      {
        merges: ['A1:D1', 'B2:D2', 'C3:D3', 'B6:D6'],
        lists: { 'E2:E6': ['はい', 'いいえ', '対象外'] },
      },
    );
    expect(placed(sheet)).toEqual(['B2 > E2 F2 -', 'C3 > E3 F3 -', 'D4 > E4 F4 -', 'D5 > E5 F5 -', 'B6 > E6 F6 -']);
    expect(layoutOf(sheet).questions.map(({ number }) => number)).toEqual(['1', '1.1', '1.1.1', '1.1.2', '2']);
  });

  it('are asked where a requirement is broken down into conditions, each with its own answer', () => {
    const sheet = sheetOf(
      'シート',
      [
        ['分類', '要求事項', 'No', '達成条件', '評価結果', '根拠'],
        ...ASKED_JA.slice(0, 8).map((text, at) => [
          at === 0 ? '共通' : null,
          at % 2 ? null : '体制を整備していること',
          at + 1,
          text,
        ]),
      ],
      { lists: { 'E2:E9': ['2', '1', '0', '該当なし'] } },
    );
    expect(placed(sheet)).toEqual(rows(2, 9, 'D# > E# - F#'));
  });

  it('that only announce the questions below them are not answered', () => {
    const sheet = sheetOf(
      '設問',
      [
        ['番号', '設問', '回答', '補足'],
        ['1', '認証について、以下の各項目に回答してください。', '－'],
        ...ASKED_JA.slice(0, 3).map((text, at) => [`1(${at + 1})`, text]),
        ['2', '運用について、以下の各項目に回答してください。', '－'],
        ...ASKED_JA.slice(3, 6).map((text, at) => [`2(${at + 1})`, text]),
      ],
      { lists: { 'C3:C5': ['はい', 'いいえ'], 'C7:C9': ['はい', 'いいえ'] } },
    );
    expect(placed(sheet)).toEqual([...rows(3, 5, 'B# > C# D# -'), ...rows(7, 9, 'B# > C# D# -')]);
  });

  it('may each be followed by a row for remarks', () => {
    const sheet = sheetOf(
      '確認シート',
      [
        ['No.', '確認内容', '回答'],
        ...ASKED_JA.slice(0, 4).flatMap((text, at): Value[][] => [
          [at + 1, text],
          [null, '備考：'],
        ]),
      ],
      {
        merges: ['A2:A3', 'A4:A5', 'A6:A7', 'A8:A9'],
        lists: { C2: ['○', '×'], C4: ['○', '×'], C6: ['○', '×'], C8: ['○', '×'] },
      },
    );
    expect(placed(sheet)).toEqual(['B2 > C2 C3 -', 'B4 > C4 C5 -', 'B6 > C6 C7 -', 'B8 > C8 C9 -']);
  });

  it('may wait for an answer with FALSE', () => {
    const sheet = sheetOf('シート1', [
      ['カテゴリ', '要件', '対応済み', 'メモ'],
      ...ASKED_JA.slice(0, 6).map(text => ['運用', text, false]),
    ]);
    expect(placed(sheet)).toEqual(rows(2, 7, 'B# > C# D# -'));
    expect(layoutOf(sheet).questions[0]).toMatchObject({ mark: true, prefilled: false, blocked: { C2: 'filled' } });
  });

  it('may stand under a category that is written downwards', () => {
    const sheet = sheetOf(
      'シート',
      [
        ['区分', '№', 'チェック項目', '判定'],
        ...ASKED_JA.slice(0, 5).map((text, at) => [at ? null : '人\n的\n対\n策', at + 1, text]),
      ],
      { merges: ['A2:A6'] },
    );
    expect(layoutOf(sheet).questions.map(({ category }) => category)).toEqual(Array(5).fill('人的対策'));
  });
});

describe('what the options mean', () => {
  const table = (...beside: readonly Value[]): Value[][] =>
    ASKED_JA.slice(0, 6).map((text, at) => [at + 1, text, null, null, null, beside[at] ?? null]);
  const told = { yes: '○', partial: '△', no: '×' };

  it('may be told beside the table or below it', () => {
    const beside = sheetOf('票', [
      ['No', '質問', '回答', '備考', null, '記入上の注意'],
      ...table('黄色の欄に記入', '○：対応 △：一部対応 ×：未対応'),
    ]);
    expect(layoutOf(beside).questions[0]?.optionMeanings).toEqual(told);
    const below = sheetOf('票', [
      ['No', '質問', '回答', '備考'],
      ...table(),
      [],
      ['凡例 ○：対応 △：一部対応 ×：未対応'],
    ]);
    expect(layoutOf(below).questions[0]?.optionMeanings).toEqual(told);
  });

  it('may be told of letters', () => {
    const lines = [
      ['C = Compliant, PC = Partially compliant, NC = Not compliant'],
      ['S/N', 'Specification', 'Compliance', 'Remarks'],
    ];
    const sheet = sheetOf('Matrix', [...lines, ...numbered(ASKED_EN.slice(0, 6))]);
    expect(layoutOf(sheet).questions[0]?.optionMeanings).toEqual({ yes: 'C', partial: 'PC', no: 'NC' });
  });

  it('may be told on another sheet', () => {
    const asked = sheetOf('調査票', [['No', '質問', '評価', '備考'], ...table()], {
      lists: { 'C2:C7': ['A', 'B', 'C'] },
    });
    const notes = sheetOf('記入要領', [
      ['記入要領'],
      ['評価基準：A＝実施している、B＝一部実施している、C＝実施していない'],
    ]);
    const sheet = detectLayout(workbookOf(notes, asked)).sheets[1];
    expect(sheet?.questions[0]?.optionMeanings).toEqual({ yes: 'A', partial: 'B', no: 'C' });
  });
});

describe('sheets that ask nothing', () => {
  it('are risk registers, minutes and task lists, whatever questions they hold', () => {
    const risks = sheetOf('リスク分析', [
      ['No', 'リスク', '脅威', '脆弱性', '対策', '影響度', '備考'],
      ...ASKED_JA.slice(0, 6).map((text, at) => [at + 1, '漏えい', '攻撃', '設定の誤り', text, 2]),
    ]);
    const minutes = sheetOf('議事録', [
      ['議事録'],
      ['議題', 'セキュリティについて'],
      ['1. 取得の方法はどうするか。'],
      ['→日次とした。'],
      ['2. 保管の期間は十分か。'],
      ['→一年とした。'],
      ['3. 教育の時期はいつか。'],
      ['→四月とした。'],
    ]);
    const tasks = sheetOf('ToDo', [
      ['No', 'タスク', '担当', '期限', '状況', 'メモ'],
      ...ASKED_JA.slice(0, 6).map((text, at) => [at + 1, text, '佐藤', '4/30', '未着手']),
    ]);
    const roles = detectLayout(workbookOf(risks, minutes, tasks)).sheets.map(({ role }) => role);
    expect(roles).toEqual(['other', 'other', 'other']);
  });
});
