/** Marks that begin a clause of its own: ① (1) （ア） a) ・ at a line's start or after a space, and 「また、」. */
const MARK =
  /(?:^|\n|(?<=[。、,:：;?？\s]))\s*(?:[①-⑳]|[（(](?:[0-9０-９]{1,2}|[ア-ンｱ-ﾝ]|[a-zａ-ｚA-Z]|i{1,3}v?|iv|vi{0,3})[)）]|[a-zａ-ｚ][)）]|(?<=\n|^)\s*[・•●○◆■□\-–]\s*)/g;

/** Asides that ask nothing: examples, the customer's own notes, instructions on who must answer. */
const ASIDE =
  /[（(](?:例|例えば|e\.g\.|注|※|参考|当社基準|弊社基準|任意)[^()（）]*[)）]|^\s*※[^\n]*(?:のみ|場合)[^\n]*(?:回答|記入)[^\n]*\n/gm;

/** A sentence that only introduces the clauses: 「次の点にお答えください。」 */
const LEAD =
  /(?:次の|以下の?|下記の?|それぞれ|について(?:伺います|お聞きします|回答|お答え|記入|ご記入)|お答えください|伺います|ご回答ください|the following)[^。]*[。.:：]?\s*$/;

/**
 * The clauses of a question: what must each be answered for the whole to be answered. Asides such as 「（例：AES 256bit）」
 * are left out, and a lead that only introduces a list is joined to no clause.
 * @returns at least one clause, each trimmed, in the question's own words and order
 */
export function clausesOf(question: string): readonly string[] {
  const text = question.replace(ASIDE, '').trim();
  if (!text) return [question.trim()];
  const marks = [...text.matchAll(MARK)];
  const parts: string[] = [];
  if (marks.length >= 2) {
    const lead = text.slice(0, marks[0]?.index ?? 0).trim();
    if (lead && !LEAD.test(lead) && lead.length > 8) parts.push(...sentences(lead));
    marks.forEach((mark, i) => {
      const from = mark.index + mark[0].length;
      parts.push(text.slice(from, marks[i + 1]?.index ?? text.length));
    });
  } else parts.push(...sentences(text));
  const clauses = parts.map(tidy).filter(clause => clause.length >= 2);
  return clauses.length ? clauses : [text];
}

/** Sentences, and the halves of a sentence that 「、また」 or 「かつ」 joins. */
function sentences(text: string): readonly string[] {
  return text
    .split(/(?<=[。?？!！])\s*|(?<=[a-z)][.?])\s+(?=[A-Z(])|\n+/)
    .flatMap(s => s.split(/(?<=か|、|,)\s*(?:また、|また(?=.{4,}か)|さらに、|加えて、|併せて|かつ、)/))
    .map(s => s.trim())
    .filter(s => s && !(LEAD.test(s) && s.length < 40 && !/[かこ]と?[。?？]?$/.test(s.replace(LEAD, ''))));
}

/** A clause without the punctuation and the conjunction that tied it to the one before. */
const tidy = (clause: string): string =>
  clause
    .replace(/^[、，,;；:：\s]+|[、，,;；:：\s]+$/g, '')
    .replace(/^(?:また|さらに|加えて|併せて|あわせて|かつ)[、,]\s*/, '')
    .trim();

/**
 * The parts of a question that each state something: finer than clauses, cut at commas and lists, for telling which part
 * a passage says nothing of.
 * @returns parts of at least four characters; the whole question when there is only one
 */
export function segmentsOf(question: string): readonly string[] {
  const parts = question
    .replace(ASIDE, '')
    .split(/[、,。;；\n]|および|及び|ならびに|かつ|または|又は|\band\b|\bor\b/)
    .map(tidy)
    .filter(part => part.length >= 4);
  return parts.length ? parts : [question];
}
