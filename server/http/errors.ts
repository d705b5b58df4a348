import type { ErrorRequestHandler } from 'express';
import multer from 'multer';
import { ConflictError, InputError } from '../../knowledge/errors.ts';
import { UndecidedError } from '../services/export-service.ts';

/** An error as HTTP tells it. */
export interface HttpFault {
  readonly status: number;
  readonly code: string;
  /** Japanese. */
  readonly message: string;
  readonly en: string;
  /** Further members of the JSON error. */
  readonly more?: Readonly<Record<string, unknown>>;
}

/** Statuses of input errors by their code; the others are 422: the file cannot be read. */
const STATUS: Readonly<Record<string, number>> = {
  'bad-request': 400,
  'bad-layout': 400,
  'bad-date': 400,
  'bad-service-id': 400,
  'no-such-candidate': 400,
  'not-in-list': 400,
  'unknown-sheet': 400,
  'unknown-column': 400,
  'unknown-row': 400,
  'unknown-service': 400,
  'service-not-told': 400,
  'not-signed-in': 401,
  forbidden: 403,
  'not-found': 404,
  'no-such-questionnaire': 404,
  'no-such-question': 404,
  'no-such-sheet': 404,
  'no-such-disclosure': 404,
  'too-large': 413,
  'not-a-workbook': 415,
  'not-a-document': 415,
  busy: 429,
};

/** A request that does not say what it should. `what` names the field and what is wanted, in both languages. */
export const badRequest = (ja: string, en: string): InputError => new InputError('bad-request', ja, en);

/** Nothing lies at the address. */
export const notFound = (): InputError =>
  new InputError('not-found', 'このページはありません。', 'There is nothing at this address.');

/** What a thrown value means in HTTP; a bug tells nothing of itself. */
export function faultOf(error: unknown): HttpFault {
  if (error instanceof UndecidedError) {
    const questions = error.undecided.map(({ id, sheet, question }) => ({
      questionId: String(id),
      sheet,
      cell: question.cell,
      number: question.number,
      text: question.text,
    }));
    return { status: 409, code: error.code, message: error.message, en: error.en, more: { questions } };
  }
  if (error instanceof ConflictError) return { status: 409, code: error.code, message: error.message, en: error.en };
  if (error instanceof InputError) {
    return { status: STATUS[error.code] ?? 422, code: error.code, message: error.message, en: error.en };
  }
  if (error instanceof multer.MulterError) return uploadFault(error);
  // Another process holds the database for longer than one waits for it.
  if (String((error as { code?: unknown } | null)?.code).startsWith('SQLITE_BUSY')) return locked;
  const status = (error as { status?: unknown } | null)?.status;
  if (status === 413) return bodyTooLarge;
  // Express and its parsers throw errors with a status for malformed requests.
  if (typeof status === 'number' && status >= 400 && status < 500) {
    return {
      status,
      code: 'bad-request',
      message: 'リクエストを読めません。',
      en: 'The request cannot be read.',
    };
  }
  return {
    status: 500,
    code: 'internal',
    message: '予期しないエラーが起きました。もう一度試し、続くようならログを確かめてください。',
    en: 'An unexpected error came up. Try again; if it stays, look at the log.',
  };
}

const tooLarge: HttpFault = {
  status: 413,
  code: 'too-large',
  message: 'ファイルが大きすぎます（上限 30 MB）。質問のあるシートだけを残したブックにしてください。',
  en: 'The file is too large (the limit is 30 MB). Keep only the sheets with questions in it.',
};

const locked: HttpFault = {
  status: 429,
  code: 'busy',
  message: 'ほかの処理がデータを使用しています。少し待ってから、もう一度操作してください。',
  en: 'Another process is using the data. Wait a little and try again.',
};

const bodyTooLarge: HttpFault = {
  status: 413,
  code: 'too-large',
  message: '送信内容が大きすぎます（上限 1 MB）。分けて送信してください。',
  en: 'The request is too large (the limit is 1 MB). Send it in parts.',
};

function uploadFault(error: multer.MulterError): HttpFault {
  if (error.code === 'LIMIT_FILE_SIZE') return tooLarge;
  return {
    status: 400,
    code: 'bad-request',
    message: `アップロードを読めません（${error.code}${error.field ? `: ${error.field}` : ''}）。ファイルは file に1つだけ指定してください。`,
    en: `The upload cannot be read (${error.code}${error.field ? `: ${error.field}` : ''}). Send one file in the field "file".`,
  };
}

/** Answers errors of the API as `{"error": {"code", "message", "messageEn"}}`. */
export function apiErrors(report: (fault: unknown) => void): ErrorRequestHandler {
  return (error, _req, res, next) => {
    const fault = faultOf(error);
    if (fault.status === 500) report(error);
    if (res.headersSent) return next(error);
    if (fault.status === 429) res.setHeader('Retry-After', '30');
    const { status, code, message, en, more } = fault;
    res.status(status).json({ error: { code, message, messageEn: en, ...more } });
  };
}
