export { cellRef, columnName, columnNumber, parseCellRef, parseRange } from './cell-ref.ts';
export { mayWrite } from './protection.ts';
export { readWorkbook } from './sheet/read-workbook.ts';
