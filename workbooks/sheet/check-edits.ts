import { type CellPlace, cellRef, parseCellRef } from '../cell-ref.ts';
import type { CellEdit, Range, Sheet, Workbook } from '../model.ts';
import { mayWrite } from '../protection.ts';
import { cellText } from './cell-xml.ts';
import type { WorksheetPart } from './load-workbook.ts';
import { RangeIndex } from './range-index.ts';

/** Why an edit is not written. */
export type RefusalCode =
  | 'unknown-sheet'
  | 'bad-cell-reference'
  | 'duplicate-edit'
  | 'empty-value'
  | 'formula-cell'
  | 'filled-cell'
  | 'pivot-cell'
  | 'inside-merge'
  | 'locked-cell'
  | 'not-in-list'
  | 'disordered-sheet'
  | 'beyond-last-row'
  | 'not-encodable';

/** An edit that is not written, and why, for a person to read. */
export interface RefusedEdit {
  readonly edit: CellEdit;
  readonly code: RefusalCode;
  /** Japanese. */
  readonly text: string;
  /** English. */
  readonly en: string;
}

/** An edit with its place. */
export interface PlacedEdit {
  readonly edit: CellEdit;
  readonly row: number;
  readonly column: number;
}

const WORDS: Readonly<Record<RefusalCode, readonly [ja: string, en: string]>> = {
  'unknown-sheet': ['その名前のシートがありません', 'there is no sheet of that name'],
  'bad-cell-reference': ['セル番地ではありません', 'it is no cell reference'],
  'duplicate-edit': ['同じセルへの書き込みが重なっています', 'another edit writes the same cell'],
  'empty-value': ['書き込む値が空です', 'the value is empty'],
  'formula-cell': ['数式のあるセルです', 'the cell holds a formula'],
  'filled-cell': ['すでに記入されています', 'the cell is filled already'],
  'pivot-cell': ['ピボットテーブルの範囲です', 'a pivot table fills the cell'],
  'inside-merge': ['結合セルの左上ではありません', 'the cell lies inside a merge and is not its upper left cell'],
  'locked-cell': ['保護されたシートのロックされたセルです', 'the cell is locked in a protected sheet'],
  'not-in-list': ['入力規則のリストにない値です', 'the value is not in the list that the cell allows'],
  'beyond-last-row': ['ファイルの最終行より下です', "the cell lies below the file's last row"],
  'not-encodable': [
    'ファイルの文字コードで表せない文字があります (UTF-8 で保存し直せば書き込めます)',
    "the value has characters that the file's encoding lacks (save the file as UTF-8)",
  ],
  'disordered-sheet': ['シートの行やセルの順が乱れています', "the sheet's rows or cells are out of order"],
};

/** Sorts edits into those that may be written and those that may not; nothing is overwritten, ever. */
export function checkEdits(
  edits: readonly CellEdit[],
  workbook: Workbook,
  written: ReadonlyMap<string, WorksheetPart>,
): { readonly allowed: ReadonlyMap<string, readonly PlacedEdit[]>; readonly refused: readonly RefusedEdit[] } {
  const checks = new Map<string, SheetCheck>();
  for (const sheet of workbook.sheets) {
    const more = written.get(sheet.name);
    if (more !== undefined && !checks.has(sheet.name)) checks.set(sheet.name, new SheetCheck(sheet, more));
  }
  const allowed = new Map<string, PlacedEdit[]>();
  const refused: RefusedEdit[] = [];
  for (const edit of edits) {
    const check = checks.get(edit.sheet);
    const place = parseCellRef(edit.cell);
    const code =
      check === undefined ? 'unknown-sheet' : place === null ? 'bad-cell-reference' : check.refusal(edit, place);
    if (code !== null || place === null) {
      refused.push(refuseEdit(edit, code ?? 'bad-cell-reference'));
      continue;
    }
    const placed = allowed.get(edit.sheet) ?? [];
    placed.push({ edit, ...place });
    allowed.set(edit.sheet, placed);
  }
  return { allowed, refused };
}

/** The edit with the reason why it is not written. */
export function refuseEdit(edit: CellEdit, code: RefusalCode): RefusedEdit {
  const [ja, en] = WORDS[code];
  const where = `${edit.sheet}!${edit.cell}`;
  return { edit, code, text: `${where} には書き込みません: ${ja}。`, en: `${where} is not written: ${en}.` };
}

class SheetCheck {
  readonly #sheet: Sheet;
  readonly #isOrdered: boolean;
  readonly #seen = new Set<string>();
  readonly #merges: RangeIndex<Range>;
  readonly #arrays: RangeIndex<Range>;
  readonly #pivots: RangeIndex<Range>;
  readonly #strictLists: RangeIndex<readonly string[]>;

  constructor(sheet: Sheet, { arrayRanges, pivotRanges, isOrdered }: WorksheetPart) {
    this.#sheet = sheet;
    this.#isOrdered = isOrdered;
    const indexOf = (ranges: readonly Range[]) => new RangeIndex(ranges.map(range => [range, range] as const));
    this.#merges = indexOf(sheet.merges);
    this.#arrays = indexOf(arrayRanges);
    this.#pivots = indexOf(pivotRanges);
    this.#strictLists = new RangeIndex(
      sheet.validations.flatMap(({ ranges, options, strict }) =>
        strict && options !== null ? ranges.map(range => [range, options] as const) : [],
      ),
    );
  }

  refusal(edit: CellEdit, { row, column }: CellPlace): RefusalCode | null {
    const ref = cellRef(row, column);
    const cell = this.#sheet.rows.get(row)?.get(column);
    if (!this.#isOrdered) return 'disordered-sheet';
    if (this.#seen.has(ref)) return 'duplicate-edit';
    if (edit.value === '') return 'empty-value';
    if (cell?.formula === true || this.#arrays.at(row, column).length > 0) return 'formula-cell';
    if (cell !== undefined && cell.text.trim() !== '') return 'filled-cell';
    if (this.#pivots.at(row, column).length > 0) return 'pivot-cell';
    if (this.#merges.at(row, column).some(merge => merge.top !== row || merge.left !== column)) return 'inside-merge';
    if (!mayWrite(this.#sheet, row, column)) return 'locked-cell';
    const value = typeof edit.value === 'boolean' ? (edit.value ? 'TRUE' : 'FALSE') : cellText(edit.value).text;
    if (this.#strictLists.at(row, column).some(options => !options.includes(value))) return 'not-in-list';
    this.#seen.add(ref);
    return null;
  }
}
