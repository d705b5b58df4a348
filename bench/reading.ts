import mammoth from 'mammoth';
import { importDisclosure, loadCatalogue } from '../knowledge/index.ts';
import { makeDocx } from '../test/knowledge/import/make-documents.ts';
import { detectLayout, readWorkbook } from '../workbooks/index.ts';
import { type Taken, takingLong } from './taking.ts';
import { largeSheet } from './workbooks.ts';

const RUNS = 5;
const SENTENCES = 40;

/** A step beside the least that it could do. */
export interface ReadingMeasurement {
  readonly step: string;
  readonly took: Taken;
  readonly beside: string;
  readonly besideTook: Taken;
}

/** Finding the questions of sheets of 10,000 and 1,000, beside reading the sheet and beside each other. */
export async function measureLayout(): Promise<readonly ReadingMeasurement[]> {
  const large = largeSheet(10_000);
  const workbook = await readWorkbook(large, 'large.xlsx');
  const small = await readWorkbook(largeSheet(1000), 'small.xlsx');
  const detect = (of: typeof workbook, wanted: number) => async () => {
    const found = detectLayout(of).sheets.reduce((n, sheet) => n + sheet.questions.length, 0);
    if (found !== wanted) throw new Error(`${found} of ${wanted} questions were found`);
  };
  const [detected, read, tenth] = await medians([
    detect(workbook, 10_000),
    () => readWorkbook(large, 'large.xlsx'),
    detect(small, 1000),
  ]);
  if (!detected || !read || !tenth) return [];
  const step = 'Layout of a sheet of 10,000 questions';
  return [
    { step, took: detected, beside: 'reading the sheet', besideTook: read },
    { step, took: detected, beside: 'layout of 1,000 questions', besideTook: tenth },
  ];
}

/** Importing a long disclosure from Word and from text, beside taking out the bare text. */
export async function measureImport(): Promise<readonly ReadingMeasurement[]> {
  const controls = loadCatalogue()
    .controls.filter(({ standard }) => standard === '27002:2013')
    .slice(0, 100);
  const sentences = Array.from({ length: SENTENCES }, (_, at) => `手順${at + 1}に従い、担当者が毎月確認しています。`);
  const blocks = ['# 安全性のご案内', ...controls.flatMap(({ number, ja }) => [`## ${number} ${ja}`, ...sentences])];
  const docx = makeDocx(blocks);
  const text = Buffer.from(blocks.join('\n\n'));
  const imported = (bytes: Uint8Array, name: string) => async () => {
    const { disclosure } = await importDisclosure(bytes, name);
    if (disclosure.passages.length < controls.length) throw new Error(`${disclosure.passages.length} passages`);
  };
  const [word, bare, plain] = await medians([
    imported(docx, 'a.docx'),
    () => mammoth.extractRawText({ buffer: Buffer.from(docx) }),
    imported(text, 'a.md'),
  ]);
  if (!word || !bare || !plain) return [];
  const size = `${controls.length} sections, ${Math.round(text.length / 1000)} kB of text`;
  const beside = "mammoth's bare text of the .docx";
  return [
    { step: `Import of a .docx (${size})`, took: word, beside, besideTook: bare },
    { step: 'Import of the same as .md', took: plain, beside, besideTook: bare },
  ];
}

/** The medians of several runs of each work, turn and turn about, after one that warms. */
async function medians(works: readonly (() => Promise<unknown>)[]): Promise<readonly Taken[]> {
  const rounds: Taken[][] = [];
  for (let round = 0; round <= RUNS; round++) {
    const row: Taken[] = [];
    for (const work of works) row.push(await takingLong(work));
    if (round > 0) rounds.push(row);
  }
  return works.map((_, at) => {
    const of = (figure: keyof Taken) =>
      rounds.map(row => row[at]?.[figure] ?? Number.NaN).sort((a, b) => a - b)[Math.floor(RUNS / 2)] ?? Number.NaN;
    return { milliseconds: of('milliseconds'), cpuMilliseconds: of('cpuMilliseconds') };
  });
}
