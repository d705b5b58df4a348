import { normalize } from '../text/normalize.ts';

/** Words of the field that mean the same; the first is the one the others are folded into. */
export interface SynonymGroup {
  readonly canonical: string;
  /** As written in the file, the canonical one first. */
  readonly terms: readonly string[];
}

interface TrieNode {
  readonly next: Map<string, TrieNode>;
  /** The canonical term (normalized) of the word that ends here. */
  canonical: string | null;
}

/** The thesaurus, ready for look-ups; made by {@link parseThesaurus}. */
export interface Thesaurus {
  readonly groups: readonly SynonymGroup[];
  /** Normalized term to its group. */
  readonly byTerm: ReadonlyMap<string, SynonymGroup>;
  /** Normalized canonical term to the wider terms it implies (AES to 暗号化), canonical and normalized. */
  readonly wider: ReadonlyMap<string, readonly string[]>;
  readonly trie: TrieNode;
}

const remark = /^\s*(?:#|$)/;

/**
 * Reads the thesaurus: a group a line, `脆弱性 = ぜい弱性 = vulnerability`, the canonical term first; `AES -> 暗号化` says that the
 * left term implies the right, wider one; lines with # are remarks.
 *
 * @throws Error naming file and line, when a line has no = or ->, or a term stands in two groups
 */
export function parseThesaurus(file: string, text: string): Thesaurus {
  const groups: SynonymGroup[] = [];
  const byTerm = new Map<string, SynonymGroup>();
  const implications: (readonly [string, string])[] = [];
  const trie: TrieNode = { next: new Map(), canonical: null };
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (remark.test(line)) continue;
    const at = `${file}:${index + 1}`;
    const arrow = line.split('->').map(term => term.trim());
    if (arrow.length === 2 && arrow[0] && arrow[1]) {
      implications.push([arrow[0], arrow[1]]);
      continue;
    }
    const terms = line.split(' = ').map(term => term.trim());
    const [canonical] = terms;
    if (canonical === undefined || terms.length < 2 || terms.includes('')) {
      throw new Error(`${at}: expected TERM = TERM … or TERM -> WIDER TERM`);
    }
    const group: SynonymGroup = { canonical, terms };
    groups.push(group);
    for (const term of terms) {
      const key = normalize(term);
      const other = byTerm.get(key);
      if (other !== undefined && other !== group) throw new Error(`${at}: ${term} stands under ${other.canonical} too`);
      byTerm.set(key, group);
      insert(trie, key, normalize(canonical));
    }
  }
  const wider = new Map<string, readonly string[]>();
  for (const [narrow, wide] of implications) {
    const from = canonicalIn(byTerm, narrow);
    wider.set(from, [...(wider.get(from) ?? []), canonicalIn(byTerm, wide)]);
  }
  return { groups, byTerm, wider, trie };
}

const canonicalIn = (byTerm: ReadonlyMap<string, SynonymGroup>, term: string): string => {
  const key = normalize(term);
  return normalize(byTerm.get(key)?.canonical ?? key);
};

function insert(root: TrieNode, key: string, canonical: string): void {
  let node = root;
  for (const char of key) {
    const next = node.next.get(char) ?? { next: new Map(), canonical: null };
    node.next.set(char, next);
    node = next;
  }
  node.canonical = canonical;
}

/** The canonical term of a term's group, normalized; the normalized term itself where it stands in no group. */
export const canonical = (thesaurus: Thesaurus, term: string): string => canonicalIn(thesaurus.byTerm, term);

/** Every term of a term's group, normalized, the canonical one first; the normalized term alone where it stands in no group. */
export function expand(thesaurus: Thesaurus, term: string): readonly string[] {
  const group = thesaurus.byTerm.get(normalize(term));
  return group === undefined ? [normalize(term)] : [...new Set(group.terms.map(normalize))];
}

/** The wider terms that a term implies, canonical and normalized: AES gives 暗号化. */
export const widerTerms = (thesaurus: Thesaurus, term: string): readonly string[] =>
  thesaurus.wider.get(canonical(thesaurus, term)) ?? [];

/** A known term in a text. */
export interface TermMatch {
  /** Offsets in the normalized text. */
  readonly start: number;
  readonly end: number;
  readonly canonical: string;
}

/**
 * Finds known terms in a text that is normalized already, longest first, without overlap. Latin words match whole words (with a
 * plural s), katakana words do not match inside a longer katakana word (ログ in カタログ).
 */
export function findTerms(thesaurus: Thesaurus, normalized: string): readonly TermMatch[] {
  const found: TermMatch[] = [];
  let at = 0;
  while (at < normalized.length) {
    const match = joinsBefore(normalized, at) ? null : longestAt(thesaurus.trie, normalized, at);
    if (match === null) {
      at += 1;
      continue;
    }
    found.push(match);
    at = match.end;
  }
  return found;
}

/** The text, normalized, with every known term replaced by its group's canonical term. */
export function foldSynonyms(thesaurus: Thesaurus, text: string): string {
  const normalized = normalize(text);
  let folded = '';
  let from = 0;
  for (const match of findTerms(thesaurus, normalized)) {
    folded += normalized.slice(from, match.start) + match.canonical;
    from = match.end;
  }
  return folded + normalized.slice(from);
}

function longestAt(root: TrieNode, text: string, start: number): TermMatch | null {
  let node: TrieNode | undefined = root;
  let best: TermMatch | null = null;
  for (let at = start; at < text.length; at += 1) {
    node = node.next.get(text.charAt(at));
    if (node === undefined) break;
    if (node.canonical === null) continue;
    const end = endOfWord(text, at + 1);
    if (end !== null) best = { start, end, canonical: node.canonical };
  }
  return best;
}

const latin = /[a-z0-9]/;
const katakana = /[ァ-ヺー]/;
const sameScript = (a: string, b: string): boolean =>
  (latin.test(a) && latin.test(b)) || (katakana.test(a) && katakana.test(b));
const joinsBefore = (text: string, at: number): boolean => at > 0 && sameScript(text.charAt(at - 1), text.charAt(at));

/** Where the word ends when it may end at `at`: there, or behind a plural s; null in the middle of a word. */
function endOfWord(text: string, at: number): number | null {
  if (at >= text.length || !sameScript(text.charAt(at - 1), text.charAt(at))) return at;
  const plural = text.charAt(at) === 's' && /[a-z]/.test(text.charAt(at - 1));
  return plural && (at + 1 >= text.length || !latin.test(text.charAt(at + 1))) ? at + 1 : null;
}
