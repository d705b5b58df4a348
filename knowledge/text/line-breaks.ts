/** What stands before a line's words: heading marks, bullets (`- `, `・`, `- ・`, `-` before Japanese), a table's bar. */
export const bullet =
  /^\s*(?:#{1,6}\s+)?(?:[-*+–—‐−]\s+)?(?:[-‐−–—]?\s*[・•●○◎◆◇■□▪▶➢✓※]\s*|[-‐−–—](?=[\u3041-\u9fff])|(?<=[-*+–—‐−#]\s+)|\|)/;
const numbered = /^\s*(?:[①-⑳⑴-⒇ⅰ-ⅻⅠ-Ⅻ]|[(（]?\d{1,2}[)）.．、]\s*|[(（][a-zA-Zア-ンｱ-ﾝ][)）]|第\s*\d+\s*[条章節項版])/;
const opensLabel = /^\s*(?:#{1,6}\s|[【<＜[［]|https?:\/\/)/;
/** `通信：SSL/TLS`: a short name, a colon and its value. */
const label = /^[^。、：:「」()（）]{1,24}\s*[：:]\s*\S/;
const terminator = /[。．！？!?：:；;]["'”’」』）)】］\]>＞]*\s*$/;
const closing = /[」』）)】］\]>＞]\s*$/;
const particleFirst = /^(?:[をにはがのとでもへや]|から|まで|より|など|および|及び|または|又は|ならびに|並びに)/;
const clauseEnd = /[をにはがのとでもへやてりきしみびいれせげけ、，,・]\s*$/;
const nominalEnd = /(?:について|こと|もの|とは|ため|一覧|参照)\s*$/;
const clause = /[、，]|[はをがに](?=\S)/;
const japaneseStart = /^[\u3041-\u30ff\u3400-\u9fffA-Za-z0-9（(「『]/;
const sentenceAhead = /[。！？]|(?:ます|ません|です|でした|ください|である|する|した|ない)\s*$/;

/** Whether nothing parts two lines: no sentence's end before, no bullet, number, label or heading behind. */
export function mayCarryOn(before: string, after: string): boolean {
  const head = before.trimEnd();
  const tail = after.trim();
  if (head === '' || tail === '' || terminator.test(head) || /^\s*#/.test(head)) return false;
  return !bullet.test(tail) && !numbered.test(tail) && !opensLabel.test(tail) && !label.test(tail);
}

/**
 * Whether a line carries on the sentence of the line before it, as when a page or a fixed width broke it. Judged from the
 * words alone: sentence ends, bullets, numbers, labels and headings part two lines; a clause left hanging joins them.
 *
 * @param gap  blank lines between the two: a page break may leave some, so a gap asks for stronger signs
 */
export function continuesSentence(before: string, after: string, gap = 0): boolean {
  if (!mayCarryOn(before, after)) return false;
  const head = before.trimEnd();
  const tail = after.trim();
  if (/[a-z,]$/.test(head)) return gap === 0 && /^[a-z]/.test(tail);
  if (!japaneseStart.test(tail)) return false;
  if (closing.test(head)) return particleFirst.test(tail);
  if (/[、，]$/.test(head)) return true;
  if (nominalEnd.test(head) || !sentenceAhead.test(tail)) return false;
  if (label.test(head) && head.length < 25) return false;
  if (gap === 0 && head.length >= 15 && clauseEnd.test(head)) return true;
  return head.length >= 25 && clause.test(head);
}
