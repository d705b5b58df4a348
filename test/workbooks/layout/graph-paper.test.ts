import { describe, expect, it } from 'vitest';
import { cellRef, columnName } from '../../../workbooks/cell-ref.ts';
import type { Sheet } from '../../../workbooks/model.ts';
import { sheetOf, type Value } from './grid-builder.ts';
import { layoutOf, placed } from './placed.ts';
import { ASKED_JA } from './questions.ts';

/** A 方眼紙: narrow columns of one width, every field a merge of some columns and rows. */
function graphPaper(
  fields: readonly { readonly label: string; readonly from: number; readonly to: number }[],
  height: number,
  gap: number,
): Sheet {
  const width = Math.max(...fields.map(({ to }) => to));
  const lines: Value[][] = Array.from({ length: 8 + ASKED_JA.length * (height + gap) }, () => Array(width).fill(null));
  const merges: string[] = [];
  const put = (row: number, bottom: number, from: number, to: number, value: Value) => {
    const line = lines[row - 1];
    if (line !== undefined) line[from - 1] = value;
    merges.push(`${cellRef(row, from)}:${cellRef(bottom, to)}`);
  };
  put(1, 2, 2, width, 'セキュリティ対策 確認書');
  put(4, 4, 2, width, '各項目の回答欄に○・△・×のいずれかをご記入ください。');
  for (const { label, from, to } of fields) put(6, 7, from, to, label);
  ASKED_JA.forEach((text, at) => {
    const row = 8 + at * (height + gap);
    fields.forEach(({ label, from, to }, index) => {
      put(row, row + height - 1, from, to, index === 0 ? at + 1 : /内 ?容|事 ?項/.test(label) ? text : null);
    });
  });
  return sheetOf('確認書', lines, {
    merges,
    widths: Object.fromEntries(Array.from({ length: width }, (_, at) => [columnName(at + 1), 2.2])),
  });
}

describe('方眼紙', () => {
  const fields = [
    { label: '№', from: 2, to: 3 },
    { label: '確 認 内 容', from: 4, to: 25 },
    { label: '回 答', from: 26, to: 28 },
    { label: '備　考', from: 29, to: 45 },
  ];

  it('is read by its merges, whatever their height', () => {
    for (const height of [1, 2, 5]) {
      expect(placed(graphPaper(fields, height, 0))).toEqual(
        ASKED_JA.map((_, at) => `D${8 + at * height} > Z${8 + at * height} AC${8 + at * height} -`),
      );
    }
  });

  it('may leave empty rows between its blocks', () => {
    expect(placed(graphPaper(fields, 2, 1))).toHaveLength(ASKED_JA.length);
  });

  it('takes the options from the note above', () => {
    expect(layoutOf(graphPaper(fields, 2, 0)).questions[0]?.optionMeanings).toEqual({
      yes: '○',
      partial: '△',
      no: '×',
    });
  });

  it('may have its answers on the left and a field of the one who asked', () => {
    const turned = [
      { label: '№', from: 2, to: 3 },
      { label: '回答', from: 4, to: 6 },
      { label: '質 問 事 項', from: 7, to: 30 },
      { label: '補足', from: 31, to: 45 },
      { label: '弊社確認欄', from: 46, to: 50 },
    ];
    expect(placed(graphPaper(turned, 2, 0)).at(0)).toBe('G8 > D8 AE8 -');
  });
});
