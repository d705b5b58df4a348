import { cellRef } from '../cell-ref.ts';
import type { AnswerCells, BlockedReason, OptionMeaning } from '../model.ts';
import { mayWrite } from '../protection.ts';
import { isUntouched } from './column-evidence.ts';
import { type Grid, type GridCell, isBlank } from './grid.ts';

/** Where one question is answered, as grid cells. */
export interface AnswerPlaces {
  readonly verdict: GridCell | null;
  readonly comment: GridCell | null;
  readonly reference: GridCell | null;
  readonly exclusive: Readonly<Partial<Record<OptionMeaning, GridCell>>> | null;
}

/** What a question says of its answer cells. */
export interface ReadAnswer {
  readonly answer: AnswerCells;
  readonly prefilled: boolean;
  readonly blocked: Readonly<Record<string, BlockedReason>> | null;
  /** The choice's cells hold FALSE: TRUE would be the answer. */
  readonly truth: boolean;
}

/** Names the answer cells and tells which of them are filled already or must not be written. */
export function readAnswer(grid: Grid, places: AnswerPlaces): ReadAnswer {
  const { verdict, comment, reference, exclusive } = places;
  const choices = exclusive === null ? [] : Object.values(exclusive);
  const judged = exclusive !== null ? choices : verdict !== null ? [verdict] : comment !== null ? [comment] : [];
  const truth = judged.some(cell => isFalse(cell));
  const cells = [verdict, comment, reference, ...choices].filter(cell => cell !== null);
  const blocked: Record<string, BlockedReason> = {};
  for (const cell of cells) {
    const reason = blockedReason(grid, cell);
    if (reason !== null) blocked[ref(cell)] = reason;
  }
  const name = (cell: GridCell | null) => (cell === null ? null : ref(cell));
  return {
    answer: {
      verdict: name(verdict),
      comment: name(comment),
      reference: name(reference),
      exclusive:
        exclusive === null
          ? null
          : Object.fromEntries(Object.entries(exclusive).map(([meaning, cell]) => [meaning, ref(cell)])),
    },
    prefilled: judged.some(cell => !isBlank(cell) && !isUntouched(cell.text, cell.cell?.kind)),
    blocked: Object.keys(blocked).length === 0 ? null : blocked,
    truth,
  };
}

/** The cell's A1 reference. */
export function ref({ row, column }: GridCell): string {
  return cellRef(row, column);
}

function blockedReason(grid: Grid, cell: GridCell): BlockedReason | null {
  if (cell.cell?.formula === true) return 'formula';
  if (grid.sheet.checkboxes.includes(ref(cell))) return 'checkbox';
  if (!mayWrite(grid.sheet, cell.row, cell.column)) return 'locked';
  // The writer keeps FALSE and placeholders too: to replace what stands there is the customer's to allow.
  return cell.text !== '' ? 'filled' : null;
}

function isFalse({ cell, text }: GridCell): boolean {
  return cell?.kind === 'boolean' && /^false$/i.test(text);
}
