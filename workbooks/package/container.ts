import { LIMITS } from './limits.ts';
import { emptyFile, encryptedWorkbook, notAWorkbook, otherFormat, tooLarge } from './refusals.ts';

const OLE2 = Buffer.from([0xd0, 0xcf, 0x11, 0xe0]);
const ZIP = Buffer.from('PK');

/**
 * Refuses, by its first bytes, a file that is no zip, and tells what it is.
 * @throws InputError `empty-file`, `too-large`, `encrypted`, `old-xls`, `not-a-workbook`
 */
export function requireZip(bytes: Uint8Array, fileName: string, limits = LIMITS): void {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (file.length === 0) throw emptyFile(fileName);
  if (file.length > limits.fileBytes) {
    const megabytes = (size: number) => `${Math.ceil(size / 1_000_000)} MB`;
    const size = `${megabytes(file.length)} > ${megabytes(limits.fileBytes)}`;
    throw tooLarge(fileName, { ja: size, en: size });
  }
  if (startsWith(file, OLE2)) throw refusalOfOle2(file, fileName);
  if (startsWith(file, ZIP)) return;
  if (startsWith(file, Buffer.from('%PDF'))) throw notAWorkbook(fileName, { ja: 'PDF です', en: 'it is a PDF' });
  const head = file.subarray(0, 512).toString('latin1').toLowerCase();
  if (head.includes('<html')) {
    throw notAWorkbook(fileName, { ja: '中身は HTML です', en: 'it holds HTML' });
  }
  if (head.includes('urn:schemas-microsoft-com:office:spreadsheet')) {
    throw otherFormat('old-xls', fileName, 'XML スプレッドシート 2003 / XML Spreadsheet 2003');
  }
  throw notAWorkbook(fileName, { ja: 'zip として始まっていません', en: 'it does not start as a zip' });
}

/** Whether the file starts like a zip or an OLE2 file, so that its name's extension does not matter. */
export function isContainer(bytes: Uint8Array): boolean {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return startsWith(file, OLE2) || startsWith(file, Buffer.from('PK\x03\x04'));
}

/** An OLE2 file names its streams in UTF-16; which ones tells what it is. Source: MS-CFB 2.6, MS-OFFCRYPTO 2.3. */
function refusalOfOle2(file: Buffer, fileName: string) {
  const holds = (stream: string) => file.includes(Buffer.from(stream, 'utf16le'));
  if (holds('EncryptedPackage')) return encryptedWorkbook(fileName);
  if (holds('WordDocument'))
    return notAWorkbook(fileName, { ja: '古い Word 文書です', en: 'it is an old Word document' });
  if (holds('PowerPoint Document')) {
    return notAWorkbook(fileName, { ja: '古い PowerPoint です', en: 'it is an old PowerPoint file' });
  }
  if (holds('Workbook') || holds('Book')) return otherFormat('old-xls', fileName, 'Excel 97-2003 (.xls)');
  return notAWorkbook(fileName, { ja: 'OLE2 形式の別の文書です', en: 'it is another kind of OLE2 document' });
}

function startsWith(file: Buffer, head: Buffer): boolean {
  return file.subarray(0, head.length).equals(head);
}
