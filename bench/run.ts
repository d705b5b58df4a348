import { writeFileSync } from 'node:fs';
import { type MatchingMeasurement, measureMatching } from './matching.ts';
import { measureImport, measureLayout, type ReadingMeasurement } from './reading.ts';
import type { Taken } from './taking.ts';
import { measureWorkbooks, type WorkbookMeasurement } from './workbooks.ts';

/**
 * `npm run bench`: measures Kotae beside the ways that suggest themselves and writes bench/BENCH.md. Milliseconds differ from
 * machine to machine; what counts are the ratios, whose two sides were measured in the same run. Takes two to three minutes.
 */
const REPORT = new URL('BENCH.md', import.meta.url);
/** Runs of each engine on the large workbook: fewer than bench/workbooks.ts alone, to keep the whole short. */
const WORKBOOK_RUNS = 3;

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map(cells => `| ${cells.join(' | ')} |`).join('\n');
const ms = (n: number): string => (n < 10 ? n.toFixed(2) : String(Math.round(n)));
const times = (n: number): string => `${n < 10 ? n.toFixed(2) : Math.round(n)} ×`;
const ratio = (one: Taken, other: Taken): readonly [time: string, cpu: string] => [
  times(one.milliseconds / other.milliseconds),
  times(one.cpuMilliseconds / other.cpuMilliseconds),
];

function workbookTable(measured: readonly WorkbookMeasurement[]): string {
  const rows = measured.map(({ engine, answered, milliseconds, cpuMilliseconds, megabytes }) => {
    const ours = measured.find(other => other.engine === 'kotae' && other.answered === answered);
    const share = (figure: 'milliseconds' | 'cpuMilliseconds' | 'megabytes', own: number) =>
      ours ? times(own / ours[figure]) : '–';
    return [
      ...[engine === 'kotae' ? 'Kotae' : 'ExcelJS', String(answered)],
      ...[`${ms(milliseconds)} ms`, `${Math.round(megabytes)} MB`],
      ...[
        share('milliseconds', milliseconds),
        share('cpuMilliseconds', cpuMilliseconds),
        share('megabytes', megabytes),
      ],
    ];
  });
  return table(['engine', 'rows answered', 'time', 'memory', 'time : Kotae', 'CPU : Kotae', 'memory : Kotae'], rows);
}

function matchingTable(measured: readonly MatchingMeasurement[]): string {
  const [kotae] = measured;
  const rows = measured.map(({ way, questions, prepared, each, firstHits }) => [
    ...[way, String(questions), `${ms(prepared.milliseconds)} ms`, `${ms(each.milliseconds)} ms`],
    ...(kotae ? ratio(each, kotae.each) : []),
    firstHits === null ? '–' : `${Math.round(firstHits * 100)} %`,
  ]);
  return table(
    ['way', 'questions', 'prepared', 'one question, one service', 'time : Kotae', 'CPU : Kotae', 'right passage first'],
    rows,
  );
}

function readingTable(measured: readonly ReadingMeasurement[]): string {
  const rows = measured.map(({ step, took, beside, besideTook }) => [
    ...[step, `${ms(took.milliseconds)} ms`, beside, `${ms(besideTook.milliseconds)} ms`],
    ...ratio(took, besideTook),
  ]);
  return table(['step', 'time', 'beside', 'time', 'time ratio', 'CPU ratio'], rows);
}

const measured = measureMatching();
const reading = [...(await measureLayout()), ...(await measureImport())];
const report = `# What is fast, and what is not

Written by \`npm run bench\` on Node.js ${process.versions.node}. Milliseconds are of one machine that did other things too; read the
ratios, whose two sides were measured in the same run.

## Load, answer and save a sheet of 10,000 questions

Each run is a process of its own; the median of ${WORKBOOK_RUNS}. Memory is the peak beyond what the process held before the file was loaded.
Beside the speed, ExcelJS loses what it does not know (charts, macros, controls …); Kotae changes the answer cells alone.

${workbookTable(measureWorkbooks(WORKBOOK_RUNS))}

## Match questions against all five services

2,000 questions against each of the five bundled digests; Fuse.js is asked every twentieth of them, for it would take minutes. "Defaults" is the
package as it comes, "words" gives it the words of \`Intl.Segmenter\`. Kotae does more in its time: it judges the verdict, picks the
sentences and says how sure it is. "Right passage first" counts the answerable pairs of the labelled set beside the project (– where it is
absent), which Kotae's weights never saw; [EVALUATION.md](EVALUATION.md) has the whole picture.

${matchingTable(measured)}

## Find the questions, read a document

The median of five runs, turn and turn about. Reading the sheet and taking out the bare text are the least that any program would do.

${readingTable(reading)}
`;
writeFileSync(REPORT, report);
console.log(report);
