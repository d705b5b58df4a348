import type { RequestHandler } from 'express';
import multer from 'multer';
import { InputError } from '../../knowledge/errors.ts';
import { badRequest } from './errors.ts';

/** Bytes that an uploaded file may have: the workbook gate's own limit (workbooks/package/limits.ts). */
export const MAX_UPLOAD = 30_000_000;

const readFile = multer({
  storage: multer.memoryStorage(),
  defParamCharset: 'utf8',
  limits: { fileSize: MAX_UPLOAD, files: 1, fields: 20, fieldSize: 1_000_000, parts: 25 },
}).single('file');

/** Uploads held in memory at a time; with the largest files they take about 1 GB. */
const MAX_HELD = 32;
let held = 0;

const busy = (): InputError =>
  new InputError(
    'busy',
    'ほかのアップロードを処理しています。少し待ってから、もう一度送信してください。',
    'Other uploads are being worked on. Wait a little and send it again.',
  );

/**
 * Reads one file in the field `file`, into memory; multer reads names as latin1 unless told. A body that is cut off or no
 * multipart at all is the sender's fault: multer throws plain errors for it.
 */
export const oneFile: RequestHandler = (req, res, next) => {
  if (held >= MAX_HELD) return next(busy());
  held += 1;
  res.once('close', () => {
    held -= 1;
  });
  readFile(req, res, error => {
    if (error === undefined || error === null || error instanceof multer.MulterError) return next(error);
    next(
      badRequest(
        'アップロードが途中で切れているか、multipart/form-data の形になっていません。もう一度送信してください。',
        'The upload was cut off or is no multipart/form-data. Send it again.',
      ),
    );
  });
};

/** Most characters of a file's name, its ending among them. */
const MAX_NAME = 200;
/** Control characters, and the marks that turn the writing direction: with them `exe.xlsx` can be made to look like another ending. */
const UNSEEN = /[\u0000-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g;

/** The last part of a name, whatever the system that it came from, without unseen characters; a long one keeps its ending. */
export function plainName(name: string): string {
  const last = (name.split(/[/\\]/).at(-1) ?? '').replace(UNSEEN, '').trim();
  const ending = /\.[A-Za-z0-9]{1,8}$/.exec(last)?.[0] ?? '';
  const stem = last.slice(0, last.length - ending.length).slice(0, MAX_NAME - ending.length);
  // The cut must not leave half a character.
  return stem.replace(/[\ud800-\udbff]$/, '') + ending || 'workbook.xlsx';
}
