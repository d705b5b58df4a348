import { describe, expect, it } from 'vitest';
import { InputError } from '../../../knowledge/errors.ts';
import { detectLayout, layoutFingerprint } from '../../../workbooks/layout/index.ts';
import type { LayoutCorrection, TableLayout } from '../../../workbooks/model.ts';
import { sheetOf, type Value, workbookOf } from './grid-builder.ts';
import { place, rows } from './placed.ts';
import { ASKED_JA } from './questions.ts';

const sheet = sheetOf('質問票', [
  ['No', '設問', '回答', '備考', '社外秘メモ'],
  ...ASKED_JA.slice(0, 6).map((text, at): Value[] => [at + 1, text]),
]);
const other = sheetOf('控え', [
  ['メモ', 'あ'],
  ['い', 'う'],
]);
const workbook = workbookOf(sheet, other);
const columns = (more: Partial<TableLayout['columns']>): TableLayout['columns'] => ({
  number: 'A',
  category: [],
  question: ['B'],
  verdict: null,
  comment: null,
  reference: null,
  ...more,
});
const corrected = (...sheets: LayoutCorrection['sheets']) => detectLayout(workbook, { sheets });
const refusal = (...sheets: LayoutCorrection['sheets']) => {
  try {
    corrected(...sheets);
  } catch (error) {
    if (error instanceof InputError) return error;
  }
  throw new Error('no InputError');
};

describe('a correction of the layout', () => {
  it('that repeats what was found changes nothing', () => {
    const found = detectLayout(workbook);
    const again = detectLayout(workbook, { sheets: found.sheets });
    expect(again.sheets.map(({ questions, tables }) => ({ questions, tables }))).toEqual(
      found.sheets.map(({ questions, tables }) => ({ questions, tables })),
    );
  });

  it('that repeats a form changes nothing', () => {
    const form = sheetOf(
      '質問書',
      ASKED_JA.slice(0, 3).flatMap((text, at): Value[][] => [
        [`Q${at + 1}`, text],
        ['回答', null],
      ]),
    );
    const found = detectLayout(workbookOf(form));
    expect(detectLayout(workbookOf(form), { sheets: found.sheets }).sheets[0]?.questions).toEqual(
      found.sheets[0]?.questions,
    );
  });

  it('moves the answers to another column', () => {
    const layout = corrected({
      name: '質問票',
      role: 'questions',
      tables: [{ headerRows: [1], columns: columns({ verdict: 'C', comment: 'E' }) }],
    });
    expect(layout.sheets[0]?.questions.map(place)).toEqual(rows(2, 7, 'B# > C# E# -'));
    expect(layout.sheets[0]?.reason).toContain('指定');
    expect(layout.sheets[0]?.confidence).toBe(1);
  });

  it('makes columns to be marked', () => {
    const layout = corrected({
      name: '質問票',
      role: 'questions',
      tables: [{ headerRows: [1], columns: columns({ exclusive: { yes: 'C', no: 'D' } }) }],
    });
    expect(layout.sheets[0]?.questions.map(place)).toEqual(rows(2, 7, 'B# > yes:C#,no:D# - -'));
  });

  it('moves the header', () => {
    const layout = corrected({
      name: '質問票',
      role: 'questions',
      tables: [{ headerRows: [3], columns: columns({ comment: 'D' }) }],
    });
    expect(layout.sheets[0]?.questions.map(place)).toEqual(rows(4, 7, 'B# > - D# -'));
  });

  it('leaves a sheet out, or takes one in', () => {
    expect(corrected({ name: '質問票', role: 'other' }).sheets[0]).toMatchObject({ role: 'other', questions: [] });
    const taken = corrected({
      name: '控え',
      role: 'questions',
      tables: [{ headerRows: [1], columns: { ...columns({ comment: 'C' }), number: null, question: ['A'] } }],
    });
    expect(taken.sheets[1]?.questions.map(place)).toEqual(['A2 > - C2 -']);
    expect(taken.sheets[0]?.questions).toHaveLength(6);
  });

  it('that names a sheet, a column or a row which is not there is refused in both languages', () => {
    expect(refusal({ name: '無い', role: 'other' })).toMatchObject({ code: 'unknown-sheet' });
    const column = refusal({
      name: '質問票',
      role: 'questions',
      tables: [{ headerRows: [1], columns: columns({ comment: 'ZZ' }) }],
    });
    expect(column).toMatchObject({ code: 'unknown-column' });
    expect(column.message).toContain('質問票');
    expect(column.en).toContain('"ZZ"');
    expect(
      refusal({
        name: '質問票',
        role: 'questions',
        tables: [{ headerRows: [99], columns: columns({ comment: 'D' }) }],
      }),
    ).toMatchObject({ code: 'unknown-row' });
  });
});

describe('the fingerprint of a template', () => {
  const filled = sheetOf('質問票', [
    ['No', '設問', '回答', '備考', '社外秘メモ'],
    ...ASKED_JA.slice(6, 9).map((text, at): Value[] => [at + 1, text, '○']),
  ]);
  const renamed = sheetOf('質問票', [
    ['No', '設問', '回答', '補足', '社外秘メモ'],
    ...ASKED_JA.slice(0, 6).map((text, at): Value[] => [at + 1, text]),
  ]);

  it('stays the same with other questions and answers', () => {
    expect(layoutFingerprint(workbookOf(filled, other))).toBe(layoutFingerprint(workbook));
    expect(layoutFingerprint(workbook)).toMatch(/^[0-9a-f]{16}$/);
  });

  it('changes with a header or a sheet', () => {
    expect(layoutFingerprint(workbookOf(renamed, other))).not.toBe(layoutFingerprint(workbook));
    expect(layoutFingerprint(workbookOf(sheet))).not.toBe(layoutFingerprint(workbook));
  });
});
