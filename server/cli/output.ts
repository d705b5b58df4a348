import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { InputError, type Message } from '../../knowledge/errors.ts';
import { groupMessages } from '../services/message-groups.ts';

/** Prints a value as the only thing on standard output. */
export function printJson(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value, null, 1)}\n`);
}

/** Prints warnings on standard error, so that standard output stays JSON; what holds for many cells of a sheet is one line. */
export function printMessages(messages: readonly Message[]): void {
  for (const { severity, where, text, en } of groupMessages(messages)) {
    if (severity === 'warning') process.stderr.write(`kotae: ${where ? `${where}: ` : ''}${text} (${en})\n`);
  }
}

/**
 * Reads a file that the user named.
 * @throws InputError `no-such-file` / `unreadable-file`
 */
export async function readInput(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path);
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code === 'ENOENT') {
      throw new InputError(
        'no-such-file',
        `ファイル「${path}」がありません。パスを確かめてください。`,
        `There is no file "${path}". Check its path.`,
      );
    }
    throw new InputError(
      'unreadable-file',
      `ファイル「${path}」を読めません（${code ?? (cause as Error).message}）。`,
      `The file "${path}" cannot be read (${code ?? (cause as Error).message}).`,
    );
  }
}

/** Reads a JSON file that the user named. @throws InputError `bad-json` */
export async function readJsonInput(path: string): Promise<unknown> {
  const text = new TextDecoder().decode(await readInput(path)).replace(/^\uFEFF/, '');
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new InputError(
      'bad-json',
      `「${path}」はJSONとして読めません（${(cause as Error).message}）。`,
      `"${path}" is not valid JSON (${(cause as Error).message}).`,
    );
  }
}

/** Writes a file whole or not at all: beside its place first, then moved there. @throws InputError `unwritable-file` */
export async function writeOutput(path: string, data: Uint8Array | string): Promise<void> {
  const temporary = join(dirname(path), `.${basename(path)}.${process.pid}.tmp`);
  try {
    await writeFile(temporary, data);
    await rename(temporary, path);
  } catch (cause) {
    await rm(temporary, { force: true });
    throw new InputError(
      'unwritable-file',
      `「${path}」に書き込めません（${(cause as NodeJS.ErrnoException).code ?? (cause as Error).message}）。書き込める場所を指定してください。`,
      `"${path}" cannot be written (${(cause as NodeJS.ErrnoException).code ?? (cause as Error).message}). Name a place that can be written.`,
    );
  }
}

/** Shows progress on one line of a terminal; in a log, one line every tenth. */
export function progressLine(label: string): (done: number, total: number) => void {
  let shown = -1;
  return (done, total) => {
    const tenth = Math.floor((done / total) * 10);
    if (process.stderr.isTTY) process.stderr.write(`\r${label} ${done}/${total}${done === total ? '\n' : ''}`);
    else if (tenth > shown) process.stderr.write(`${label} ${done}/${total}\n`);
    shown = tenth;
  };
}
