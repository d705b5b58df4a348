import { parseRange } from '../cell-ref.ts';
import type { Range } from '../model.ts';
import type { WorkbookPackage } from '../package/workbook-package.ts';

/**
 * The cells that a pivot table fills, with its page fields above: what a person writes there is lost at the next refresh
 * (LibreOffice refreshes when it opens the file). Null where the part names no range.
 */
export async function readPivotRange(book: WorkbookPackage, part: string): Promise<Range | null> {
  let found: Range | null = null as Range | null;
  await book.parse(part, {
    open: (name, attributes) => {
      if (name !== 'location') return;
      const range = parseRange(attributes.ref ?? '');
      const pages = Number(attributes.rowPageCount ?? 0);
      if (range !== null) found = { ...range, top: Math.max(1, range.top - (pages > 0 ? pages + 1 : 0)) };
    },
  });
  return found;
}
