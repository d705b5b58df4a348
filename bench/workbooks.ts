import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { inline, makeWorkbook } from '../test/workbooks/fixtures/make-workbook.ts';

/** What one engine took to load a sheet, answer some of its rows and save it, in a process of its own. */
export interface WorkbookMeasurement {
  readonly engine: 'kotae' | 'exceljs';
  /** Rows that were answered. */
  readonly answered: number;
  /** Median of the runs: time by the clock, and of the processor (steadier on a busy machine). */
  readonly milliseconds: number;
  readonly cpuMilliseconds: number;
  /** Median of the peak resident memory beyond what the process held before the file was loaded, in MB. */
  readonly megabytes: number;
}

const QUESTIONS = 10_000;
const RUNS = 5;
const ENGINES = ['kotae', 'exceljs'] as const;

/** A sheet of questions with six styled answer columns and a list, as customers send them. */
export function largeSheet(count = QUESTIONS): Buffer {
  const rows = Array.from({ length: count }, (_, at) => {
    const r = at + 2;
    const blank = [...'DEFGHI'].map(column => `<c r="${column}${r}" s="1"/>`).join('');
    return `<row r="${r}"><c r="A${r}"><v>${at + 1}</v></c><c r="B${r}" t="s" s="1"><v>${at % 40}</v></c><c r="C${r}" t="s" s="1"><v>${at + 40}</v></c>${blank}</row>`;
  });
  const head = `<row r="1">${['No', '分類', '質問', '回答', '備考'].map((text, at) => inline(`${'ABCDE'[at]}1`, text)).join('')}</row>`;
  const categories = Array.from({ length: 40 }, (_, at) => `分類 ${at + 1}`);
  const questions = Array.from({ length: count }, (_, at) => {
    return `${at + 1}: 保存するデータは暗号化されていますか。鍵の保管場所と更新の頻度もあわせて記載してください。`;
  });
  return makeWorkbook({
    sheets: [
      {
        name: 'チェックシート',
        data: head + rows.join(''),
        after: `<dataValidations><dataValidation type="list" showErrorMessage="1" sqref="D2:D${count + 1}"><formula1>"○,△,×"</formula1></dataValidation></dataValidations>`,
      },
    ],
    strings: [...categories, ...questions],
    styles: '<fonts><font/></fonts><fills><fill/></fills><borders><border/></borders><cellXfs><xf/><xf/></cellXfs>',
  });
}

/** Measures both engines on the same file, turn and turn about: answering every row, and one row. */
export function measureWorkbooks(repeats = RUNS): readonly WorkbookMeasurement[] {
  const folder = mkdtempSync(join(tmpdir(), 'kotae-bench-'));
  try {
    const file = join(folder, 'large.xlsx');
    writeFileSync(file, largeSheet());
    return [QUESTIONS, 1].flatMap(answered => {
      const runs = Array.from({ length: repeats }, () => ENGINES.map(engine => run(engine, file, answered)));
      return ENGINES.map((engine, at) => {
        const of = (figure: keyof Figures) => median(runs.map(results => results[at]?.[figure] ?? Number.NaN));
        const figures = {
          milliseconds: of('milliseconds'),
          cpuMilliseconds: of('cpuMilliseconds'),
          megabytes: of('megabytes'),
        };
        return { engine, answered, ...figures };
      });
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

type Figures = Pick<WorkbookMeasurement, 'milliseconds' | 'cpuMilliseconds' | 'megabytes'>;

function run(engine: string, file: string, answered: number): Figures {
  const script = fileURLToPath(new URL('./workbook-engine.ts', import.meta.url));
  const options = ['--import', 'tsx', script, engine, file, String(answered)];
  return JSON.parse(execFileSync(process.execPath, options, { encoding: 'utf8' })) as Figures;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

/** The measurements as lines for a person, with ExcelJS against Kotae as ratios. */
export function describeWorkbooks(measured: readonly WorkbookMeasurement[]): string {
  const lines = [
    `A sheet of ${QUESTIONS} questions: load, answer, save (median of ${RUNS} runs, each a process of its own)`,
  ];
  for (const ours of measured.filter(({ engine }) => engine === 'kotae')) {
    const theirs = measured.find(other => other.engine === 'exceljs' && other.answered === ours.answered);
    if (theirs === undefined) continue;
    for (const { engine, milliseconds, cpuMilliseconds, megabytes } of [ours, theirs]) {
      const figures = [
        `${Math.round(milliseconds)} ms`,
        `${Math.round(cpuMilliseconds)} ms CPU`,
        `+${Math.round(megabytes)} MB`,
      ];
      lines.push(`  ${ours.answered} answered  ${engine.padEnd(8)} ${figures.join('  ')}`);
    }
    const ratio = (figure: keyof Figures) => (theirs[figure] / ours[figure]).toFixed(1);
    lines.push(
      `  ExcelJS : Kotae = ${ratio('milliseconds')} time, ${ratio('cpuMilliseconds')} CPU, ${ratio('megabytes')} memory`,
    );
  }
  return lines.join('\n');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) console.log(describeWorkbooks(measureWorkbooks()));
