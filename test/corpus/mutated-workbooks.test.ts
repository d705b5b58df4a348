import { describe, expect, test } from 'vitest';
import { InputError } from '../../knowledge/errors.ts';
import { cellRef, detectLayout, readWorkbook, writeCells } from '../../workbooks/index.ts';
import type { CellEdit, Workbook } from '../../workbooks/model.ts';
import { zipOf } from '../workbooks/fixtures/zip-of.ts';
import { Dice, MUTATIONS } from './mutations.ts';
import { SEEDS } from './seeds.ts';

/** Workbooks for each way of damage and each seed: 20 × 3 × 40 = 2,400. */
const ROUNDS = 40;
/** Milliseconds that any one workbook may take. */
const SLOWEST = 5_000;
/** Bytes by which the whole run may grow the process: far below 512 MB for any one of them. */
const MOST_MEMORY = 400_000_000;

/** Some blank cells of every sheet, and one far away. */
function someEdits(workbook: Workbook): CellEdit[] {
  return workbook.sheets.flatMap(sheet => {
    const blank = [...sheet.rows.values()].flatMap(row => [...row.values()].filter(cell => cell.kind === 'blank'));
    const cells = blank.slice(0, 5).map(cell => cellRef(cell.row, cell.column));
    return [...cells, 'F2', 'D5', 'Z99'].map(cell => ({ sheet: sheet.name, cell, value: `答え ${cell}` }));
  });
}

type Outcome = 'answered' | 'refused';

/** Reads, looks for questions, fills and reads again; anything but an answer or a clear refusal fails. */
async function outcomeOf(bytes: Uint8Array): Promise<Outcome> {
  let workbook: Workbook;
  try {
    workbook = await readWorkbook(bytes, '確認票.xlsx');
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    expect(error.code).toMatch(/^[a-z-]+$/);
    expect(error.message).toContain('確認票.xlsx');
    expect(error.en).toContain('確認票.xlsx');
    expect(error.message.length).toBeLessThan(2000);
    return 'refused';
  }
  expect(detectLayout(workbook).sheets).toHaveLength(workbook.sheets.length);
  const result = await writeCells(bytes, someEdits(workbook), '確認票.xlsx');
  if (result.written.length === 0) return 'answered';
  const again = await readWorkbook(result.bytes, '確認票.xlsx');
  for (const { sheet, cell, value } of result.written) {
    const rows = again.sheets.find(candidate => candidate.name === sheet)?.rows.values() ?? [];
    const found = [...rows].flatMap(row => [...row.values()]).find(other => cellRef(other.row, other.column) === cell);
    expect([sheet, cell, found?.text]).toEqual([sheet, cell, value]);
  }
  return 'answered';
}

describe('damaged workbooks are answered or refused with a clear error, quickly and in bounded memory', () => {
  const before = process.memoryUsage().rss;
  const outcomes: Record<Outcome, number> = { answered: 0, refused: 0 };
  let slowest = 0;

  test.each(Object.entries(SEEDS))('the undamaged seed %s is answered', async (_, parts) => {
    expect(await outcomeOf(zipOf(parts))).toBe('answered');
  });

  test.each(Object.entries(MUTATIONS))('%s', async (name, mutate) => {
    for (const [seedAt, [seed, parts]] of Object.entries(SEEDS).entries()) {
      for (let round = 0; round < ROUNDS; round++) {
        const dice = new Dice(1000 * Object.keys(MUTATIONS).indexOf(name) + 100 * seedAt + round);
        const bytes = mutate(parts, dice);
        const start = performance.now();
        try {
          outcomes[await outcomeOf(bytes)]++;
        } catch (error) {
          throw new Error(`${name}, seed ${seed}, round ${round}: ${String(error)}`, { cause: error });
        }
        const took = performance.now() - start;
        slowest = Math.max(slowest, took);
        expect([seed, round, took < SLOWEST]).toEqual([seed, round, true]);
      }
    }
  });

  test('there were at least 2,000, both outcomes among them, and memory stayed bounded', () => {
    const grown = process.memoryUsage().rss - before;
    console.info(
      `${JSON.stringify(outcomes)}, slowest ${Math.round(slowest)} ms, memory +${Math.round(grown / 1e6)} MB`,
    );
    expect(outcomes.answered + outcomes.refused).toBeGreaterThanOrEqual(2000);
    expect(Math.min(outcomes.answered, outcomes.refused)).toBeGreaterThan(200);
    expect(grown).toBeLessThan(MOST_MEMORY);
  });
});
