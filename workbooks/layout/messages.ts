import type { Message } from '../../knowledge/errors.ts';
import { columnName } from '../cell-ref.ts';
import type { Grid } from './grid.ts';
import type { ReadTable } from './header-tables.ts';

/** Below this a person should look at the layout before the workbook is answered. */
const DOUBTFUL = 0.6;

/** What a person should know of how the tables of a sheet were read. */
export function tableMessages(grid: Grid, tables: readonly ReadTable[]): readonly Message[] {
  const { name } = grid.sheet;
  const messages: Message[] = [];
  const say = (severity: Message['severity'], code: string, where: string, text: string, en: string) =>
    messages.push({ severity, code, where, text, en });
  const sum = (count: (table: ReadTable) => number) => tables.reduce((total, table) => total + count(table), 0);

  const doubtful = tables.find(({ confidence }) => confidence < DOUBTFUL);
  if (doubtful !== undefined) {
    const where = `${name}!${columnName(doubtful.roles.primary)}${doubtful.frame.top}`;
    say(
      'warning',
      'doubtful-layout',
      where,
      `シート「${name}」の質問と回答欄の読み取りに確信が持てません。列の割り当てを確かめてください。`,
      `The questions and answer cells of sheet "${name}" were read with doubt. Check its columns.`,
    );
  }
  const others = new Set(tables.flatMap(({ otherAnswers }) => otherAnswers));
  const [first] = tables;
  if (others.size > 0 && first !== undefined) {
    const list = [...others].map(columnName).join('・');
    const chosen = first.roles.verdict ?? first.roles.comment;
    say(
      'info',
      'several-answer-columns',
      name,
      `回答欄になり得る列がほかにもあります（${list}列）。${chosen === null ? '' : `${columnName(chosen)}列だけに書き込み、`}ほかの列には書き込みません。`,
      `Other columns could be answered in too (${list}); they are left alone.`,
    );
  }
  const examples = sum(table => table.examples);
  if (examples > 0) {
    say(
      'info',
      'example-rows',
      name,
      `記入例の行（${examples}行）は質問に数えません。`,
      `${examples} example rows are not counted as questions.`,
    );
  }
  const hidden = sum(table => table.hidden);
  if (hidden > 0) {
    say(
      'warning',
      'hidden-rows',
      name,
      `非表示の行にある質問（${hidden}件）は対象にしません。回答する場合は行を再表示してください。`,
      `${hidden} questions in hidden rows are left out. Unhide the rows to have them answered.`,
    );
  }
  const unknown = sum(({ roles, questions }) =>
    roles.verdict === null ? 0 : questions.filter(({ options }) => options === null).length,
  );
  if (unknown > 0) {
    say(
      'info',
      'options-unknown',
      name,
      `回答欄に書ける語の一覧が分からない質問が${unknown}件あります。これらの回答欄は空欄のままにし、説明だけを書きます。`,
      `The words that the answer cell may hold are not known for ${unknown} questions; only the remarks are written there.`,
    );
  }
  return messages;
}
