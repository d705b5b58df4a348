import type { OptionMeaning } from '../model.ts';
import { wordMeaning } from '../options/index.ts';
import type { ScoredColumn } from './column-scores.ts';

/** A column headed by a level's number in which each row tells what the level means. */
export interface LevelColumn {
  readonly column: number;
  /** The number in ASCII digits. */
  readonly label: string;
}

/** Characters of a choice's header. */
const LONGEST = 30;

/** Columns headed はい, いいえ, 該当なし … to be marked; null where the table has none. */
export function exclusiveColumns(
  columns: readonly ScoredColumn[],
): Readonly<Partial<Record<OptionMeaning, number>>> | null {
  const runs: ScoredColumn[][] = [];
  for (const column of columns.filter(candidate => choiceMeaning(candidate) !== null)) {
    const run = runs.at(-1);
    const last = run?.at(-1);
    if (last !== undefined && goesOn(columns, last, column)) run?.push(column);
    else runs.push([column]);
  }
  for (const choices of runs) {
    const found: Partial<Record<OptionMeaning, number>> = {};
    for (const column of choices) {
      const meaning = choiceMeaning(column);
      if (meaning !== null && found[meaning] === undefined) found[meaning] = column.column;
    }
    if (found.yes !== undefined && Object.keys(found).length >= 2) return found;
  }
  return null;
}

/** Choices stand side by side; one that is not understood (わからない, Not Tested) may stand between them under the same header. */
function goesOn(columns: readonly ScoredColumn[], last: ScoredColumn, next: ScoredColumn): boolean {
  if (next.index - last.index === 1) return true;
  const group = last.header?.path.slice(0, -1).join('\n') ?? '';
  const between = columns.filter(({ index }) => index >= last.index && index <= next.index);
  return (
    group !== '' && between.length <= 4 && between.every(({ header }) => header?.path.slice(0, -1).join('\n') === group)
  );
}

function choiceMeaning({ header, evidence }: ScoredColumn): OptionMeaning | null {
  const label = header?.path.at(-1) ?? '';
  if (
    label === '' ||
    label.length > LONGEST ||
    evidence.open < 0.3 ||
    evidence.verdictList > 0.2 ||
    evidence.formula > 0.3
  )
    return null;
  const meaning = wordMeaning(label);
  return meaning === 'yes' || meaning === 'partial' || meaning === 'no' || meaning === 'na' ? meaning : null;
}

/** Columns headed 0, 1, 2 … whose rows tell what each level means; empty where the table has none. */
export function levelColumns(columns: readonly ScoredColumn[]): readonly LevelColumn[] {
  const levels = columns
    .map(({ column, header, evidence }) => ({ column, label: header?.path.at(-1) ?? '', evidence }))
    .filter(
      ({ label, evidence }) =>
        /^(レベル|level\s*)?[0-9０-９]$/i.test(label) && evidence.filled > 0.1 && evidence.marks < 0.5,
    )
    .map(({ column, label }) => ({ column, label: label.normalize('NFKC').replace(/[^0-9]/g, '') }));
  const inOrder = levels.every(({ label }, at) => at === 0 || Number(label) > Number(levels[at - 1]?.label));
  return levels.length >= 3 && inOrder ? levels : [];
}
