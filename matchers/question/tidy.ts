const HALF_WIDTH_KANA = /[\uff61-\uff9f]+/g;
const FULL_WIDTH_ASCII = /[\uff01-\uff5e]/g;
/** Full-width marks that Japanese keeps: brackets, question and exclamation marks, colon, semicolon, comma. */
const KEPT = new Set('（）？！：；，');
/** A line that begins something new: a bullet, ①, (1), a). */
const NEW_LINE = /^\s*(?:[①-⑳]|[（(][^（()）]{1,3}[)）]|[a-zA-Z0-9][)）.．]|[・•●○◆■□※\-–])/;
const ENDS = /[。．.！!？?：:；;）)」』】\]]\s*$/;

/**
 * A question as its cell would read if it had been typed with care: half-width kana and punctuation made full, full-width letters and
 * digits made half, spaces collapsed, and lines joined that the cell's width broke. What it asks, and how it is judged, does not
 * depend on such things. Marks such as ① stay.
 */
export function tidyQuestion(question: string): string {
  const widths = question
    .replace(HALF_WIDTH_KANA, run => run.normalize('NFKC'))
    .replace(FULL_WIDTH_ASCII, char => (KEPT.has(char) ? char : char.normalize('NFKC')))
    .replace(/[\u00a0\u3000\t ]+/g, ' ');
  const lines: string[] = [];
  for (const raw of widths.split(/\r\n?|\n/)) {
    const line = raw.trim();
    const before = lines.at(-1);
    if (line === '') continue;
    if (before !== undefined && !ENDS.test(before) && !NEW_LINE.test(line) && /[、,ぁ-んa-z]$/.test(before)) {
      lines[lines.length - 1] = /[a-z,]$/.test(before) ? `${before} ${line}` : before + line;
    } else lines.push(line);
  }
  return lines.join('\n');
}
