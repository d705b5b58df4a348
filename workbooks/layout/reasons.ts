import { columnName } from '../cell-ref.ts';
import type { Question } from '../model.ts';
import type { Grid } from './grid.ts';
import type { ReadTable } from './header-tables.ts';

/** Why a sheet with tables was taken for one that asks, for a person to read. */
export function tableReason(tables: readonly ReadTable[]): string {
  const count = tables.reduce((sum, { questions }) => sum + questions.length, 0);
  const [first] = tables;
  if (first === undefined) return '';
  const { frame, roles } = first;
  const name = (column: number) => {
    const header = frame.columns.find(known => known.column === column)?.header;
    const label = header?.path.at(-1)?.replace(/\s+/g, ' ');
    return label === undefined ? `${columnName(column)}列` : `「${label}」（${columnName(column)}列）`;
  };
  const answers = [roles.verdict, ...Object.values(roles.exclusive ?? {}), roles.comment, roles.reference].filter(
    column => column !== null,
  );
  const header =
    frame.headerRows.length === 0 ? '見出しはないが' : `見出し行${[...new Set(frame.headerRows)].join('・')}の下で`;
  const more = tables.length > 1 ? `、表が${tables.length}個` : '';
  return `${header}${name(roles.primary)}が質問、${answers.map(name).join('・')}が回答欄（${count}問${more}）`;
}

/** Why a form was taken for a sheet that asks. */
export function formReason(questions: readonly Question[]): string {
  const [first] = questions;
  const answer = first?.answer.verdict ?? first?.answer.comment ?? '';
  return `質問ごとに回答欄がある様式（例: 質問 ${first?.cell}、回答 ${answer}、${questions.length}問）`;
}

/**
 * Why a sheet was taken for one that does not ask.
 * @param headed  whether it has a table with a header, and whether that heads another kind of document
 */
export function otherReason(grid: Grid, kind: string | null, headed: 'none' | 'header' | 'foreign'): string {
  if (grid.textRows.length === 0) return '文字のないシート';
  if (kind !== null) return `名前から「${kind}」のシートと判断（質問と回答欄の組もない）`;
  if (headed === 'foreign') return '見出しがテスト仕様書・レビュー記録・変更履歴などのもので、質問票ではない';
  return headed === 'header' ? '見出しのある表はあるが、質問と空いた回答欄の組がない' : '質問と回答欄の組がない';
}
