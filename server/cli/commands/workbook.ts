import { basename } from 'node:path';
import { InputError } from '../../../knowledge/errors.ts';
import { isDelimitedText, writeCells } from '../../../workbooks/index.ts';
import type { CellEdit, LayoutCorrection } from '../../../workbooks/model.ts';
import { answerWorkbook, inspectWorkbook, type Mode, type Report } from '../../services/answer-workbook.ts';
import { parseCorrection } from '../../services/layout-correction.ts';
import { checkEnding, checkOutputs, requireXlsx } from '../check-outputs.ts';
import { type GlobalFlags, matcherFor, openKnowledge } from '../context.ts';
import { asRecord } from '../jsonl.ts';
import { printJson, printMessages, progressLine, readInput, readJsonInput, writeOutput } from '../output.ts';
import { reviewOf } from '../review.ts';

/** `kotae inspect WORKBOOK`: how the workbook is read. */
export async function runInspect(file: string, flags: { json?: boolean; layout?: string }): Promise<void> {
  const layout = await inspectWorkbook(await readInput(file), basename(file), await correctionFrom(flags.layout));
  if (flags.json) return printJson(layout);
  for (const { name, role, reason, questions } of layout.sheets) {
    console.log(`${name}\t${role}\t${questions.length}\t${reason}`);
    for (const { cell, number, text } of questions)
      console.log(`\t${cell}\t${number ?? ''}\t${text.replace(/\s+/g, ' ').slice(0, 80)}`);
  }
  printMessages(layout.messages);
}

/** Flags of `kotae answer`. */
export interface AnswerFlags extends GlobalFlags {
  readonly service: string;
  readonly out: string;
  readonly report?: string | undefined;
  readonly review?: string | undefined;
  readonly evidenceSheet?: boolean | undefined;
  readonly mode: Mode;
  readonly layout?: string | undefined;
  readonly json?: boolean | undefined;
}

/** `kotae answer WORKBOOK`: the filled workbook, the report and the review workbook. */
export async function runAnswer(file: string, flags: AnswerFlags): Promise<void> {
  const { out, report: reportFile, review, layout } = flags;
  const outputs = [
    { flag: '--out', path: out },
    { flag: '--report', path: reportFile },
    { flag: '--review', path: review },
  ];
  await checkOutputs(outputs, [file, layout]);
  requireXlsx('--review', review);
  const original = await readInput(file);
  const remarks = checkEnding(file, isDelimitedText(original, basename(file)), out);
  const correction = await correctionFrom(layout);
  const db = await openKnowledge(flags);
  const { bytes, report } = await answerWorkbook({
    bytes: original,
    fileName: basename(file),
    matcher: await matcherFor(db, flags.service),
    mode: flags.mode,
    correction,
    withEvidence: flags.evidenceSheet,
    onProgress: progressLine('回答 / answering'),
  });
  await writeOutput(out, bytes);
  if (reportFile) await writeOutput(reportFile, JSON.stringify(report, null, 1));
  if (review) await writeOutput(review, await reviewOf(report, review, out));
  printMessages([...remarks, ...report.messages]);
  if (flags.json) printJson(report.counts);
  else console.log(summary(report, [out, reportFile, review]));
}

/** The outcome as a short table. */
export function summary({ counts, edits }: Report, files: readonly (string | undefined)[]): string {
  return [
    `質問 / questions            ${counts.questions}`,
    `回答済み / answered          ${counts.answered}`,
    `要確認 / to review           ${counts.review}`,
    `根拠なし / no evidence       ${counts.noEvidence}`,
    `記入済み / already filled    ${counts.prefilled}`,
    `書き込んだセル / cells written  ${edits.length}`,
    ...files.flatMap(file => (file ? [`→ ${file}`] : [])),
  ].join('\n');
}

/** `kotae fill WORKBOOK`: writes given cells in place, all of them or none. */
export async function runFill(file: string, flags: { edits: string; out: string; json?: boolean }): Promise<void> {
  await checkOutputs([{ flag: '--out', path: flags.out }], [file, flags.edits]);
  const edits = parseEdits(flags.edits, await readJsonInput(flags.edits));
  const original = await readInput(file);
  const remarks = checkEnding(file, isDelimitedText(original, basename(file)), flags.out);
  const result = await writeCells(original, edits, basename(file));
  const [first] = result.refused;
  if (first) {
    const others = result.refused.length - 1;
    throw new InputError(
      first.code,
      `「${basename(file)}」: ${first.text}${others ? `（ほか${others}件）` : ''}`,
      `"${basename(file)}": ${first.en}${others ? ` (and ${others} more)` : ''}`,
    );
  }
  await writeOutput(flags.out, result.bytes);
  printMessages([...remarks, ...result.messages]);
  if (flags.json) printJson({ written: result.written });
  else console.log(`${result.written.length} セル / cells → ${flags.out}`);
}

async function correctionFrom(path: string | undefined): Promise<LayoutCorrection | undefined> {
  return path === undefined ? undefined : parseCorrection(await readJsonInput(path), path);
}

function parseEdits(file: string, value: unknown): readonly CellEdit[] {
  const items: readonly unknown[] = Array.isArray(value) ? value : [undefined];
  return items.map((item, at) => {
    const { sheet, cell, value: text } = asRecord(item) ?? {};
    if (
      typeof sheet === 'string' &&
      typeof cell === 'string' &&
      (typeof text === 'string' || typeof text === 'boolean')
    ) {
      return { sheet, cell, value: text };
    }
    throw new InputError(
      'bad-edits',
      `「${file}」の${at + 1}番目の編集を読めません。[{"sheet": "…", "cell": "F8", "value": "…"}] の形で書いてください。`,
      `Edit ${at + 1} of "${file}" cannot be read. Write [{"sheet": "…", "cell": "F8", "value": "…"}].`,
    );
  });
}
