import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cellRef, parseCellRef } from '../../../workbooks/cell-ref.ts';
import { detectLayout } from '../../../workbooks/layout/index.ts';
import type { Sheet } from '../../../workbooks/model.ts';
import { sheetOf, shifted, type Value, workbookOf } from './grid-builder.ts';
import { layoutOf, placed } from './placed.ts';
import { ASKED_EN, ASKED_JA } from './questions.ts';

const HEADS = {
  number: ['No', '№', '項番', '番号', '質問番号', 'No.'],
  category: ['分類', '大項目', 'カテゴリ', '区分'],
  question: [
    '質問',
    '設問',
    '確認内容',
    '確認事項',
    'チェック項目',
    '評価項目',
    '質問事項',
    '要求事項',
    'ご質問',
    'セキュリティ要件',
  ],
  verdict: ['回答', '回答欄', '貴社回答', '実施状況', '対応状況', '判定', '適否', '対応可否', '自己評価'],
  comment: ['備考', '補足', 'コメント', '詳細', '具体的内容', '補足説明', '具体的な対応内容'],
  reference: ['根拠', '証跡', 'エビデンス', '参照資料', '根拠資料'],
  assessor: ['評価者', '確認者', '当社記入欄', '審査結果', '評価者コメント'],
  date: ['対応予定日', '実施時期', '期限'],
  importance: ['重要度', '必須', '優先度'],
} as const;
const HEADS_EN = {
  number: ['No', '#', 'ID', 'Ref', 'Question ID'],
  category: ['Domain', 'Category', 'Section'],
  question: ['Question', 'Requirement', 'Control', 'Control Question', 'Security Requirement'],
  verdict: ['Response', 'Answer', 'Status', 'Vendor Response', 'Compliance Status', 'Implemented?'],
  comment: ['Comments', 'Remarks', 'Explanation', 'Notes', 'Additional Information'],
  reference: ['Evidence', 'Supporting Documents'],
  assessor: ['Reviewer', 'Assessor Comments', 'Internal Use Only'],
  date: ['Due Date', 'Target Date'],
  importance: ['Severity', 'Priority', 'Weight'],
} as const;
type Role = keyof typeof HEADS;
const LISTS = [
  ['○', '△', '×', '－'],
  ['はい', 'いいえ', '該当なし'],
  ['対応済', '一部対応', '未対応', '対象外'],
  ['Yes', 'No', 'N/A'],
  ['適合', '不適合'],
];

/** A table of randomly chosen columns in a random order, and where its parts must be found. */
const tables = fc
  .record({
    english: fc.boolean(),
    words: fc.array(fc.nat(1000), { minLength: 9, maxLength: 9 }),
    optional: fc.subarray(['number', 'category', 'comment', 'reference', 'assessor', 'date', 'importance'] as const),
    answersFirst: fc.boolean(),
    list: fc.option(fc.constantFrom(...LISTS)),
    texts: fc.shuffledSubarray([...ASKED_JA], { minLength: 5 }),
    blanks: fc.array(fc.nat(6), { maxLength: 2 }),
  })
  .map(({ english, words, optional, answersFirst, list, texts, blanks }) => {
    const heads = english ? HEADS_EN : HEADS;
    const lines = english ? ASKED_EN : texts;
    const has = (role: Role) => (optional as readonly Role[]).includes(role);
    const asked: Role[] = (['number', 'category', 'question', 'importance'] as const).filter(
      r => r === 'question' || has(r),
    );
    const answered: Role[] = (['verdict', 'comment', 'reference', 'date', 'assessor'] as const).filter(
      r => r === 'verdict' || has(r),
    );
    const order: (Role | null)[] = answersFirst ? [...answered, ...asked] : [...asked, ...answered];
    for (const at of blanks) order.splice(Math.min(at, order.length), 0, null);
    const label = (role: Role | null, at: number) =>
      role === null ? null : (heads[role][(words[at] ?? 0) % heads[role].length] ?? null);
    const column = (role: Role) =>
      has(role) || role === 'question' || role === 'verdict' ? order.indexOf(role) + 1 : 0;
    const value = (role: Role | null, text: string, at: number): Value =>
      role === 'number'
        ? at + 1
        : role === 'category'
          ? `分類${Math.floor(at / 3) + 1}`
          : role === 'question'
            ? text
            : role === 'importance'
              ? at % 2
                ? '高'
                : '低'
              : null;
    const verdict = column('verdict');
    const sheet = sheetOf(
      'Sheet1',
      [order.map(label), ...lines.map((text, at) => order.map(role => value(role, text, at)))],
      {
        lists: list === null ? {} : { [`${cellRef(2, verdict)}:${cellRef(lines.length + 1, verdict)}`]: list },
      },
    );
    const cell = (role: Role) => (column(role) === 0 ? null : cellRef(2, column(role)));
    // Without a list and without remarks the only answer column is for text.
    const free = list === null && !has('comment');
    return {
      sheet,
      count: lines.length,
      first: {
        question: cell('question'),
        verdict: free ? null : cell('verdict'),
        comment: free ? cell('verdict') : cell('comment'),
        reference: cell('reference'),
      },
    };
  });

