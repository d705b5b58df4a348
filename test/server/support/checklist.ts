import ExcelJS from 'exceljs';

/** A line of the made checklist. */
export interface ChecklistLine {
  readonly number: string;
  readonly category: string;
  readonly text: string;
  /** What the customer or a colleague filled in before. */
  readonly filled?: string;
}

/** Questions as customers ask them, written for these tests; the fourth and the seventh say the same. */
export const LINES: readonly ChecklistLine[] = [
  { number: '1', category: 'バックアップ', text: 'データのバックアップを定期的に取得していますか。' },
  { number: '2', category: '暗号化', text: '通信経路を暗号化していますか。' },
  { number: '3', category: 'アクセス制御', text: '管理者の認証に多要素認証を使用していますか。' },
  { number: '4', category: 'ログ', text: 'システムの操作ログを取得し、保管していますか。' },
  { number: '5', category: '脆弱性', text: '脆弱性に関する情報を収集し、対応していますか。' },
  { number: '6', category: '組織', text: '社員食堂の献立を毎週公開していますか。' },
  { number: '7', category: '監査', text: 'システムの操作ログを取得し、保管していますか。' },
  { number: '8', category: '契約', text: '解約時に利用者のデータを消去していますか。', filled: '○' },
  { number: '9', category: 'データ', text: 'データを保管する国はどこですか。' },
  { number: '10', category: '時刻', text: 'システムの時刻を標準時に同期していますか。' },
];

/** A checklist as Japanese customers send it: a title, a header row, a drop-down ○△×－ and a remarks column. */
export async function checklist(lines: readonly ChecklistLine[] = LINES): Promise<Buffer> {
  const workbook = new ExcelJS.Workbook();
  const sheet = workbook.addWorksheet('チェックシート');
  sheet.getCell('A1').value = 'クラウドサービス セキュリティチェックシート';
  const header = ['No.', '分類', '確認事項', '回答', '備考'];
  header.forEach((text, at) => {
    const cell = sheet.getCell(3, at + 1);
    cell.value = text;
    cell.font = { bold: true };
    cell.fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFDDE6F2' } };
  });
  [6, 14, 60, 8, 50].forEach((width, at) => {
    sheet.getColumn(at + 1).width = width;
  });
  lines.forEach(({ number, category, text, filled }, at) => {
    const row = 4 + at;
    sheet.getCell(row, 1).value = Number(number);
    sheet.getCell(row, 2).value = category;
    sheet.getCell(row, 3).value = text;
    if (filled) sheet.getCell(row, 4).value = filled;
    sheet.getCell(row, 4).dataValidation = { type: 'list', allowBlank: true, formulae: ['"○,△,×,－"'] };
  });
  return Buffer.from(await workbook.xlsx.writeBuffer());
}

/** A questionnaire that wants a mark in one of the columns はい, いいえ and 該当なし. */
export async function markColumns(): Promise<Buffer> {
  const workbook = new ExcelJS.Workbook();
  const sheet = workbook.addWorksheet('アンケート');
  sheet.addRow(['No.', '質問', 'はい', 'いいえ', '該当なし', '備考']).font = { bold: true };
  for (const { number, text } of LINES.filter(line => !line.filled)) sheet.addRow([Number(number), text]);
  return Buffer.from(await workbook.xlsx.writeBuffer());
}

/** A long checklist: the same asks over many numbered systems. */
export function longChecklist(questions: number): Promise<Buffer> {
  const asks = LINES.map(line => line.text);
  return checklist(
    Array.from({ length: questions }, (_, at) => ({
      number: String(at + 1),
      category: `分類${(at % 24) + 1}`,
      text: `システム${Math.floor(at / asks.length) + 1}について、${asks[at % asks.length]}`,
    })),
  );
}

/** The text of every cell of a workbook's first sheet, by reference. */
export async function cellsOf(bytes: Uint8Array): Promise<ReadonlyMap<string, string>> {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(bytes as never);
  const found = new Map<string, string>();
  workbook.worksheets[0]?.eachRow(row => {
    row.eachCell(cell => {
      found.set(cell.address, cell.text);
    });
  });
  return found;
}
