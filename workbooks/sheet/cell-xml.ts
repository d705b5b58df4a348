import { type Tag, withoutAttributes } from '../package/tag-scanner.ts';
import { escapeXml } from '../package/xml-text.ts';
import { plainNewlines } from './string-text.ts';

/** Characters that a cell holds at most. Source: Microsoft, "Excel specifications and limits". */
export const MAX_CELL_TEXT = 32_767;

/** The text as a cell can hold it: one `\n` per line break, at most 32,767 characters, no half of a surrogate pair. */
export function cellText(text: string): { readonly text: string; readonly isCut: boolean } {
  const plain = plainNewlines(text);
  if (plain.length <= MAX_CELL_TEXT) return { text: plain, isCut: false };
  const splitsPair = /[\uD800-\uDBFF]/.test(plain.charAt(MAX_CELL_TEXT - 1));
  return { text: plain.slice(0, splitsPair ? MAX_CELL_TEXT - 1 : MAX_CELL_TEXT), isCut: true };
}

/**
 * Writes what XML cannot hold (control characters, halves of surrogate pairs) as `_xHHHH_`, and an underscore that would
 * be read as the start of such an escape as `_x005F_`.
 */
export function escapeCellText(text: string): string {
  return text
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
    .replace(
      /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g,
      char => `_x${char.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`,
    );
}

/** What a written cell holds, as it stands in the sheet: escaped text, or 1 and 0 for TRUE and FALSE. */
export function storedValue(value: string | boolean): string {
  return typeof value === 'boolean' ? (value ? '1' : '0') : escapeCellText(cellText(value).text);
}

/** A cell that takes the place of an existing one: its attributes stay, only type and content are new. */
export function replacedCell(old: Tag, value: string | boolean): string {
  // cm and vm point to metadata of the old value.
  return cellXml(old.prefix, withoutAttributes(old, ['t', 'cm', 'vm']), value);
}

/** A cell where the sheet has none; `style` is the number of its row's or column's. */
export function newCell(prefix: string, ref: string, style: string | undefined, value: string | boolean): string {
  return cellXml(prefix, ` r="${ref}"${style === undefined ? '' : ` s="${escapeXml(style)}"`}`, value);
}

/** Text is an inline string, so that no other part changes and `=` at its start makes no formula. */
function cellXml(prefix: string, attributes: string, value: string | boolean): string {
  const stored = storedValue(value);
  const open = `<${prefix}c${attributes}`;
  if (typeof value === 'boolean') return `${open} t="b"><${prefix}v>${stored}</${prefix}v></${prefix}c>`;
  const item = `<${prefix}is><${prefix}t xml:space="preserve">${escapeXml(stored)}</${prefix}t></${prefix}is>`;
  return `${open} t="inlineStr">${item}</${prefix}c>`;
}
