import { describe, expect, it } from 'vitest';
import { sheetOf, type Value } from './grid-builder.ts';
import { layoutOf, placed, rows } from './placed.ts';
import { ASKED_EN, ASKED_JA } from './questions.ts';

const MARKS = ['○', '△', '×', '－'];
const numbered = (texts: readonly string[], ...more: readonly Value[]): Value[][] =>
  texts.map((text, at) => [at + 1, text, ...more]);
const plain = (texts: readonly string[]): Value[][] => texts.map(text => [text]);

describe('a table with a header', () => {
  it('is found wherever its header stands', () => {
    const table = [['No', '確認事項', '回答', '備考'], ...numbered(ASKED_JA)];
    for (const at of ['A1', 'B15', 'D40']) {
      const sheet = sheetOf('シート1', table, { at });
      expect(layoutOf(sheet).questions).toHaveLength(ASKED_JA.length);
    }
  });

  it('takes the title, the addressee and the notes above it for no question', () => {
    const sheet = sheetOf(
      '確認票',
      [
        ['クラウドサービス利用申請に係る確認票'],
        ['貴社名', null, '回答者', null, '回答日'],
        ['以下の項目について、対応状況をプルダウンから選択してください。'],
        ['ご不明な点は情報システム部までお問い合わせいただけますか。'],
        [],
        ['項番', '確認事項', '対応状況', '補足'],
        ...numbered(ASKED_JA.slice(0, 6)),
      ],
      { lists: { 'C7:C12': ['対応済', '一部対応', '未対応'] } },
    );
    expect(placed(sheet)).toEqual(rows(7, 12, 'B# > C# D# -'));
  });

  it('may have its answer columns left of the questions', () => {
    const sheet = sheetOf(
      'Sheet1',
      [['回答', '備考', 'No.', 'チェック項目'], ...ASKED_JA.slice(0, 8).map((text, at) => [null, null, at + 1, text])],
      { lists: { 'A2:A9': MARKS } },
    );
    expect(placed(sheet)).toEqual(rows(2, 9, 'D# > A# B# -'));
  });

  it('may have empty columns and narrow spacers between its parts', () => {
    const sheet = sheetOf(
      'Sheet1',
      [
        ['No', null, '設問', null, '貴社回答', null, 'コメント'],
        ...ASKED_JA.slice(0, 5).map((text, at) => [at + 1, null, text]),
      ],
      { lists: { 'E2:E6': ['はい', 'いいえ'] } },
    );
    expect(placed(sheet)).toEqual(rows(2, 6, 'C# > E# G# -'));
  });

  it('reads a header of two rows with a group over the answers', () => {
    const sheet = sheetOf(
      'Sheet1',
      [
        ['番号', '評価項目', '御社記入欄', null, null, '弊社記入欄', null],
        [null, null, '実施状況', '具体的な内容', 'エビデンス', '判定', 'コメント'],
        ...numbered(ASKED_JA.slice(0, 6)),
      ],
      { merges: ['A1:A2', 'B1:B2', 'C1:E1', 'F1:G1'] },
    );
    expect(placed(sheet)).toEqual(rows(3, 8, 'B# > C# D# E#'));
  });

  it('reads a header of two rows without any merge', () => {
    const sheet = sheetOf(
      'Sheet1',
      [
        ['No.', '質問事項', '回答欄', null, null],
        [null, null, '対応可否', '補足説明', '根拠資料'],
        ...numbered(ASKED_JA.slice(0, 6)),
      ],
      { lists: { 'C3:C8': ['可', '不可'] } },
    );
    expect(placed(sheet)).toEqual(rows(3, 8, 'B# > C# D# E#'));
  });

  it('reads a header of three rows', () => {
    const sheet = sheetOf(
      'Sheet1',
      [
        ['セキュリティ要件', null, null, '回答者記入欄', null, null, '審査者記入欄'],
        ['項番', '分類', '要求事項', '対応', null, '証跡', '審査結果'],
        [null, null, null, '状況', '内容', null, null],
        ...ASKED_JA.slice(0, 7).map((text, at) => [`1-${at + 1}`, at === 0 ? '共通' : null, text]),
      ],
      {
        merges: ['A1:C1', 'D1:F1', 'A2:A3', 'B2:B3', 'C2:C3', 'D2:E2', 'F2:F3', 'G2:G3'],
        lists: { 'D4:D10': ['対応済', '未対応'] },
      },
    );
    expect(placed(sheet)).toEqual(rows(4, 10, 'C# > D# E# F#'));
    expect(layoutOf(sheet).questions.map(q => q.category)).toEqual(Array(7).fill('共通'));
  });

  it('may stand beside another table of the same kind', () => {
    const sheet = sheetOf('Sheet1', [
      ['No', '質問', '回答', null, 'No', '質問', '回答'],
      ...[0, 1, 2, 3].map(at => [at + 1, ASKED_JA[at] ?? '', null, null, at + 5, ASKED_JA[at + 4] ?? '', null]),
    ]);
    expect([...placed(sheet)].sort()).toEqual([...rows(2, 5, 'B# > - C# -'), ...rows(2, 5, 'F# > - G# -')].sort());
  });

  it('may stand beside a small table of the options', () => {
    const sheet = sheetOf(
      'Sheet1',
      [
        ['No', '質問', '回答', '備考', null, '選択肢', '意味'],
        ...[0, 1, 2, 3, 4].map(at => [
          at + 1,
          ASKED_JA[at] ?? '',
          null,
          null,
          null,
          ...([
            ['済', '実施している'],
            ['未', '実施していない'],
            ['外', '対象でない'],
          ][at] ?? []),
        ]),
      ],
      { lists: { 'C2:C6': ['済', '未', '外'] } },
    );
    expect(placed(sheet)).toEqual(rows(2, 6, 'B# > C# D# -'));
  });

  it('may repeat its header on each page', () => {
    const header = ['No', '確認内容', '判定', '備考'];
    const sheet = sheetOf('Sheet1', [
      header,
      ...numbered(ASKED_JA.slice(0, 4)),
      [],
      header,
      ...numbered(ASKED_JA.slice(4, 8)),
    ]);
    expect(placed(sheet)).toEqual([...rows(2, 5, 'B# > C# D# -'), ...rows(8, 11, 'B# > C# D# -')]);
  });

  it('may change its columns from one table to the next', () => {
    const sheet = sheetOf(
      'Sheet1',
      [
        ['No', '確認内容', '判定', '備考'],
        ...numbered(ASKED_JA.slice(0, 4)),
        [],
        ['No', '分類', '確認内容', '自由記述'],
        ...ASKED_JA.slice(4, 8).map((text, at) => [at + 1, '運用', text]),
      ],
      { lists: { 'C2:C5': MARKS } },
    );
    expect(placed(sheet)).toEqual([...rows(2, 5, 'B# > C# D# -'), ...rows(8, 11, 'C# > - D# -')]);
  });

  it('is read in English', () => {
    const sheet = sheetOf(
      'Assessment',
      [
        ['Vendor Security Assessment'],
        ['Please complete every row. Do you have questions? Contact us.'],
        [],
        ['Ref', 'Domain', 'Control Question', 'Response', 'Explanation', 'Evidence', 'Reviewer Notes'],
        ...ASKED_EN.map((text, at) => [`SEC-${at + 1}`, 'General', text]),
      ],
      { lists: { 'D5:D14': ['Yes', 'Partial', 'No', 'N/A'] } },
    );
    expect(placed(sheet)).toEqual(rows(5, 14, 'C# > D# E# F#'));
  });

  it('is read from plain text without any style, list or width', () => {
    const sheet = sheetOf('questions.csv', [['質問', '回答'], ...plain(ASKED_JA)]);
    expect(placed(sheet)).toEqual(rows(2, 17, 'A# > - B# -'));
  });

  it('may name its options in a row of its own below the header', () => {
    const sheet = sheetOf('Sheet1', [
      ['No', '質問事項', '回答', '備考'],
      [null, null, '（○・△・×）', null],
      ...numbered(ASKED_JA.slice(0, 5)),
    ]);
    expect(placed(sheet)).toEqual(rows(3, 7, 'B# > C# D# -'));
    expect(layoutOf(sheet).questions[0]?.options).toEqual(['○', '△', '×']);
  });

  it('may count its columns below the header', () => {
    const sheet = sheetOf('Sheet1', [
      ['No', '質問事項', '回答', '備考'],
      ['①', '②', '③', '④'],
      ...numbered(ASKED_JA.slice(0, 5)),
    ]);
    expect(placed(sheet)).toEqual(rows(3, 7, 'B# > C# D# -'));
  });

  it('may have its header again in a second language', () => {
    const sheet = sheetOf('Sheet1', [
      ['項番', '質問', '回答', '備考'],
      ['No.', 'Question', 'Answer', 'Remarks'],
      ...numbered(ASKED_JA.slice(0, 5)),
    ]);
    expect(placed(sheet)).toEqual(rows(3, 7, 'B# > C# D# -'));
  });

  it('may ask in one cell for several items that are answered one by one', () => {
    const items = ['保存期間', '保存場所', '閲覧できる者', '取得の間隔', '世代数', '復元の試験'];
    const line = (text: string, at: number): Value[] => [
      at % 3 === 0 ? at / 3 + 1 : null,
      at % 3 === 0
        ? (['次の各項目について、ログの管理をご説明ください。', '次の各項目について、複製の取得をご説明ください。'][
            at / 3
          ] ?? null)
        : null,
      text,
    ];
    const table: Value[][] = [['No', '質問事項', '内容', '回答', '備考'], ...items.map(line)];
    const merged = sheetOf('Sheet1', table, { merges: ['A2:A4', 'B2:B4', 'A5:A7', 'B5:B7'] });
    for (const sheet of [merged, sheetOf('Sheet1', table)]) {
      expect(placed(sheet)).toEqual(rows(2, 7, 'C# > D# E# -'));
      expect(layoutOf(sheet).questions[4]?.text).toBe('次の各項目について、複製の取得をご説明ください。\n世代数');
    }
  });
});
