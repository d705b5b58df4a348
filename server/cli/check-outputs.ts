import { constants } from 'node:fs';
import { access, realpath, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { InputError, type Message } from '../../knowledge/errors.ts';

/** A file that a command is going to write. */
export interface Output {
  /** The flag that named it, e.g. `--out`. */
  readonly flag: string;
  /** Undefined where the flag was not given. */
  readonly path: string | undefined;
}

/**
 * Makes sure before the long work that every output can be written and that none takes the place of an input or of another.
 * @param inputs  files that the command reads
 * @throws InputError `no-such-folder`, `unwritable-file`, `output-is-input`, `same-output`
 */
export async function checkOutputs(outputs: readonly Output[], inputs: readonly (string | undefined)[]): Promise<void> {
  const read = await Promise.all(inputs.map(path => (path === undefined ? undefined : placeOf(path))));
  const taken = new Map<string, string>();
  for (const { flag, path } of outputs) {
    if (path === undefined) continue;
    await requireWritable(flag, path);
    const place = await placeOf(path);
    const other = taken.get(place);
    if (read.includes(place)) {
      throw new InputError(
        'output-is-input',
        `${flag} に入力ファイル「${path}」と同じファイルは指定できません。原本を残すため、別の名前を指定してください。`,
        `${flag} names the input file "${path}" itself. Give another name, so that the original stays.`,
      );
    }
    if (other !== undefined) {
      throw new InputError(
        'same-output',
        `${other} と ${flag} が同じファイル「${path}」です。別々の名前を指定してください。`,
        `${other} and ${flag} name the same file "${path}". Give each its own name.`,
      );
    }
    taken.set(place, flag);
  }
}

/** The file's one true path, whether or not it exists yet. */
async function placeOf(path: string): Promise<string> {
  const whole = resolve(path);
  try {
    return await realpath(whole);
  } catch {
    return join(await realpath(dirname(whole)).catch(() => dirname(whole)), basename(whole));
  }
}

async function requireWritable(flag: string, path: string): Promise<void> {
  const folder = dirname(path);
  const found = await stat(path).catch(() => undefined);
  if (found !== undefined && !found.isFile()) {
    throw new InputError(
      'unwritable-file',
      `${flag} の「${path}」はファイルではありません。ファイルの名前まで指定してください。`,
      `"${path}" (${flag}) is no file. Name a file.`,
    );
  }
  const place = await stat(folder).catch(() => undefined);
  if (!place?.isDirectory()) {
    throw new InputError(
      'no-such-folder',
      `${flag} の「${path}」に書き込めません。フォルダー「${folder}」がありません。先に作るか、別の場所を指定してください。`,
      `"${path}" (${flag}) cannot be written: there is no folder "${folder}". Make it, or name another place.`,
    );
  }
  await access(folder, constants.W_OK).catch(() => {
    throw new InputError(
      'unwritable-file',
      `${flag} の「${path}」に書き込めません。フォルダー「${folder}」に書き込みの権限がありません。別の場所を指定してください。`,
      `"${path}" (${flag}) cannot be written: the folder "${folder}" may not be written to. Name another place.`,
    );
  });
}

const TEXT_ENDING = /\.(csv|tsv|tab|txt)$/i;
const BOOK_ENDING = /\.(xls[xmb]?|ods)$/i;
const EXCEL_ENDING = /\.(xlsx|xlsm)$/i;

/**
 * Makes sure that the filled file gets an ending that fits it: it is of the kind that came in.
 * @param isText  the input is delimited text
 * @returns a warning where .xlsx and .xlsm are taken for each other: Excel opens neither under the other's name
 * @throws InputError `wrong-ending` when a text file would be named as a workbook or the other way round
 */
export function checkEnding(input: string, isText: boolean, out: string): readonly Message[] {
  const [was = ''] = /\.[^.]*$/.exec(basename(input)) ?? [];
  if ((isText ? BOOK_ENDING : TEXT_ENDING).test(out)) {
    const kind = isText ? { ja: 'テキストファイル', en: 'a text file' } : { ja: 'Excel ブック', en: 'a workbook' };
    throw new InputError(
      'wrong-ending',
      `「${basename(input)}」は${kind.ja}なので、出力も${kind.ja}です。--out「${out}」の拡張子を ${was} にしてください。`,
      `"${basename(input)}" is ${kind.en}, and so is what comes out. Let --out "${out}" end with ${was}.`,
    );
  }
  const [, given] = EXCEL_ENDING.exec(out) ?? [];
  const [, wanted] = EXCEL_ENDING.exec(input) ?? [];
  if (given === undefined || wanted === undefined || given.toLowerCase() === wanted.toLowerCase()) return [];
  return [
    {
      severity: 'warning',
      code: 'other-ending',
      where: out,
      text: `元のファイルは .${wanted} です。拡張子が違うと Excel で開けないため、.${wanted} に変えてください。`,
      en: `The original is .${wanted}; Excel does not open it as .${given}. Rename it to .${wanted}.`,
    },
  ];
}

/** Makes sure that a new workbook is named as one. @throws InputError `wrong-ending` */
export function requireXlsx(flag: string, path: string | undefined): void {
  if (path === undefined || /\.xlsx$/i.test(path)) return;
  throw new InputError(
    'wrong-ending',
    `${flag}「${path}」は Excel ブックになります。拡張子を .xlsx にしてください。`,
    `${flag} "${path}" is going to be a workbook. Let it end with .xlsx.`,
  );
}
