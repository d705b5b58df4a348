import { bullet, continuesSentence } from './line-breaks.ts';

/** A sentence, list item, label or heading of a text. */
export interface Sentence {
  /** Offset of the first character in the original text (UTF-16 units). */
  readonly start: number;
  /** Offset behind the last character. */
  readonly end: number;
  /** Exactly `original.slice(start, end)`. */
  readonly text: string;
}

const opening = '（(「『【［[〔〈《“';
const closing = '）)」』】］]〕〉》”';
const japaneseEnd = '。！？';
/** A full stop behind these is no sentence end. */
const abbreviation =
  /(?:^|[\s(（])(?:e\.g|i\.e|etc|vs|cf|no|nos|ver|rev|vol|fig|sec|art|approx|inc|ltd|co|corp|mr|ms|dr|st|u\.s|a\.m|p\.m)$/i;

/**
 * Cuts a text into sentences with exact offsets, so that each is a verbatim quote. Ends at 。！？, at an English full stop
 * before a new sentence, and at line breaks, save where the break stands in the middle of a sentence (see
 * {@link continuesSentence}; such a sentence holds the line break). A 。 inside brackets ends nothing, unless the sentence began with
 * that bracket. List items, headings and labels such as `通信：SSL/TLS` are sentences of their own; bullets are left out of the span.
 */
export function splitSentences(text: string): readonly Sentence[] {
  const sentences: Sentence[] = [];
  for (const block of blocksOf(text)) cutBlock(text, block.start, block.end, sentences);
  return sentences;
}

interface Block {
  readonly start: number;
  readonly end: number;
}

/** Runs of lines that belong to one sentence or more; two blocks never share a sentence. */
function blocksOf(text: string): readonly Block[] {
  const blocks: Block[] = [];
  let current: Block | null = null;
  let lastLine = '';
  let gap = 0;
  for (const match of text.matchAll(/[^\n]*(?:\n|$)/g)) {
    const raw = match[0];
    if (raw === '') break;
    const line = raw.replace(/[\r\n]+$/, '');
    if (line.trim() === '') {
      gap += 1;
      continue;
    }
    const end = match.index + line.length;
    if (current !== null && continuesSentence(lastLine, line, gap)) {
      current = { start: current.start, end };
    } else {
      if (current !== null) blocks.push(current);
      current = { start: match.index, end };
    }
    lastLine = line;
    gap = 0;
  }
  if (current !== null) blocks.push(current);
  return blocks;
}

function cutBlock(text: string, from: number, to: number, into: Sentence[]): void {
  let start = from + (text.slice(from, to).match(bullet)?.[0].length ?? 0);
  const hasClosers = balanced(text.slice(start, to));
  let depth = 0;
  let ledByBracket = false;
  let endInside = false;
  for (let at = start; at < to; at += 1) {
    const char = text.charAt(at);
    if (hasClosers && opening.includes(char)) {
      if (depth === 0) {
        ledByBracket = text.slice(start, at).trim() === '';
        endInside = false;
      }
      depth += 1;
      continue;
    }
    if (hasClosers && closing.includes(char)) {
      depth = Math.max(0, depth - 1);
      if (depth === 0 && ledByBracket && endInside && !japaneseEnd.includes(text.charAt(at + 1))) {
        push(text, start, at + 1, into);
        start = at + 1;
      }
      continue;
    }
    const ends = japaneseEnd.includes(char) ? true : endsLatin(text, start, at, to);
    if (depth > 0) {
      endInside = ends || (endInside && /\s/.test(char));
      continue;
    }
    if (!ends) continue;
    let stop = at + 1;
    while (stop < to && (japaneseEnd.includes(text.charAt(stop)) || /[!?"'”’]/.test(text.charAt(stop)))) stop += 1;
    push(text, start, stop, into);
    start = stop;
    at = stop - 1;
  }
  push(text, start, to, into);
}

/** An English full stop, question or exclamation mark with a new sentence (or nothing) behind it. */
function endsLatin(text: string, start: number, at: number, to: number): boolean {
  const char = text.charAt(at);
  if (char !== '.' && char !== '!' && char !== '?' && char !== '．') return false;
  const after = text.slice(at + 1, Math.min(to, at + 4));
  if (char === '?' || char === '!') return !/^[\w=&%/]/.test(after);
  if (after.trim() !== '' && !/^["'”’)]*\s+["'“(]?[A-Z0-9\u3041-\u30ff\u3400-\u9fff]/.test(after)) return false;
  const before = text.slice(start, at);
  return !abbreviation.test(before) && !/(?:^|[\s図表])(?:\d{1,2}|[A-Za-z])$/.test(before);
}

/** Whether every bracket closes; where one does not, brackets cannot tell what is inside. */
function balanced(text: string): boolean {
  let depth = 0;
  for (const char of text) {
    if (opening.includes(char)) depth += 1;
    else if (closing.includes(char)) depth -= 1;
    if (depth < 0) return false;
  }
  return depth === 0;
}

function push(text: string, from: number, to: number, into: Sentence[]): void {
  const piece = text.slice(from, to);
  const trimmed = piece.trim();
  if (trimmed === '') return;
  const start = from + piece.indexOf(trimmed);
  into.push({ start, end: start + trimmed.length, text: trimmed });
}
