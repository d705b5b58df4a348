import { promisify } from 'node:util';
import { crc32, deflateRaw } from 'node:zlib';
import type { ZipArchive, ZipEntry } from './zip.ts';

const deflate = promisify(deflateRaw);
const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
const DEFLATED = 8;
/** Name in UTF-8; all other flags speak of how the old data was packed. */
const UTF8_NAME = 0x800;
/** Extra field that holds sizes beyond 4 GB; never needed here, since files are far smaller. */
const ZIP64_EXTRA = 1;

/** What an entry of the new zip's directory says. */
type Record = Omit<ZipEntry, 'name' | 'bytes' | 'packedBytes'> & {
  readonly bytes: number;
  readonly packedBytes: number;
};

/** A part that the new zip has beyond the old one's. */
export interface AddedPart {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/**
 * A zip with some entries' data replaced and parts added. Entries that stay are copied as they are packed, byte for byte
 * and in their order, with their headers; so are comments. Source: APPNOTE.TXT 6.3, 4.3.
 */
export async function rewriteZip(
  archive: ZipArchive,
  replaced: ReadonlyMap<ZipEntry, Uint8Array>,
  added: readonly AddedPart[] = [],
): Promise<Uint8Array> {
  const source = Buffer.from(archive.bytes.buffer, archive.bytes.byteOffset, archive.bytes.byteLength);
  const byOffset = [...archive.entries].sort((a, b) => a.offset - b.offset);
  const pieces: Buffer[] = [];
  let length = 0;
  const push = (piece: Buffer) => {
    pieces.push(piece);
    length += piece.length;
  };
  const records = new Map<ZipEntry, Record>();
  push(source.subarray(0, byOffset[0]?.offset ?? 0));
  for (const [at, entry] of byOffset.entries()) {
    const content = replaced.get(entry);
    if (content === undefined) {
      records.set(entry, { ...entry, offset: length });
      push(source.subarray(entry.offset, byOffset[at + 1]?.offset ?? archive.directoryOffset));
    } else {
      const packed = await deflate(content);
      const record = { ...entry, ...describe(content, packed), flags: entry.flags & UTF8_NAME, offset: length };
      records.set(entry, record);
      push(localHeader(record));
      push(packed);
    }
  }
  const all = archive.entries.flatMap(entry => records.get(entry) ?? []);
  for (const { name, bytes } of added) {
    const packed = await deflate(bytes);
    const record = { ...newEntry(name, archive.entries[0]), ...describe(bytes, packed), offset: length };
    all.push(record);
    push(localHeader(record));
    push(packed);
  }
  const directoryOffset = length;
  for (const record of all) push(centralHeader(record));
  push(endRecord(all.length, directoryOffset, length - directoryOffset, archive.comment));
  return Buffer.concat(pieces, length);
}

function describe(content: Uint8Array, packed: Buffer) {
  return { method: DEFLATED, crc: crc32(content), bytes: content.length, packedBytes: packed.length };
}

/** An added part takes its date from the zip's first entry: the same input gives the same bytes at any time. */
function newEntry(name: string, model: ZipEntry | undefined) {
  const none = new Uint8Array();
  return {
    nameBytes: Buffer.from(name, 'utf8'),
    extra: none,
    comment: none,
    versionMadeBy: 20,
    versionNeeded: 20,
    flags: UTF8_NAME,
    time: model?.time ?? 0,
    date: model?.date ?? 0x21,
    internalAttributes: 0,
    externalAttributes: 0,
  };
}

function localHeader(record: Record): Buffer {
  const header = Buffer.alloc(30);
  header.writeUInt32LE(LOCAL, 0);
  writeCommon(header, record, 4);
  header.writeUInt16LE(record.nameBytes.length, 26);
  return Buffer.concat([header, record.nameBytes]);
}

function centralHeader(record: Record): Buffer {
  const extra = withoutZip64(record.extra);
  const header = Buffer.alloc(46);
  header.writeUInt32LE(CENTRAL, 0);
  header.writeUInt16LE(record.versionMadeBy, 4);
  writeCommon(header, record, 6);
  header.writeUInt16LE(record.nameBytes.length, 28);
  header.writeUInt16LE(extra.length, 30);
  header.writeUInt16LE(record.comment.length, 32);
  header.writeUInt16LE(record.internalAttributes, 36);
  header.writeUInt32LE(record.externalAttributes, 38);
  header.writeUInt32LE(record.offset, 42);
  return Buffer.concat([header, record.nameBytes, extra, record.comment]);
}

/** The fields that both headers have in the same order: version, flags, method, time, date, checksum, sizes. */
function writeCommon(header: Buffer, record: Record, at: number): void {
  header.writeUInt16LE(record.versionNeeded, at);
  header.writeUInt16LE(record.flags, at + 2);
  header.writeUInt16LE(record.method, at + 4);
  header.writeUInt16LE(record.time, at + 6);
  header.writeUInt16LE(record.date, at + 8);
  header.writeUInt32LE(record.crc, at + 10);
  header.writeUInt32LE(record.packedBytes, at + 14);
  header.writeUInt32LE(record.bytes, at + 18);
}

function endRecord(count: number, offset: number, size: number, comment: Uint8Array): Buffer {
  const record = Buffer.alloc(22);
  record.writeUInt32LE(END, 0);
  record.writeUInt16LE(count, 8);
  record.writeUInt16LE(count, 10);
  record.writeUInt32LE(size, 12);
  record.writeUInt32LE(offset, 16);
  record.writeUInt16LE(comment.length, 20);
  return Buffer.concat([record, comment]);
}

function withoutZip64(extra: Uint8Array): Uint8Array {
  const fields = Buffer.from(extra);
  const kept: Buffer[] = [];
  for (let at = 0; at + 4 <= fields.length; ) {
    const end = at + 4 + fields.readUInt16LE(at + 2);
    if (fields.readUInt16LE(at) !== ZIP64_EXTRA) kept.push(fields.subarray(at, end));
    at = end;
  }
  return Buffer.concat(kept);
}
