import { TextDecoder } from 'node:util';
import { encodingOf } from './xml.ts';

/**
 * Edits an XML part as UTF-8 whatever it is written in: UTF-8 stays untouched, UTF-16 is turned into it and back. Byte
 * order marks stay.
 */
export function editXml(bytes: Uint8Array, edit: (xml: Buffer) => Buffer): Buffer {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const encoding = encodingOf(buffer);
  if (encoding === 'utf-8') return edit(buffer);
  const text = new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(buffer);
  const edited = Buffer.from(edit(Buffer.from(text, 'utf8')).toString('utf8'), 'utf16le');
  return encoding === 'utf-16le' ? edited : edited.swap16();
}

/** Text as it stands between tags or in a quoted attribute. */
export function escapeXml(text: string): string {
  if (!/[&<>"]/.test(text)) return text;
  return text.replace(/[&<>"]/g, mark => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[mark] ?? mark);
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** The text that an attribute's value stands for; entities beyond XML's own five and characters by number stay. */
export function unescapeXml(text: string): string {
  return text.replace(/&(?:#x([0-9A-Fa-f]{1,6})|#([0-9]{1,7})|([a-z]+));/g, (whole, hex, decimal, name) => {
    const code = Number.parseInt(hex ?? decimal ?? '', hex === undefined ? 10 : 16);
    if (Number.isNaN(code)) return ENTITIES[name] ?? whole;
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}
