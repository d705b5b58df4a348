import { TextDecoder } from 'node:util';
import iconv from 'iconv-lite';

/** The encodings in which customers' text files come. `cp932` is Shift_JIS as Windows writes it. */
export type Encoding = 'utf-8' | 'cp932' | 'utf-16le' | 'utf-16be';

/** A text file's encoding and its byte order mark (empty where it has none). */
export interface TextFormat {
  readonly encoding: Encoding;
  readonly mark: Uint8Array;
}

const MARKS: readonly (readonly [Encoding, Buffer])[] = [
  ['utf-8', Buffer.from([0xef, 0xbb, 0xbf])],
  ['utf-16le', Buffer.from([0xff, 0xfe])],
  ['utf-16be', Buffer.from([0xfe, 0xff])],
];

/**
 * Characters that Windows' Shift_JIS lacks, beside the ones that it has in their place. Source: the differences between
 * the JIS X 0208 mappings of the Unicode Consortium and of Microsoft (code page 932).
 */
const LOOKALIKES: Readonly<Record<string, string>> = {
  '\u301c': '\uff5e', // wave dash
  '\u2212': '\uff0d', // minus
  '\u2014': '\u2015', // em dash
  '\u2013': '\u2015', // en dash
  '\u2016': '\u2225', // double vertical line
  '\u00a0': ' ', // no-break space
  '\u00a5': '\uffe5', // yen
  '\u00b7': '\u30fb', // middle dot
  '\u2022': '\u30fb', // bullet
};

/** The format of a text file, or null where it is neither Unicode nor Shift_JIS. */
export function textFormat(bytes: Uint8Array): TextFormat | null {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (const [encoding, mark] of MARKS) {
    if (!file.subarray(0, mark.length).equals(mark)) continue;
    return isDecodable(file, encoding) ? { encoding, mark } : null;
  }
  const mark = new Uint8Array();
  if (file.includes(0)) return null;
  if (isDecodable(file, 'utf-8')) return { encoding: 'utf-8', mark };
  return iconv.decode(file, 'cp932').includes('\ufffd') ? null : { encoding: 'cp932', mark };
}

/** Text of bytes that `textFormat` found to be in the encoding. */
export function decodeText(bytes: Buffer, encoding: Encoding): string {
  return encoding === 'utf-8' ? bytes.toString('utf8') : iconv.decode(bytes, encoding, { stripBOM: false });
}

/** The text's bytes, or null where the encoding lacks one of its characters (and has none that looks the same). */
export function encodeText(text: string, encoding: Encoding): Buffer | null {
  const known = encoding === 'cp932' ? text.replace(/[^\0-\x7f]/gu, char => LOOKALIKES[char] ?? char) : text;
  const bytes = iconv.encode(known, encoding, { addBOM: false });
  return iconv.decode(bytes, encoding, { stripBOM: false }) === known ? bytes : null;
}

function isDecodable(file: Buffer, encoding: 'utf-8' | 'utf-16le' | 'utf-16be' | Encoding): boolean {
  try {
    new TextDecoder(encoding, { fatal: true }).decode(file);
    return true;
  } catch {
    return false;
  }
}