const read = (sheet: Sheet) => {
  const { questions } = layoutOf(sheet);
  const [first] = questions;
  return {
    count: questions.length,
    first: {
      question: first?.cell ?? null,
      verdict: first?.answer.verdict ?? null,
      comment: first?.answer.comment ?? null,
      reference: first?.answer.reference ?? null,
    },
  };
};

describe('a table', () => {
  it('is read whatever its words, its columns, their order and the gaps between them', () => {
    fc.assert(
      fc.property(tables, ({ sheet, count, first }) => {
        expect(read(sheet)).toEqual({ count, first });
      }),
      { numRuns: 400, seed: 17 },
    );
  });

  it('is read alike wherever it stands', () => {
    const moved = (ref: string | null, down: number, right: number) => {
      const at = ref === null ? null : parseCellRef(ref);
      return at === null ? null : cellRef(at.row + down, at.column + right);
    };
    fc.assert(
      fc.property(tables, fc.nat(40), fc.nat(30), ({ sheet, count, first }, down, right) => {
        const { question, verdict, comment, reference } = first;
        expect(read(shifted(sheet, down, right))).toEqual({
          count,
          first: {
            question: moved(question, down, right),
            verdict: moved(verdict, down, right),
            comment: moved(comment, down, right),
            reference: moved(reference, down, right),
          },
        });
      }),
      { numRuns: 150, seed: 17 },
    );
  });

  it('does not change with empty styled cells around it', () => {
    const lines: Value[][] = [['No', '質問', '回答', '備考'], ...ASKED_JA.map((text, at): Value[] => [at + 1, text])];
    const bare = placed(sheetOf('Sheet1', lines, { at: 'C4' }));
    expect(placed(sheetOf('Sheet1', lines, { at: 'C4', drawn: ['A1:J40'] }))).toEqual(bare);
  });
});

describe('any sheet', () => {
  const values = fc.oneof(
    fc.constantFrom<Value>('', null, '回答', '質問', '備考', 'No', '○', 'はい', '合計', '例', '※注', '=1', true, false),
    fc.constantFrom<Value>(...ASKED_JA, ...ASKED_EN),
    fc.string({ maxLength: 30 }),
    fc.integer({ min: 0, max: 300 }),
  );
  const grids = fc.array(fc.array(values, { maxLength: 8 }), { maxLength: 14 });

  it('is read without an error, and no question is answered in a filled or formula cell unsaid', () => {
    fc.assert(
      fc.property(
        grids,
        fc.array(fc.tuple(fc.nat(12), fc.nat(6), fc.nat(3), fc.nat(3)), { maxLength: 4 }),
        (lines, merges) => {
          const ranges = merges.map(
            ([row, column, high, wide]) =>
              `${cellRef(row + 1, column + 1)}:${cellRef(row + 1 + high, column + 1 + wide)}`,
          );
          const sheet = sheetOf('Sheet1', lines, { merges: ranges });
          const layout = detectLayout(workbookOf(sheet));
          for (const question of layout.sheets[0]?.questions ?? []) {
            const { answer, blocked, prefilled } = question;
            const cells = [answer.verdict, answer.comment, answer.reference, ...Object.values(answer.exclusive ?? {})];
            for (const ref of cells) {
              const at = ref === null ? null : parseCellRef(ref);
              const cell = at === null ? undefined : sheet.rows.get(at.row)?.get(at.column);
              const taken = cell !== undefined && (cell.formula || cell.text.trim() !== '') && cell.kind !== 'boolean';
              if (taken && !prefilled) expect(blocked?.[ref ?? '']).toBeDefined();
            }
            expect(answer.verdict ?? answer.comment ?? answer.exclusive).not.toBeNull();
          }
        },
      ),
      { numRuns: 300, seed: 17 },
    );
  });
});

describe('speed', () => {
  it('reads ten thousand questions within seconds, even on a busy machine', () => {
    const sheet = sheetOf(
      'Sheet1',
      [
        ['No', '分類', '確認事項', '回答', '備考'],
        ...Array.from({ length: 10_000 }, (_, at): Value[] => [
          at + 1,
          `分類${Math.floor(at / 50)}`,
          `${ASKED_JA[at % ASKED_JA.length]}（${at}）`,
        ]),
      ],
      { lists: { 'D2:D10001': ['○', '×'] } },
    );
    const started = performance.now();
    expect(layoutOf(sheet).questions).toHaveLength(10_000);
    expect(performance.now() - started).toBeLessThan(5000);
  });
});
