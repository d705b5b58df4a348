import { InputError } from '../../knowledge/errors.ts';
import { readInput } from './output.ts';

/**
 * Reads JSON lines from a file, or from standard input when the path is `-`.
 * @param check  turns a parsed line into the wanted shape, or returns undefined when it is not of that shape
 * @param shape  the wanted fields, for the error message
 * @throws InputError `bad-jsonl` naming the file and the line
 */
export async function readJsonLines<T>(
  path: string,
  shape: string,
  check: (value: unknown) => T | undefined,
): Promise<readonly T[]> {
  const text = path === '-' ? await readStandardInput() : new TextDecoder().decode(await readInput(path));
  const out: T[] = [];
  for (const [at, line] of text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .entries()) {
    if (!line.trim()) continue;
    const value = parse(line);
    const item = value === undefined ? undefined : check(value);
    if (item === undefined) {
      throw new InputError(
        'bad-jsonl',
        `「${path}」の${at + 1}行目を読めません。1行に1つのJSON（${shape}）を書いてください。`,
        `Line ${at + 1} of "${path}" cannot be read: write one JSON object a line (${shape}).`,
      );
    }
    out.push(item);
  }
  return out;
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line) as unknown;
  } catch {
    return undefined;
  }
}

async function readStandardInput(): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

/** The value as an object whose fields can be looked at, or undefined. */
export function asRecord(value: unknown): Readonly<Record<string, unknown>> | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : undefined;
}

/** A field that must be text. */
export const textField = (record: Readonly<Record<string, unknown>>, name: string): string | undefined => {
  const value = record[name];
  return typeof value === 'string' ? value : undefined;
};
