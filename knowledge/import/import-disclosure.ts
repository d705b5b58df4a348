import { InputError } from '../errors.ts';
import { loadCatalogue } from '../load.ts';
import { isDigest, parseDigest } from './digest.ts';
import { type ImportedDisclosure, parseDisclosure } from './parse-disclosure.ts';
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
  const text = decodeText(bytes, fileName);
  const catalogue = loadCatalogue();
  if (!isDigest(text)) return parseDisclosure(text, fileName, catalogue);
  const { service, disclosure } = parseDigest(text, fileName, catalogue);
  return { disclosure, serviceName: service.name, serviceId: service.id, messages: [] };
}
