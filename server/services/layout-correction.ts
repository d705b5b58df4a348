import { InputError } from '../../knowledge/errors.ts';
import type { LayoutCorrection, OptionMeaning } from '../../workbooks/model.ts';

const COLUMN = /^[A-Z]{1,3}$/;
/** What a column for a mark may mean (`OptionMeaning`). */
const MEANINGS: readonly string[] = ['yes', 'partial', 'no', 'na'] satisfies readonly OptionMeaning[];
const isRecord = (v: unknown): v is Readonly<Record<string, unknown>> =>
  typeof v === 'object' && v !== null && !Array.isArray(v);
const isColumn = (v: unknown): boolean => typeof v === 'string' && COLUMN.test(v);
const isOptionalColumn = (v: unknown): boolean => v === undefined || v === null || isColumn(v);
const isColumnList = (v: unknown): boolean => Array.isArray(v) && v.every(isColumn);

/**
 * Checks a correction that a person or another program wrote: the JSON of `kotae inspect`, or the part of it that is corrected.
 * @param where  the file or form it came from, for the error
 * @throws InputError `bad-layout` naming the sheet and the field
 */
export function parseCorrection(value: unknown, where: string): LayoutCorrection {
  const fail = (place: string, wanted: string): never => {
    throw new InputError(
      'bad-layout',
      `レイアウト指定「${where}」の ${place} を読めません（${wanted}）。`,
      `${place} of the layout "${where}" cannot be read (${wanted}).`,
    );
  };
  const sheets = isRecord(value) ? value.sheets : undefined;
  if (!Array.isArray(sheets)) return fail('sheets', 'expected a list of {name, role, tables}');
  for (const [at, sheet] of sheets.entries()) {
    if (!isRecord(sheet) || typeof sheet.name !== 'string') return fail(`sheets[${at}]`, 'expected a name');
    if (sheet.role !== 'questions' && sheet.role !== 'other') fail(`${sheet.name}.role`, '"questions" or "other"');
    if (sheet.tables === undefined) continue;
    if (!Array.isArray(sheet.tables)) return fail(`${sheet.name}.tables`, 'expected a list');
    for (const [n, table] of sheet.tables.entries()) {
      const place = `${sheet.name}.tables[${n}]`;
      if (!isRecord(table) || !isRecord(table.columns)) return fail(place, 'expected {headerRows, columns}');
      if (!Array.isArray(table.headerRows) || !table.headerRows.every(r => Number.isInteger(r) && r > 0)) {
        fail(`${place}.headerRows`, 'row numbers from 1');
      }
      const { number, category, question, verdict, comment, reference, exclusive } = table.columns;
      for (const [role, column] of Object.entries({ number, verdict, comment, reference })) {
        if (!isOptionalColumn(column)) fail(`${place}.columns.${role}`, 'a column letter such as "F", or null');
      }
      if (!isColumnList(question) || (question as unknown[]).length === 0)
        fail(`${place}.columns.question`, 'column letters such as ["D"]');
      if (category !== undefined && !isColumnList(category))
        fail(`${place}.columns.category`, 'column letters such as ["B", "C"]');
      if (
        exclusive !== undefined &&
        exclusive !== null &&
        !(
          isRecord(exclusive) &&
          Object.entries(exclusive).every(([meaning, column]) => MEANINGS.includes(meaning) && isColumn(column))
        )
      ) {
        fail(`${place}.columns.exclusive`, '{"yes": "F", "partial": "G", "no": "H", "na": "I"}');
      }
    }
  }
  return { sheets: sheets.map(normalised) } as LayoutCorrection;
}

/** Fills in what may be left out, so that the layout code meets one shape. */
function normalised(sheet: Record<string, unknown>): unknown {
  const tables = sheet.tables as { headerRows: number[]; columns: Record<string, unknown> }[] | undefined;
  return {
    name: sheet.name,
    role: sheet.role,
    ...(tables && {
      tables: tables.map(({ headerRows, columns }) => ({
        headerRows,
        columns: {
          number: columns.number ?? null,
          category: columns.category ?? [],
          question: columns.question,
          verdict: columns.verdict ?? null,
          comment: columns.comment ?? null,
          reference: columns.reference ?? null,
          ...(columns.exclusive ? { exclusive: columns.exclusive } : {}),
        },
      })),
    }),
  };
}
