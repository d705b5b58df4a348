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
      if (name === 'si') strings.push(item.take());
      else item.close(name);
    },
  });
  return strings;
}
