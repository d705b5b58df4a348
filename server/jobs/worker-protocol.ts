import { ConflictError, InputError } from '../../knowledge/errors.ts';
import type { Tasks } from './tasks.ts';

/** What the server asks of the worker thread. */
export interface TaskRequest {
  readonly id: number;
  readonly task: keyof Tasks;
  readonly input: unknown;
}

/** An error as it crosses the thread: classes do not survive structured cloning. */
export interface SentError {
  readonly kind: 'input' | 'conflict' | 'bug';
  readonly code: string;
  readonly message: string;
  readonly en: string;
}

/** What the worker thread answers. */
export type TaskReply =
  | { readonly id: number; readonly value: unknown }
  | { readonly id: number; readonly error: SentError };

export function sendError(error: unknown): SentError {
  if (error instanceof InputError) return { kind: 'input', code: error.code, message: error.message, en: error.en };
  if (error instanceof ConflictError)
    return { kind: 'conflict', code: error.code, message: error.message, en: error.en };
  const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { kind: 'bug', code: 'bug', message, en: message };
}

export function receiveError({ kind, code, message, en }: SentError): Error {
  if (kind === 'input') return new InputError(code, message, en);
  if (kind === 'conflict') return new ConflictError(code, message, en);
  return new Error(message);
}
