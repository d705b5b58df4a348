import { TextDecoder } from 'node:util';
import { SaxesParser } from 'saxes';
import { InputError } from '../../knowledge/errors.ts';
import { LIMITS, type Limits } from './limits.ts';
import { brokenWorkbook, doctypeRefused } from './refusals.ts';

/** Attributes of an element by their names as written, prefix and all. */
export type Attributes = Readonly<Record<string, string>>;

/** What a reader wants to know of an XML part. Names come without their prefix. */
export interface XmlHandler {
  open?(name: string, attributes: Attributes): void;
  /** Character data between two tags, entities resolved; CDATA sections come apart. */
  text?(text: string): void;
  close?(name: string): void;
}

/** What is parsed: the bytes in order, and names for the messages. */
export interface XmlSource {
  readonly chunks: AsyncIterable<Uint8Array>;
  readonly fileName: string;
  readonly part: string;
}

/**
 * Parses an XML part as its bytes come; `mc:Fallback` is left out, since its `mc:Choice` says the same in full.
 * @throws InputError `broken-workbook` when it is not well-formed, `doctype` when it has one
 */
export async function parseXml(source: XmlSource, handler: XmlHandler, limits: Limits = LIMITS): Promise<void> {
  const { fileName, part } = source;
  const parser = new SaxesParser({ position: false, xmlns: false });
  const guard = new DepthGuard(handler, limits);
  parser.on('doctype', () => {
    throw doctypeRefused(fileName, part);
  });
  let attributeCount = 0;
  parser.on('attribute', () => {
    attributeCount++;
    if (attributeCount > limits.xmlAttributes) throw new Error('too many attributes');
  });
  parser.on('opentag', tag => {
    attributeCount = 0;
    guard.open(tag.name, tag.attributes);
  });
  parser.on('text', text => guard.text(text));
  parser.on('cdata', text => guard.text(text));
  parser.on('closetag', tag => guard.close(tag.name));
  try {
    let decoder: TextDecoder | undefined;
    let piece = 0;
    let events = 0;
    for await (const chunk of source.chunks) {
      // The parser gathers a piece until it ends; a piece that does not end would fill the memory.
      piece = guard.events === events ? piece + chunk.length : 0;
      events = guard.events;
      if (piece > limits.xmlPiece) throw new Error('too long a text');
      decoder ??= new TextDecoder(encodingOf(chunk), { fatal: true });
      parser.write(decoder.decode(chunk, { stream: true }));
    }
    parser.write(decoder?.decode() ?? '');
    parser.close();
  } catch (error) {
    if (error instanceof InputError) throw error;
    if (error instanceof Error) throw brokenWorkbook(fileName, `${part}: ${error.message}`);
    throw error;
  }
}

/** The encoding that the first bytes of an XML part tell; spreadsheets are UTF-8 or UTF-16 (ECMA-376 part 2, 8.2.1). */
export function encodingOf(head: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' {
  const [a, b] = head;
  if ((a === 0xff && b === 0xfe) || (a === 0x3c && b === 0)) return 'utf-16le';
  if ((a === 0xfe && b === 0xff) || (a === 0 && b === 0x3c)) return 'utf-16be';
  return 'utf-8';
}

/** An attribute by its name without prefix, e.g. `id` for `r:id`; the one without prefix goes first. */
export function attribute(attributes: Attributes, name: string): string | undefined {
  const plain = attributes[name];
  if (plain !== undefined) return plain;
  for (const key in attributes) if (key.endsWith(`:${name}`)) return attributes[key];
  return undefined;
}

/** The value of an XML Schema boolean; absent is `fallback`. */
export function flag(value: string | undefined, fallback = false): boolean {
  return value === undefined ? fallback : value === '1' || value === 'true' || value === 'on';
}

class DepthGuard {
  readonly #handler: XmlHandler;
  readonly #limits: Limits;
  readonly #locals = new Map<string, string>();
  /** Counts up with every tag. */
  events = 0;
  #depth = 0;
  /** Depth of the `mc:Fallback` that is being left out, else 0. */
  #skipFrom = 0;

  constructor(handler: XmlHandler, limits: Limits) {
    this.#handler = handler;
    this.#limits = limits;
  }

  open(name: string, attributes: Attributes): void {
    this.#depth++;
    this.events++;
    if (this.#depth > this.#limits.xmlDepth) throw new Error('too many elements inside one another');
    const local = this.#local(name);
    if (this.#skipFrom === 0 && local === 'Fallback') this.#skipFrom = this.#depth;
    if (this.#skipFrom === 0) this.#handler.open?.(local, attributes);
  }

  text(text: string): void {
    if (this.#skipFrom === 0) this.#handler.text?.(text);
  }

  close(name: string): void {
    this.events++;
    if (this.#skipFrom === 0) this.#handler.close?.(this.#local(name));
    if (this.#skipFrom === this.#depth) this.#skipFrom = 0;
    this.#depth--;
  }

  #local(name: string): string {
    const known = this.#locals.get(name);
    if (known !== undefined) return known;
    const local = name.slice(name.indexOf(':') + 1);
    if (this.#locals.size < 1000) this.#locals.set(name, local);
    return local;
  }
}
