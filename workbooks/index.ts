export { cellRef, columnName, columnNumber, parseCellRef, parseRange } from './cell-ref.ts';
export { addSheet, isDelimitedText, readWorkbook, refuseSheetInText, writeCells } from './files.ts';
export { detectLayout, layoutFingerprint } from './layout/index.ts';
export { type AnswerEdits, type AnswerEditsInput, answerEdits, verdictWord } from './options/index.ts';
export { LIMITS, type Limits } from './package/limits.ts';
export { mayWrite } from './protection.ts';
export type { NewSheet } from './sheet/add-sheet.ts';
export type { RefusalCode, RefusedEdit } from './sheet/check-edits.ts';
export type { WrittenWorkbook } from './sheet/written-workbook.ts';
