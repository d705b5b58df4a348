import multer from 'multer';

/** Bytes that an uploaded file may have: the workbook gate's own limit (workbooks/package/limits.ts). */
export const MAX_UPLOAD = 30_000_000;

/** Reads one file in the field `file`, into memory; multer reads names as latin1 unless told. */
export const oneFile = multer({
  storage: multer.memoryStorage(),
  defParamCharset: 'utf8',
  limits: { fileSize: MAX_UPLOAD, files: 1, fields: 20, fieldSize: 1_000_000, parts: 25 },
}).single('file');

/** The last part of a name, whatever the system that it came from, without control characters. */
export function plainName(name: string): string {
  const last = name.split(/[/\\]/).at(-1) ?? '';
  return last.replace(/[\u0000-\u001f\u007f]/g, '').slice(0, 200) || 'workbook.xlsx';
}
