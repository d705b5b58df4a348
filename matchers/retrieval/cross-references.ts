import type { Passage } from '../../knowledge/model.ts';
import { unifyWidth } from '../../knowledge/text/normalize.ts';

const POINTS = /(?:参照|ご覧|ご確認|記載|に示|see\b)/;
const QUOTED = /[「『“"]([^「」『』“”"]{3,60})[」』”"]/g;
const NUMBER = /(?<![\d.])(CLD\.?\s?)?(\d{1,2}\.\d{1,2}(?:\.\d{1,2})?)(?![\d.])/g;

const bare = (text: string): string =>
  unifyWidth(text)
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');

/**
 * Where a passage points within its own document: 「「責任分界点について」の項を参照」, 「6.1.1 情報セキュリティの役割及び責任」をご参照.
 * @returns places of the passages pointed to, in the text's order; never the passage itself
 */
export function crossReferences(passage: Passage, all: readonly Passage[]): readonly number[] {
  const found = new Set<number>();
  for (const sentence of passage.text.split(/(?<=[。\n])/)) {
    if (!POINTS.test(sentence)) continue;
    for (const [, quoted = ''] of sentence.matchAll(QUOTED)) {
      const wanted = bare(quoted);
      const at = all.findIndex(other => {
        const title = bare(other.title);
        const numbered = bare(`${other.section}${other.title}`);
        return (
          other !== passage &&
          title.length >= 4 &&
          (wanted === title || wanted === numbered || wanted.endsWith(title) || title.startsWith(wanted))
        );
      });
      if (at >= 0) found.add(at);
    }
    for (const [, cld, digits] of sentence.matchAll(NUMBER)) {
      const section = cld ? `CLD.${digits}` : digits;
      const at = all.findIndex(other => other !== passage && other.section === section);
      if (at >= 0) found.add(at);
    }
  }
  return [...found];
}
