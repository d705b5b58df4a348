import { InputError } from '../errors.ts';
import { loadCatalogue } from '../load.ts';
import { isDigest, parseDigest } from './digest.ts';
import { type ImportedDisclosure, parseDisclosure, parseLines } from './parse-disclosure.ts';
import { decodeText } from './read-text.ts';

/** The largest file that is read: 50 MB. */
export const largestFile = 50 * 1024 * 1024;

/**
 * Reads a disclosure (.txt, .md, .pdf, .docx; judged by its content, then by its name) into passages.
 *
 * @throws InputError `empty-document`, `too-large`, `not-a-document` (binary, or a format that is not read), `unreadable-document`
 *   (broken, encrypted), `no-control`
 */
export async function importDisclosure(bytes: Uint8Array, fileName: string): Promise<ImportedDisclosure> {
  if (bytes.length > largestFile) {
    throw new InputError(
      'too-large',
      `${fileName}：ファイルが大きすぎます（上限50 MB）。`,
      `${fileName}: the file is too large (50 MB at most).`,
    );
  }
  const catalogue = loadCatalogue();
  const format = formatOf(bytes, fileName);
  // The readers of PDF and Word take half a second to load, which only those who need them shall wait for.
  if (format === 'pdf') {
    const { readPdf } = await import('./read-pdf.ts');
    return parseLines(await readPdf(bytes, fileName), fileName, catalogue);
  }
  if (format === 'docx') {
    const { readDocx } = await import('./read-docx.ts');
    return parseLines(await readDocx(bytes, fileName), fileName, catalogue);
  }
  const text = decodeText(bytes, fileName);
  if (!isDigest(text)) return parseDisclosure(text, fileName, catalogue);
  const { service, disclosure } = parseDigest(text, fileName, catalogue);
  return { disclosure, serviceName: service.name, serviceId: service.id, messages: [] };
}

/** Told by the first bytes, which a wrong name does not change. */
function formatOf(bytes: Uint8Array, fileName: string): 'pdf' | 'docx' | 'text' {
  const start = String.fromCharCode(...bytes.subarray(0, 1024));
  if (start.includes('%PDF-')) return 'pdf';
  if (start.startsWith('PK\u0003\u0004')) return 'docx';
  if (start.startsWith('\u00d0\u00cf\u0011\u00e0')) {
    throw new InputError(
      'unreadable-document',
      `${fileName}：古い形式（.doc）か、パスワードで保護されたWord文書です。Wordで開いて、パスワードなしの.docx形式で保存してください。`,
      `${fileName}: this is an old Word file (.doc) or one protected by a password. Save it as .docx without a password.`,
    );
  }
  return 'text';
}
