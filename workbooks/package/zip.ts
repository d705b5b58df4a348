import { crc32, createInflateRaw } from 'node:zlib';
import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl';
import { InputError } from '../../knowledge/errors.ts';
import { LIMITS, type Limits } from './limits.ts';
import { brokenWorkbook, encryptedWorkbook, tooLarge, tooMany, zipBomb } from './refusals.ts';

const STORED = 0;
/** Bytes that are unpacked at a time: few enough to let other work in between, enough not to wait for each. */
const PIECE = 256 * 1024;

/** An entry of the zip as its central directory describes it. */
export interface ZipEntry {
  /** The entry's name with `/` between folders and none in front. */
  readonly name: string;
  readonly nameBytes: Uint8Array;
  /** Extra fields of the central directory, as they are. */
  readonly extra: Uint8Array;
  readonly comment: Uint8Array;
  readonly versionMadeBy: number;
  readonly versionNeeded: number;
  readonly flags: number;
  /** 0 stored, 8 deflated. */
  readonly method: number;
  readonly time: number;
  readonly date: number;
  readonly crc: number;
  readonly packedBytes: number;
  readonly bytes: number;
  readonly internalAttributes: number;
  readonly externalAttributes: number;
  /** Where the entry's local header starts in the file. */
  readonly offset: number;
}

/** A zip whose directory was checked. */
export interface ZipArchive {
  readonly fileName: string;
  /** The whole file. */
  readonly bytes: Uint8Array;
  /** In the directory's order. */
  readonly entries: readonly ZipEntry[];
  /** Where the central directory starts in the file. */
  readonly directoryOffset: number;
  readonly comment: Uint8Array;
  /** Unpacks an entry piece by piece. @throws InputError `broken-workbook` when size or checksum are not as declared */
  readonly chunks: (entry: ZipEntry) => AsyncGenerator<Uint8Array>;
}

/**
 * Opens a zip and checks what it declares before anything is unpacked.
 * @throws InputError `broken-workbook`, `too-large`, `zip-bomb`, `encrypted`
 */
export async function openZip(bytes: Uint8Array, fileName: string, limits: Limits = LIMITS): Promise<ZipArchive> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let file: ZipFile;
  let directoryOffset: number;
  const found = new Map<ZipEntry, Entry>();
  try {
    // Names are decoded here and never become paths of a file system, so yauzl's refusal of "/xl/…" does not apply.
    file = await fromBufferPromise(buffer, { decodeStrings: false });
    // Before the first entry is read, the cursor stands at the directory's start (zip64 included); its typing is wrong.
    directoryOffset = Number(file.readEntryCursor);
    if (file.entryCount > limits.parts) throw tooMany(fileName, { ja: 'パート', en: 'parts' }, limits.parts);
    for await (const entry of file.eachEntry()) found.set(toZipEntry(entry), entry);
  } catch (error) {
    throw error instanceof InputError ? error : brokenWorkbook(fileName, `zip: ${reason(error)}`);
  }
  const entries = [...found.keys()];
  checkDirectory(entries, buffer.length, fileName, limits);
  const chunks = (entry: ZipEntry) => {
    const source = found.get(entry);
    if (source === undefined) throw new TypeError('The entry is of another archive');
    return unpack(file, source, entry, buffer, fileName);
  };
  const commentLength = file.comment.length;
  const comment = buffer.subarray(buffer.length - commentLength);
  return { fileName, bytes, entries, directoryOffset, comment, chunks };
}

function toZipEntry(entry: Entry): ZipEntry {
  const name = entry.fileNameRaw.toString('utf8').replaceAll('\\', '/').replace(/^\/+/, '');
  return {
    name,
    nameBytes: entry.fileNameRaw,
    extra: entry.extraFieldRaw,
    comment: entry.fileCommentRaw,
    versionMadeBy: entry.versionMadeBy,
    versionNeeded: entry.versionNeededToExtract,
    flags: entry.generalPurposeBitFlag,
    method: entry.compressionMethod,
    time: entry.lastModFileTime,
    date: entry.lastModFileDate,
    crc: entry.crc32,
    packedBytes: entry.compressedSize,
    bytes: entry.uncompressedSize,
    internalAttributes: entry.internalFileAttributes,
    externalAttributes: entry.externalFileAttributes,
    offset: entry.relativeOffsetOfLocalHeader,
  };
}

function checkDirectory(entries: readonly ZipEntry[], fileBytes: number, fileName: string, limits: Limits): void {
  const names = new Set<string>();
  const offsets = new Set<number>();
  let total = 0;
  let packed = 0;
  for (const entry of entries) {
    if (entry.name.endsWith('/')) continue;
    const name = entry.name.toLowerCase();
    if (names.has(name) || offsets.has(entry.offset)) throw brokenWorkbook(fileName, `zip: ${entry.name} ×2`);
    names.add(name);
    offsets.add(entry.offset);
    if ((entry.flags & 1) !== 0) throw encryptedWorkbook(fileName);
    if (entry.bytes > limits.partBytes) throw partTooLarge(fileName, entry.name, entry.bytes);
    if (entry.bytes > limits.ratioFrom && entry.bytes > entry.packedBytes * limits.ratio) {
      const what = `${entry.name}: ${entry.packedBytes} → ${entry.bytes}`;
      throw zipBomb(fileName, { ja: what, en: what });
    }
    total += entry.bytes;
    packed += entry.packedBytes;
  }
  if (total > limits.totalBytes) throw partTooLarge(fileName, 'zip', total);
  // Entries that share the same packed bytes add up to more than the file holds.
  if (packed > fileBytes) throw zipBomb(fileName, { ja: 'データが重なっています', en: 'its entries overlap' });
}

async function* unpack(
  file: ZipFile,
  source: Entry,
  entry: ZipEntry,
  archive: Buffer,
  fileName: string,
): AsyncGenerator<Uint8Array> {
  let sum = 0;
  let length = 0;
  try {
    if (!source.canDecodeFileData()) throw new Error(`method ${entry.method}`);
    const { fileDataStart } = await file.readLocalFileHeaderPromise(source, { minimal: true });
    const packed = archive.subarray(fileDataStart, fileDataStart + entry.packedBytes);
    for await (const chunk of entry.method === STORED ? [packed] : inflate(packed)) {
      length += chunk.length;
      if (length > entry.bytes) break;
      sum = crc32(chunk, sum);
      yield chunk;
    }
  } catch (error) {
    throw error instanceof InputError ? error : brokenWorkbook(fileName, `${entry.name}: ${reason(error)}`);
  }
  if (length !== entry.bytes) throw brokenWorkbook(fileName, `${entry.name}: ${entry.bytes} bytes declared`);
  if (sum !== entry.crc) throw brokenWorkbook(fileName, `${entry.name}: CRC`);
}

/** Unpacks piece by piece, so that what is more than declared never comes to lie in memory. */
function inflate(packed: Buffer): AsyncIterable<Buffer> {
  const stream = createInflateRaw({ chunkSize: PIECE });
  stream.end(packed);
  return stream as AsyncIterable<Buffer>;
}

function partTooLarge(fileName: string, part: string, size: number) {
  const what = `${part}: ${Math.ceil(size / 1_000_000)} MB`;
  return tooLarge(fileName, { ja: what, en: what });
}

function reason(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
