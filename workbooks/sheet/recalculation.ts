import { spliced, type Tag, TagScanner, withoutAttributes } from '../package/tag-scanner.ts';

/** Children of `workbook` that stand before `calcPr`, in the schema's order (ECMA-376 part 1, 18.2.27). */
const BEFORE = ['sheets', 'functionGroups', 'externalReferences', 'definedNames'];

/** Asks the program that opens the workbook to calculate all formulas anew; the calculation chain stays as it is. */
export function requestRecalculation(xml: Buffer): Buffer {
  const scanner = new TagScanner(xml);
  let anchor: { readonly end: number; readonly prefix: string } | null = null;
  scanner.next();
  for (let tag = scanner.next(); tag !== null; tag = scanner.next()) {
    if (tag.kind === 'close') break;
    if (tag.name === 'calcPr') return spliced(xml, [{ start: tag.start, end: tag.end, text: calcPr(tag) }]);
    const end = scanner.skip(tag);
    if (BEFORE.includes(tag.name)) anchor = { end, prefix: tag.prefix };
  }
  if (anchor === null) return xml;
  const { end, prefix } = anchor;
  return spliced(xml, [{ start: end, end, text: `<${prefix}calcPr fullCalcOnLoad="1"/>` }]);
}

function calcPr(tag: Tag): string {
  const attributes = withoutAttributes(tag, ['fullCalcOnLoad']);
  return `<${tag.prefix}calcPr${attributes} fullCalcOnLoad="1"${tag.kind === 'empty' ? '/>' : '>'}`;
}
