import { unescapeXml } from './xml-text.ts';

/** A tag of an XML text, with where it stands. */
export class Tag {
  readonly kind: 'open' | 'close' | 'empty';
  /** Offset of `<`. */
  readonly start: number;
  /** Offset behind `>`. */
  readonly end: number;
  /** Name without prefix. */
  readonly name: string;
  /** `x:` or nothing. */
  readonly prefix: string;
  readonly #xml: Buffer;
  readonly #nameEnd: number;

  constructor(xml: Buffer, kind: Tag['kind'], start: number, end: number) {
    this.kind = kind;
    this.start = start;
    this.end = end;
    this.#xml = xml;
    const from = start + (kind === 'close' ? 2 : 1);
    let at = from;
    let nameFrom = from;
    for (let byte = xml[at]; byte !== undefined && !ENDS_NAME.has(byte); byte = xml[++at]) {
      if (byte === COLON) nameFrom = at + 1;
    }
    this.#nameEnd = at;
    this.name = xml.toString('utf8', nameFrom, at);
    this.prefix = nameFrom === from ? '' : xml.toString('utf8', from, nameFrom);
  }

  /** The attributes as written, from behind the name up to `>` or `/>`. */
  get attributeText(): string {
    return this.#xml.toString('utf8', this.#nameEnd, this.end - (this.kind === 'empty' ? 2 : 1));
  }
}

const LT = 0x3c;
const GT = 0x3e;
const SLASH = 0x2f;
const BANG = 0x21;
const QUESTION = 0x3f;
const QUOTE = 0x22;
const APOSTROPHE = 0x27;
const COMMENT = Buffer.from('<!--');
const CDATA = Buffer.from('<![CDATA[');
const COLON = 0x3a;
/** Blank, tab, line breaks, `/` and `>`. */
const ENDS_NAME = new Set([0x20, 0x09, 0x0a, 0x0d, SLASH, GT]);

/**
 * Walks over the tags of a UTF-8 XML text and tells where each stands, so that a piece can be replaced and every other
 * byte stay. It expects a text that a parser has found to be well-formed and without a DOCTYPE.
 */
export class TagScanner {
  readonly #xml: Buffer;
  #at: number;

  constructor(xml: Buffer, from = 0) {
    this.#xml = xml;
    this.#at = from;
  }

  /** The next tag, or null at the end; comments, CDATA and instructions are passed over. */
  next(): Tag | null {
    const start = this.#toNextTag();
    if (start < 0) return null;
    return new Tag(this.#xml, this.#kindAt(start), start, this.#at);
  }

  /** Moves behind the element that an open tag starts and returns the offset behind its end. */
  skip(tag: Tag): number {
    for (let depth = tag.kind === 'open' ? 1 : 0; depth > 0; ) {
      const start = this.#toNextTag();
      if (start < 0) throw new RangeError('The element has no end');
      const kind = this.#kindAt(start);
      if (kind === 'open') depth++;
      else if (kind === 'close') depth--;
    }
    return this.#at;
  }

  /** Moves behind the next tag and returns where it starts, or -1 at the end. */
  #toNextTag(): number {
    const xml = this.#xml;
    for (;;) {
      const start = xml.indexOf(LT, this.#at);
      if (start < 0) return -1;
      const second = xml[start + 1];
      if (second === BANG) this.#at = this.#endOfBang(start);
      else if (second === QUESTION) this.#at = this.#after('?>', start);
      else {
        this.#at = this.#endOfTag(start);
        return start;
      }
    }
  }

  /** What the tag is that the scanner has just passed. */
  #kindAt(start: number): Tag['kind'] {
    if (this.#xml[start + 1] === SLASH) return 'close';
    return this.#xml[this.#at - 2] === SLASH ? 'empty' : 'open';
  }

  /** Offset behind the `>` that ends the tag; one in quotes does not. */
  #endOfTag(start: number): number {
    const xml = this.#xml;
    for (let at = start + 1, quote = 0; at < xml.length; at++) {
      const byte = xml[at];
      if (quote !== 0) {
        if (byte === quote) quote = 0;
      } else if (byte === GT) return at + 1;
      else if (byte === QUOTE || byte === APOSTROPHE) quote = byte;
    }
    throw new RangeError('A tag has no end');
  }

  #endOfBang(start: number): number {
    if (this.#xml.compare(COMMENT, 0, COMMENT.length, start, start + COMMENT.length) === 0)
      return this.#after('-->', start);
    if (this.#xml.compare(CDATA, 0, CDATA.length, start, start + CDATA.length) === 0) return this.#after(']]>', start);
    return this.#after('>', start);
  }

  #after(mark: string, start: number): number {
    const at = this.#xml.indexOf(mark, start);
    return at < 0 ? this.#xml.length : at + mark.length;
  }
}

interface WrittenAttribute {
  readonly name: string;
  readonly value: string;
  /** Where it stands in the tag's attributes, the blanks before it included. */
  readonly from: number;
  readonly to: number;
}

/** Read step by step, not by a pattern: a large sheet has hundreds of thousands of them. */
function attributesOf(text: string): WrittenAttribute[] {
  const found: WrittenAttribute[] = [];
  for (let from = 0; ; ) {
    const equals = text.indexOf('=', from);
    if (equals < 0) return found;
    const name = text.slice(from, equals).trim();
    let open = equals + 1;
    while (open < text.length && text[open] !== '"' && text[open] !== "'") open++;
    const close = text.indexOf(text[open] ?? '"', open + 1);
    if (close < 0) return found;
    found.push({ name, value: text.slice(open + 1, close), from, to: close + 1 });
    from = close + 1;
  }
}

/** The value of an attribute, entities resolved, or undefined where the tag has none of the name. */
export function tagAttribute(tag: Tag, name: string): string | undefined {
  const value = attributesOf(tag.attributeText).find(attribute => attribute.name === name)?.value;
  return value?.includes('&') ? unescapeXml(value) : value;
}

/** The attributes as written without those of the given names; the others keep their bytes. */
export function withoutAttributes(tag: Tag, names: readonly string[]): string {
  const text = tag.attributeText;
  let kept = '';
  for (const { name, from, to } of attributesOf(text)) if (!names.includes(name)) kept += text.slice(from, to);
  return kept;
}

/** A piece of a text to be replaced. */
export interface Splice {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** The text with pieces replaced; they come in order and do not overlap. */
export function spliced(xml: Buffer, splices: readonly Splice[]): Buffer {
  const grown = splices.reduce((sum, { start, end, text }) => sum + Buffer.byteLength(text) - (end - start), 0);
  const out = Buffer.allocUnsafe(xml.length + grown);
  let from = 0;
  let to = 0;
  for (const { start, end, text } of splices) {
    to += xml.copy(out, to, from, start);
    to += out.write(text, to);
    from = end;
  }
  xml.copy(out, to, from);
  return out;
}
