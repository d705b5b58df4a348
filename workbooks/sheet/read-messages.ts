import type { Message } from '../../knowledge/errors.ts';
import type { Sheet } from '../model.ts';
import type { WorkbookPackage } from '../package/workbook-package.ts';
import type { ReadSheet } from './read-sheet.ts';

/** What a person should know of the package as a whole before anything is written. */
export async function packageMessages(book: WorkbookPackage): Promise<readonly Message[]> {
  const signed = (await book.relationships('')).some(({ target }) => /_xmlsignatures|digital-signature/i.test(target));
  if (!signed) return [];
  return [
    {
      severity: 'warning',
      code: 'signature-will-break',
      where: book.fileName,
      text: 'このブックには電子署名があります。回答を書き込むと署名は無効になります。',
      en: 'This workbook is digitally signed. Writing answers into it invalidates the signature.',
    },
  ];
}

/** What could not be read of a sheet, or was left out. */
export function sheetMessages(content: ReadSheet, sheet: Sheet): readonly Message[] {
  const where = sheet.name;
  const messages: Message[] = [];
  if (sheet.validations.some(validation => validation.options === null)) {
    messages.push({
      severity: 'info',
      code: 'list-not-resolved',
      where,
      text: '入力規則のリストのうち、数式 (INDIRECT など) や別のブックによるものは選択肢を読み取れません。',
      en: 'Lists that a formula (such as INDIRECT) or another workbook supplies cannot be resolved to their values.',
    });
  }
  if (content.blanksDropped) {
    messages.push({
      severity: 'info',
      code: 'blank-cells-left-out',
      where,
      text: '書式だけの空白セルが多いため、表から遠いものは読み飛ばしました。',
      en: 'There are many blank cells with nothing but a style; those far from the tables were left out.',
    });
  }
  if (content.unreadDrawings.length > 0) {
    messages.push({
      severity: 'info',
      code: 'drawing-not-read',
      where,
      text: `図形 (${content.unreadDrawings.join(', ')}) を読み取れないため、その中のチェックボックスは分かりません。`,
      en: `Checkboxes in ${content.unreadDrawings.join(', ')} are not known: the drawing cannot be read.`,
    });
  }
  return messages;
}
