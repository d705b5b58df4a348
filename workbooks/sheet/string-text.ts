/**
 * Resolves `_xHHHH_`, by which spreadsheets write what XML cannot hold: `_x000D_` is a carriage return, `_x005F_` an
 * underscore. Source: ECMA-376 part 1, 22.9.2.19 (ST_Xstring).
 */
export function unescapeText(text: string): string {
  if (!text.includes('_x')) return text;
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}

/** Line breaks as a person sees them: one `\n` each. */
export function plainNewlines(text: string): string {
  return text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
}

/**
 * Gathers the text of a string item (`si`, `is`): its `t` and the `t` of its runs in order, without the furigana (`rPh`)
 * that would otherwise stand twice. Give it the events inside the item.
 */
export class StringItem {
  #parts: string[] = [];
  #inText = false;
  #inPhonetic = false;

  open(name: string): void {
    if (name === 'rPh') this.#inPhonetic = true;
    else if (name === 't') this.#inText = !this.#inPhonetic;
  }

  text(text: string): void {
    if (this.#inText) this.#parts.push(text);
  }

  close(name: string): void {
    if (name === 'rPh') this.#inPhonetic = false;
    else if (name === 't') this.#inText = false;
  }

  /** The item's text; the next item starts empty. */
  take(): string {
    const text = this.#parts.length === 1 ? (this.#parts[0] ?? '') : this.#parts.join('');
    this.#parts = [];
    this.#inText = false;
    this.#inPhonetic = false;
    return plainNewlines(unescapeText(text));
  }
}
