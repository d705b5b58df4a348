import Fuse from 'fuse.js';
import { normalize } from '../../knowledge/text/normalize.ts';
import { assessorWords, type HeaderRole, headerWords, previousWords, vendorWords } from './vocabulary.ts';

/** What the text over a column says of it. */
export interface HeaderMatch {
  /** Role → how surely the words say so, 0..1; roles that they do not name are absent. */
  readonly roles: ReadonlyMap<HeaderRole, number>;
  /** The words name the one who answers, or the one who asked, or an earlier answer. */
  readonly vendor: boolean;
  readonly assessor: boolean;
  readonly previous: boolean;
}

interface Word {
  readonly word: string;
  readonly role: HeaderRole;
  readonly weight: number;
}

const SURE = 1;
const WEAK = 0.55;
/** Below this a header word is no evidence. */
const LEAST = 0.3;
/** Headers are short, but for notes in brackets and behind ※; longer texts are questions or instructions. */
const LONGEST_HEADER = 60;
const LONGEST_NOTE = 300;

const vocabulary: readonly Word[] = Object.entries(headerWords).flatMap(([role, { ja, en, weakJa, weakEn }]) =>
  [
    { list: ja.split(/\s+/), weight: SURE },
    { list: en.split(','), weight: SURE },
    { list: (weakJa ?? '').split(/\s+/), weight: WEAK },
    { list: (weakEn ?? '').split(','), weight: WEAK },
  ].flatMap(({ list, weight }) =>
    list
      .map(word => core(normalize(word)))
      .filter(word => word !== '')
      .map(word => ({ word, role: role as HeaderRole, weight })),
  ),
);
const exact = new Map<string, readonly Word[]>();
for (const word of vocabulary) exact.set(word.word, [...(exact.get(word.word) ?? []), word]);
const parts = vocabulary.filter(({ word }) => (isAscii(word) ? word.length >= 4 : word.length >= 2));
const fuse = new Fuse(
  vocabulary.filter(({ word }) => word.length >= 4),
  { keys: ['word'], threshold: 0.25, includeScore: true, ignoreLocation: true, ignoreFieldNorm: true },
);

/**
 * Reads a header: the words outside brackets first, each line and each language of it, then what brackets add.
 * @param fuzzy  also tries near spellings; slower, so for rows that are headers anyway
 */
export function matchHeader(label: string, fuzzy = false): HeaderMatch {
  if (label === '' || label.length > LONGEST_NOTE) return nothing;
  const text = normalize(label.replace(/\n/g, ' \u0001 '));
  const outside = text
    .replace(/[([【「<][^)\]】」>]*[)\]】」>]?/g, ' ')
    .replace(/[※*].*$/, ' ')
    .replace(/^[\s\u0001]+|[\s\u0001]+$/g, '');
  if (text === '' || outside.length > LONGEST_HEADER || (outside === '' && text.length > LONGEST_HEADER))
    return nothing;
  const main = outside === '' ? text.replace(/[()[\]【】「」<>]/g, ' ') : outside;
  const roles = new Map<HeaderRole, number>();
  // A line break parts two languages, or merely breaks a word (確認⏎事項).
  const unbroken = main.replace(/ ?\u0001 ?/g, '');
  const pieces = [main, unbroken, ...main.split(/[\u0001|/・]|\s-\s/)].map(piece =>
    core(piece.replaceAll('\u0001', ' ')),
  );
  for (const piece of new Set(pieces)) {
    for (const [role, score] of matchPiece(piece, fuzzy)) roles.set(role, Math.max(score, roles.get(role) ?? 0));
  }
  const asks = (roles.get('question') ?? 0) >= 0.8 || (roles.get('category') ?? 0) === SURE;
  const assessor = (roles.get('assessor') ?? 0) >= 0.8 || (assessorWords.test(text) && !asks);
  if (assessor) roles.set('assessor', 1);
  return {
    roles,
    assessor,
    vendor: vendorWords.test(text) && !assessor,
    previous: previousWords.test(text),
  };
}

/** Whether the text is nothing but a header word; far quicker than {@link matchHeader}. */
export function isHeaderWord(label: string): boolean {
  return (
    label.length <= LONGEST_HEADER && exact.get(core(normalize(label)))?.some(({ weight }) => weight === SURE) === true
  );
}

/** How surely the header says the role, 0..1. */
export function roleScore(match: HeaderMatch, role: HeaderRole): number {
  return match.roles.get(role) ?? 0;
}

/** The header of a column without one. */
export const nothing: HeaderMatch = {
  roles: new Map(),
  vendor: false,
  assessor: false,
  previous: false,
};

function matchPiece(piece: string, fuzzy: boolean): Map<HeaderRole, number> {
  const roles = new Map<HeaderRole, number>();
  const raise = (role: HeaderRole, score: number) => {
    if (score >= LEAST) roles.set(role, Math.max(score, roles.get(role) ?? 0));
  };
  const same = exact.get(piece);
  if (same !== undefined) {
    for (const { role, weight } of same) raise(role, weight);
    return roles;
  }
  if (/([^a-z]|^)(id|no|#)$|番号$/.test(piece)) {
    raise('number', 0.9);
    return roles;
  }
  // A Japanese compound says at its end what it is (`対策の実施状況`), so the longest ending counts most.
  let longest = 0;
  for (const { word, role, weight } of parts) {
    const found = findWord(piece, word);
    if (found === null || word.length < longest) continue;
    const coverage = word.length / piece.length;
    if (found === 'end' && word.length > longest) {
      longest = word.length;
      for (const [known, score] of roles) if (known !== role) roles.set(known, score * 0.6);
    }
    raise(role, weight * (found === 'end' ? 0.75 + 0.2 * coverage : 0.45 + 0.4 * coverage));
  }
  if (fuzzy && roles.size === 0 && piece.length >= 4) {
    for (const { item, score = 1 } of fuse.search(piece, { limit: 3 })) {
      const alike = Math.min(piece.length, item.word.length) / Math.max(piece.length, item.word.length);
      if (alike >= 0.6) raise(item.role, item.weight * (1 - score) * 0.8);
    }
  }
  return roles;
}

function findWord(piece: string, word: string): 'end' | 'inside' | null {
  const at = piece.lastIndexOf(word);
  if (at < 0) return null;
  const end = at + word.length === piece.length;
  if (isAscii(word)) {
    const before = piece[at - 1] ?? ' ';
    const after = piece[at + word.length] ?? ' ';
    if (/[a-z0-9]/.test(before) || /[a-z0-9]/.test(after)) return null;
  }
  return end ? 'end' : 'inside';
}

/** Takes off politeness, the addressee, numbering and punctuation, which say nothing of a column's role. */
function core(text: string): string {
  const bare = text
    .replace(/[:：。*※＊?？]+/g, ' ')
    .replace(/^\s*[0-9]{1,2}[.)]\s*/, '')
    .replace(/\s+/g, ' ')
    .trim();
  const short = bare
    .replace(/^(ご|御(?!社))(?=.)/, '')
    .replace(/^(貴社|御社)(の|による|側|ご)?(?=.{2})/, '')
    .replace(/^ご(?=.)/, '');
  return short === '' ? bare : short;
}

function isAscii(text: string): boolean {
  return /^[\u0000-\u007f]*$/.test(text);
}
