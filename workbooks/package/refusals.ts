import { InputError } from '../../knowledge/errors.ts';

const RESAVE_JA = 'Excel で開いて「名前を付けて保存」から Excel ブック (.xlsx) として保存し直してください。';
const RESAVE_EN = 'Open it in Excel and save it as an Excel workbook (.xlsx).';

/** Longest piece of a file's own words that a message repeats. */
const LONGEST_DETAIL = 200;

const clip = (detail: string) => (detail.length > LONGEST_DETAIL ? `${detail.slice(0, LONGEST_DETAIL)}…` : detail);

/** The file is damaged; `detail` says where, in words that a person can pass on. */
export function brokenWorkbook(fileName: string, detail: string): InputError {
  return new InputError(
    'broken-workbook',
    `「${fileName}」は壊れているため読めません（${clip(detail)}）。${RESAVE_JA}`,
    `"${fileName}" is damaged and cannot be read (${clip(detail)}). ${RESAVE_EN}`,
  );
}

/** The file is something else than a workbook. */
export function notAWorkbook(fileName: string, what: { readonly ja: string; readonly en: string }): InputError {
  return new InputError(
    'not-a-workbook',
    `「${fileName}」は Excel ブックではありません（${clip(what.ja)}）。.xlsx、.xlsm、.csv、.tsv のいずれかを指定してください。`,
    `"${fileName}" is not a workbook (${clip(what.en)}). Give an .xlsx, .xlsm, .csv or .tsv file.`,
  );
}

/** The file is a workbook in a format that has to be saved as .xlsx first. */
export function otherFormat(code: 'old-xls' | 'xlsb' | 'ods', fileName: string, format: string): InputError {
  return new InputError(
    code,
    `「${fileName}」は ${format} 形式のため読めません。${RESAVE_JA}`,
    `"${fileName}" is in the ${format} format, which cannot be read. ${RESAVE_EN}`,
  );
}

/** The file is encrypted with a password. */
export function encryptedWorkbook(fileName: string): InputError {
  return new InputError(
    'encrypted',
    `「${fileName}」はパスワードで暗号化されています。Excel で開き、「ファイル」→「情報」→「ブックの保護」→「パスワードを使用して暗号化」のパスワードを消して保存してください。`,
    `"${fileName}" is encrypted with a password. Open it in Excel, clear the password under File > Info > Protect Workbook > Encrypt with Password, and save it.`,
  );
}

/** The file holds no byte. */
export function emptyFile(fileName: string): InputError {
  return new InputError(
    'empty-file',
    `「${fileName}」は空のファイル (0 バイト) です。送り元でファイルを確認し、もう一度受け取ってください。`,
    `"${fileName}" is an empty file (0 bytes). Check it where it came from and get it again.`,
  );
}

/** The file, or what it unpacks to, is larger than `Limits` allow. */
export function tooLarge(fileName: string, what: { readonly ja: string; readonly en: string }): InputError {
  return new InputError(
    'too-large',
    `「${fileName}」は大きすぎます（${clip(what.ja)}）。質問のあるシートだけを残したブックにしてください。`,
    `"${fileName}" is too large (${clip(what.en)}). Keep only the sheets with questions in it.`,
  );
}

/** A list of the file is longer than `Limits` allow. */
export function tooMany(
  fileName: string,
  what: { readonly ja: string; readonly en: string },
  limit: number,
): InputError {
  return tooLarge(fileName, { ja: `${what.ja}が ${limit} を超えます`, en: `more than ${limit} ${what.en}` });
}

/** The file unpacks to far more than it could hold by honest means. */
export function zipBomb(fileName: string, what: { readonly ja: string; readonly en: string }): InputError {
  return new InputError(
    'zip-bomb',
    `「${fileName}」は展開すると異常に大きくなるため開きません（${clip(what.ja)}）。送り元に確認してください。`,
    `"${fileName}" unpacks to an abnormal size and is not opened (${clip(what.en)}). Ask where it came from.`,
  );
}

/** A part declares a document type: no spreadsheet program writes one, attacks do. */
export function doctypeRefused(fileName: string, part: string): InputError {
  return new InputError(
    'doctype',
    `「${fileName}」の ${clip(part)} に DOCTYPE 宣言があるため開きません。${RESAVE_JA}`,
    `"${fileName}" is not opened: its part ${clip(part)} has a DOCTYPE. ${RESAVE_EN}`,
  );
}
