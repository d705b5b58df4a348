import { tooMany } from '../package/refusals.ts';
import type { WorkbookPackage } from '../package/workbook-package.ts';
import { type Attributes, flag } from '../package/xml.ts';
import { builtinFormat } from './builtin-formats.ts';
import { indexedColor } from './indexed-colors.ts';

/** What a cell's style says, as far as reading needs it. */
export interface CellStyle {
  /** Number format code, e.g. `yyyy/m/d`. */
  readonly format: string;
  readonly unlocked: boolean;
  /** Solid fill: RRGGBB, or `theme:N`. */
  readonly fill: string | null;
  readonly bold: boolean;
  /** Excel 365 shows the cell's TRUE or FALSE as a checkbox. */
  readonly checkbox: boolean;
}

/** The style of a cell that names none, in a workbook that has none. */
export const DEFAULT_STYLE: CellStyle = {
  format: 'General',
  unlocked: false,
  fill: null,
  bold: false,
  checkbox: false,
};

/** Reads the cell formats (`cellXfs`) in order, each with its number format, fill, font and protection resolved. */
export async function readStyles(book: WorkbookPackage, part: string | null): Promise<readonly CellStyle[]> {
  if (part === null) return [DEFAULT_STYLE];
  const formats = new Map<number, string>();
  const bolds: boolean[] = [];
  const fills: (string | null)[] = [];
  const styles: { -readonly [K in keyof CellStyle]: CellStyle[K] }[] = [];
  const path: string[] = [];
  const within = (parent: string) => path.includes(parent);
  await book.parse(part, {
    open: (name, attributes) => {
      const parent = path.at(-1);
      path.push(name);
      if (formats.size + bolds.length + fills.length + styles.length > book.limits.items) {
        throw tooMany(book.fileName, { ja: '書式', en: 'styles' }, book.limits.items);
      }
      // Formats of conditional formatting (dxfs) have the same elements and no say here.
      if (within('dxfs')) return;
      if (name === 'numFmt') formats.set(Number(attributes.numFmtId), attributes.formatCode ?? 'General');
      else if (name === 'font' && parent === 'fonts') bolds.push(false);
      else if (name === 'b' && parent === 'font') bolds[bolds.length - 1] = flag(attributes.val, true);
      else if (name === 'fill' && parent === 'fills') fills.push(null);
      else if (name === 'fgColor' && within('solidFill')) fills[fills.length - 1] = colorOf(attributes);
      else if (name === 'patternFill' && attributes.patternType === 'solid') path[path.length - 1] = 'solidFill';
      else if (!within('cellXfs')) return;
      else if (name === 'xf') {
        const id = Number(attributes.numFmtId ?? 0);
        styles.push({
          format: formats.get(id) ?? builtinFormat(id),
          unlocked: false,
          fill: fills[Number(attributes.fillId ?? 0)] ?? null,
          bold: bolds[Number(attributes.fontId ?? 0)] ?? false,
          checkbox: false,
        });
      } else {
        const style = styles.at(-1);
        if (style === undefined) return;
        if (name === 'protection') style.unlocked = !flag(attributes.locked, true);
        if (name === 'xfComplement') style.checkbox = true;
      }
    },
    close: () => {
      path.pop();
    },
  });
  return styles.length === 0 ? [DEFAULT_STYLE] : styles;
}

function colorOf(attributes: Attributes): string | null {
  const { rgb, theme, indexed } = attributes;
  if (rgb !== undefined) return /^[0-9A-Fa-f]{6,8}$/.test(rgb) ? rgb.slice(-6).toUpperCase() : null;
  if (theme !== undefined) return `theme:${theme}`;
  return indexed === undefined ? null : indexedColor(Number(indexed));
}
