/** A tag of an XML text, with where it stands. */
export interface Tag {
  readonly kind: 'open' | 'close' | 'empty';
  /** Name without prefix. */
  readonly name: string;
  /** `x:` or nothing. */
  readonly prefix: string;
  /** Offset of `<`. */
  readonly start: number;
  /** Offset behind `>`. */
  readonly end: number;
  /** The attributes as written, from behind the name up to `>` or `/>`. */
  readonly attributeText: string;
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
    for (;;) {
      const start = this.#xml.indexOf(LT, this.#at);
      if (start < 0) return null;
      const second = this.#xml[start + 1];
      if (second === BANG) this.#at = this.#endOfBang(start);
      else if (second === QUESTION) this.#at = this.#after('?>', start);
      else return this.#tag(start, second === SLASH);
    }
  }

  /** Moves behind the element that an open tag starts and returns the offset behind its end. */
  skip(tag: Tag): number {
    let depth = tag.kind === 'open' ? 1 : 0;
    let end = tag.end;
    while (depth > 0) {
      const inner = this.next();
      if (inner === null) throw new RangeError('The element has no end');
      if (inner.kind === 'open') depth++;
      else if (inner.kind === 'close') depth--;
      end = inner.end;
    }
    return end;
  }

  #tag(start: number, isClose: boolean): Tag {
    const xml = this.#xml;
    let at = start + 1;
    for (let quote = 0; at < xml.length; at++) {
      const byte = xml[at];
      if (quote !== 0) {
        if (byte === quote) quote = 0;
      } else if (byte === QUOTE || byte === APOSTROPHE) quote = byte;
      else if (byte === GT) break;
    }
    if (at >= xml.length) throw new RangeError('A tag has no end');
    const isEmpty = !isClose && xml[at - 1] === SLASH;
    const inner = xml.toString('utf8', start + (isClose ? 2 : 1), isEmpty ? at - 1 : at);
    const nameEnd = inner.search(/\s/);
    const qualified = nameEnd < 0 ? inner : inner.slice(0, nameEnd);
    const colon = qualified.indexOf(':');
    this.#at = at + 1;
    return {
      kind: isClose ? 'close' : isEmpty ? 'empty' : 'open',
      name: qualified.slice(colon + 1),
      prefix: qualified.slice(0, colon + 1),
      start,
      end: at + 1,
      attributeText: nameEnd < 0 ? '' : inner.slice(nameEnd),
    };
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

const ATTRIBUTE = /\s*([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;

/** The value of an attribute as written (entities are not resolved), or undefined where the tag has none of the name. */
export function tagAttribute(tag: Tag, name: string): string | undefined {
  for (const match of tag.attributeText.matchAll(ATTRIBUTE)) if (match[1] === name) return match[2] ?? match[3];
  return undefined;
}

/** The attributes as written without those of the given names; the others keep their bytes. */
export function withoutAttributes(tag: Tag, names: readonly string[]): string {
  return tag.attributeText.replace(ATTRIBUTE, (whole, name: string) => (names.includes(name) ? '' : whole)).trimEnd();
}

/** A piece of a text to be replaced. */
export interface Splice {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** The text with pieces replaced; they come in order and do not overlap. */
export function spliced(xml: Buffer, splices: readonly Splice[]): Buffer {
  const pieces: Buffer[] = [];
  let at = 0;
  for (const { start, end, text } of splices) {
    pieces.push(xml.subarray(at, start), Buffer.from(text, 'utf8'));
    at = end;
  }
  pieces.push(xml.subarray(at));
  return Buffer.concat(pieces);
}
