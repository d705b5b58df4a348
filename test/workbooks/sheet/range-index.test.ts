import fc from 'fast-check';
import { expect, test } from 'vitest';
import { inRange, MAX_ROW } from '../../../workbooks/cell-ref.ts';
import { RangeIndex } from '../../../workbooks/sheet/range-index.ts';

const range = fc
  .record({
    top: fc.integer({ min: 1, max: 3000 }),
    left: fc.integer({ min: 1, max: 5 }),
    height: fc.oneof(fc.nat(100), fc.nat(5000), fc.constant(MAX_ROW)),
    width: fc.nat(3),
  })
  .map(({ top, left, height, width }) => ({ top, left, bottom: top + height, right: left + width }));

test('it finds exactly the ranges that hold the cell, short and tall', () => {
  fc.assert(
    fc.property(
      fc.array(range, { maxLength: 20 }),
      fc.integer({ min: 1, max: 9000 }),
      fc.integer({ min: 1, max: 9 }),
      (ranges, row, column) => {
        const found = new RangeIndex(ranges.map((item, at) => [item, at] as const)).at(row, column);
        const expected = ranges.flatMap((item, at) => (inRange(item, row, column) ? [at] : []));
        expect(found.sort((a, b) => a - b)).toEqual(expected);
      },
    ),
  );
});
