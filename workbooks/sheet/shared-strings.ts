import { tooMany } from '../package/refusals.ts';
import type { WorkbookPackage } from '../package/workbook-package.ts';
import { StringItem } from './string-text.ts';

/** Reads the shared strings in order; empty where the workbook has no such part. */
export async function readSharedStrings(book: WorkbookPackage, part: string | null): Promise<readonly string[]> {
  const strings: string[] = [];
  if (part === null) return strings;
  const item = new StringItem();
  await book.parse(part, {
    open: name => item.open(name),
    text: text => item.text(text),
    close: name => {
      if (name !== 'si') return item.close(name);
      if (strings.length >= book.limits.cells) {
        throw tooMany(book.fileName, { ja: '共有文字列', en: 'shared strings' }, book.limits.cells);
      }
      strings.push(item.take());
    },
  });
  return strings;
}
