import { InputError, type Message } from '../../knowledge/errors.ts';
import type { Layout, LayoutCorrection, SheetLayout, Workbook } from '../model.ts';
import { correctedSheet } from './correction.ts';
import { createGrid } from './grid.ts';
import { otherSheet, type ReadSheet, readSheet } from './sheet-layout.ts';

export { layoutFingerprint } from './fingerprint.ts';

/** So many questions with their answer cells make a sheet one that asks, even if it is named a cover or instructions. */
const MANY = 5;

/**
 * Finds out which sheets of a workbook ask, where each question stands and which cells it is answered in. Judged by the form of
 * what is there (header words, texts that ask, lists to choose from, cells left empty), never by the file; every judgement
 * carries its reason and how sure it is.
 *
 * @param correction  what a person said of some sheets; it overrules the detection there
 * @throws InputError `unknown-sheet`, `unknown-column`, `unknown-row` where the correction names what is not there
 */
export function detectLayout(workbook: Workbook, correction?: LayoutCorrection): Layout {
  const corrections = new Map((correction?.sheets ?? []).map(sheet => [sheet.name, sheet]));
  refuseUnknownSheets(workbook, corrections.keys());
  const grids = workbook.sheets.map(createGrid);
  const read = grids.map(grid =>
    readSheet(
      grid,
      grids.filter(other => other !== grid),
    ),
  );
  const anyAsks = read.some(
    ({ layout, kind }, at) => layout.role === 'questions' && kind === null && grids[at]?.sheet.visible,
  );
  const messages: Message[] = [];
  const sheets = grids.map((grid, at): SheetLayout => {
    const sheet = read[at] ?? readSheet(grid, []);
    const corrected = corrections.get(grid.sheet.name);
    if (corrected !== undefined)
      return correctedSheet(
        grid,
        grids.filter(other => other !== grid),
        corrected,
        sheet.layout,
      );
    const judged = judgeByPlace(sheet, grid.sheet.visible, anyAsks);
    messages.push(...judged.messages);
    return judged.layout;
  });
  return { file: workbook.fileName, sheets, messages };
}

/** Hidden sheets, example sheets and, beside a sheet that asks, instructions and the like are not answered. */
function judgeByPlace(
  { layout, messages, kind }: ReadSheet,
  visible: boolean,
  anyAsks: boolean,
): { readonly layout: SheetLayout; readonly messages: readonly Message[] } {
  if (layout.role === 'other') return { layout, messages };
  const { name, questions } = layout;
  if (!visible) {
    return {
      layout: otherSheet(name, `非表示のシートのため対象外（質問らしい行${questions.length}件）`, 0.7),
      messages: [
        {
          severity: 'warning',
          code: 'hidden-sheet',
          where: name,
          text: `非表示のシート「${name}」に質問らしい行が${questions.length}件ありますが、対象にしません。回答する場合は再表示してください。`,
          en: `The hidden sheet "${name}" holds ${questions.length} rows that ask; they are left out. Unhide it to have them answered.`,
        },
      ],
    };
  }
  const plainly = layout.confidence >= 0.8 && questions.length >= MANY;
  const maySurprise = !anyAsks || kind === '表紙' || kind === '記入要領';
  if (kind === null || (kind !== '記入例' && plainly && maySurprise)) return { layout, messages };
  return {
    layout: otherSheet(name, `名前から「${kind}」のシートと判断（質問らしい行${questions.length}件は対象外）`, 0.7),
    messages: [
      {
        severity: 'info',
        code: 'other-sheet-with-questions',
        where: name,
        text: `シート「${name}」は${kind}と判断し、質問らしい行${questions.length}件を対象にしません。`,
        en: `Sheet "${name}" was judged not to ask by its name; ${questions.length} rows that look like questions are left out.`,
      },
    ],
  };
}

function refuseUnknownSheets(workbook: Workbook, names: Iterable<string>): void {
  const known = new Set(workbook.sheets.map(({ name }) => name));
  for (const name of names) {
    if (known.has(name)) continue;
    const list = [...known].join('、');
    throw new InputError(
      'unknown-sheet',
      `レイアウト指定のシート「${name}」は「${workbook.fileName}」にありません（シート: ${list}）。`,
      `Sheet "${name}" of the layout is not in "${workbook.fileName}" (sheets: ${list}).`,
    );
  }
}
