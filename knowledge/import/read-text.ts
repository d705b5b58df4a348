import { InputError } from '../errors.ts';

/**
 * Decodes a text file: UTF-8 with or without byte-order mark, UTF-16 with one, else Shift_JIS (Windows-31J) or EUC-JP.
 *
 * @throws InputError `not-a-document` when the bytes are no text in any of these
 */
export function decodeText(bytes: Uint8Array, fileName: string): string {
  const encodings =
    bytes[0] === 0xff && bytes[1] === 0xfe
      ? ['utf-16le']
      : bytes[0] === 0xfe && bytes[1] === 0xff
        ? ['utf-16be']
        : ['utf-8', 'shift_jis', 'euc-jp'];
  for (const encoding of encodings) {
    try {
      const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
      if (!/[\u0000-\u0008\u000e-\u001a\u001c-\u001f]/.test(text)) return text;
    } catch {
      // Not this encoding; the next one is tried.
    }
  }
  throw new InputError(
    'not-a-document',
    `${fileName}：文書として読めません。テキスト（.txt、.md）、PDF、Word（.docx）のいずれかを指定してください。`,
    `${fileName}: this is no document that can be read. Give text (.txt, .md), PDF or Word (.docx).`,
  );
}
