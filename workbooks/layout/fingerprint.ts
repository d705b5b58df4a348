import type { Workbook } from '../model.ts';
import { createGrid } from './grid.ts';
import { findHeaderBlocks } from './header-rows.ts';

/**
 * Names the template that a workbook was made from: the same for two workbooks whose sheets and header texts are the same,
 * whatever their questions, answers and row counts. 16 hexadecimal digits; no secret, and no proof of sameness.
 */
export function layoutFingerprint(workbook: Workbook): string {
  const lines = workbook.sheets.map(sheet => {
    const headers = findHeaderBlocks(createGrid(sheet)).map(({ columns }) =>
      columns.map(({ column, path }) => `${column}=${path.join('/')}`).join(','),
    );
    return [sheet.name, ...new Set(headers)].map(text => text.normalize('NFKC').replace(/\s+/g, '')).join('\n');
  });
  return fnv1a(lines.join('\u0000'));
}

/** FNV-1a, 64 bits. Source: Fowler, Noll, Vo; offset basis and prime of the 64-bit variant. */
function fnv1a(text: string): string {
  let hash = 0xcbf29ce484222325n;
  for (const char of text) {
    hash ^= BigInt(char.codePointAt(0) ?? 0);
    hash = BigInt.asUintN(64, hash * 0x100000001b3n);
  }
  return hash.toString(16).padStart(16, '0');
}
