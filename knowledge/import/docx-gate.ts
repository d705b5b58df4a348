import { inflateRawSync } from 'node:zlib';
import { InputError } from '../errors.ts';

/** Most bytes that a Word file may unpack to: 200 MB. */
const mostBytes = 200 * 1024 * 1024;
const mostEntries = 5000;
const endSignature = 0x06054b50;
const entrySignature = 0x02014b50;

/**
 * Refuses a Word file that is unsafe to hand to a reader, before it is: bombs (each entry is unpacked against the limit, whatever
 * its declared size), encryption, a DOCTYPE in any part, or what is no Word file at all.
 *
 * @throws InputError `too-large`, `unreadable-document`, `not-a-document`
 */
export function gateDocx(bytes: Uint8Array, fileName: string): void {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let left = mostBytes;
  let isWord = false;
  for (const entry of entriesOf(file, fileName)) {
    if (entry.encrypted) throw unreadable(fileName);
    const content = unpack(file, entry, left, fileName);
    left -= content.length;
    if (/\.(?:xml|rels)$/i.test(entry.name) && holdsDoctype(content)) throw unreadable(fileName);
    if (/^word\/document\d*\.xml$/i.test(entry.name)) isWord = true;
  }
  if (!isWord) throw notWord(fileName);
}

interface Entry {
  readonly name: string;
  readonly method: number;
  readonly encrypted: boolean;
  readonly packed: number;
  readonly offset: number;
}

/** The zip's directory, found from its end as every reader finds it. */
function* entriesOf(file: Buffer, fileName: string): Generator<Entry> {
  const signature = Buffer.alloc(4);
  signature.writeUInt32LE(endSignature);
  const end = file.lastIndexOf(signature);
  if (end < 0 || end + 22 > file.length) throw unreadable(fileName);
  const count = file.readUInt16LE(end + 10);
  if (count > mostEntries) throw tooLarge(fileName);
  let at = file.readUInt32LE(end + 16);
  for (let index = 0; index < count; index += 1) {
    if (at + 46 > file.length || file.readUInt32LE(at) !== entrySignature) throw unreadable(fileName);
    const nameLength = file.readUInt16LE(at + 28);
    yield {
      name: file.toString('utf8', at + 46, at + 46 + nameLength),
      method: file.readUInt16LE(at + 10),
      encrypted: (file.readUInt16LE(at + 8) & 1) === 1,
      packed: file.readUInt32LE(at + 20),
      offset: file.readUInt32LE(at + 42),
    };
    at += 46 + nameLength + file.readUInt16LE(at + 30) + file.readUInt16LE(at + 32);
  }
}

function unpack(file: Buffer, entry: Entry, limit: number, fileName: string): Buffer {
  const header = entry.offset;
  if (header + 30 > file.length) throw unreadable(fileName);
  const start = header + 30 + file.readUInt16LE(header + 26) + file.readUInt16LE(header + 28);
  const packed = file.subarray(start, start + entry.packed);
  if (packed.length !== entry.packed) throw unreadable(fileName);
  if (entry.method === 0) {
    if (packed.length > limit) throw tooLarge(fileName);
    return packed;
  }
  if (entry.method !== 8) throw unreadable(fileName);
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(1, limit) });
  } catch (error) {
    throw error instanceof RangeError ? tooLarge(fileName) : unreadable(fileName);
  }
}

/** In UTF-8 and, its zero bytes left out, in UTF-16. */
const holdsDoctype = (content: Buffer): boolean =>
  content.includes('<!DOCTYPE') ||
  (content.includes(0) && content.toString('latin1').replaceAll('\0', '').includes('<!DOCTYPE'));

const unreadable = (fileName: string): InputError =>
  new InputError(
    'unreadable-document',
    `${fileName}：Word文書が壊れているか、暗号化されているか、許可されない内容（DOCTYPE）を含むため読めません。Wordで開いて.docx形式で保存し直してください。`,
    `${fileName}: the Word file is broken, encrypted or holds a DOCTYPE, and cannot be read. Open it in Word and save it anew as .docx.`,
  );

const tooLarge = (fileName: string): InputError =>
  new InputError(
    'too-large',
    `${fileName}：展開後の大きさが上限（200 MB）を超えるWord文書です。画像を減らして保存し直してください。`,
    `${fileName}: the Word file unpacks to more than 200 MB. Save it anew with fewer images.`,
  );

const notWord = (fileName: string): InputError =>
  new InputError(
    'not-a-document',
    `${fileName}：Word文書（.docx）ではありません。テキスト（.txt、.md）、PDF、Word（.docx）のいずれかを指定してください。`,
    `${fileName}: this is no Word file (.docx). Give text (.txt, .md), PDF or Word (.docx).`,
  );
