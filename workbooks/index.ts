export { cellRef, columnName, columnNumber, parseCellRef, parseRange } from './cell-ref.ts';
export { mayWrite } from './protection.ts';
export type { RefusalCode, RefusedEdit } from './sheet/check-edits.ts';
export { readWorkbook } from './sheet/read-workbook.ts';
export { type WrittenWorkbook, writeWorkbookCells as writeCells } from './sheet/write-cells.ts';
