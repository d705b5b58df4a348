import { basename } from 'node:path';
import { InputError } from '../../../knowledge/errors.ts';
import { writeCells } from '../../../workbooks/index.ts';
import type { CellEdit, LayoutCorrection } from '../../../workbooks/model.ts';
import { answerWorkbook, inspectWorkbook, type Mode, type Report } from '../../services/answer-workbook.ts';
import { parseCorrection } from '../../services/layout-correction.ts';
import { type GlobalFlags, matcherFor, openKnowledge } from '../context.ts';
import { asRecord } from '../jsonl.ts';
import { printJson, printMessages, progressLine, readInput, readJsonInput, writeOutput } from '../output.ts';

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
  readonly mode: Mode;
  readonly layout?: string | undefined;
  readonly json?: boolean | undefined;
}

/** `kotae answer WORKBOOK`: the filled workbook and the report. */
export async function runAnswer(file: string, flags: AnswerFlags): Promise<void> {
  const db = await openKnowledge(flags);
  const matcher = await matcherFor(db, flags.service);
  const { bytes, report } = await answerWorkbook({
    bytes: await readInput(file),
    fileName: basename(file),
    matcher,
    mode: flags.mode,
    correction: await correctionFrom(flags.layout),
    onProgress: progressLine('回答 / answering'),
  });
  await writeOutput(flags.out, bytes);
  if (flags.report) await writeOutput(flags.report, JSON.stringify(report, null, 1));
  printMessages(report.messages);
  if (flags.json) printJson(report.counts);
  else console.log(summary(report, flags.out));
}

/** The outcome as a short table. */
export function summary({ counts, edits }: Report, out: string): string {
  return [
    `質問 / questions            ${counts.questions}`,
    `回答済み / answered          ${counts.answered}`,
    `要確認 / to review           ${counts.review}`,
    `根拠なし / no evidence       ${counts.noEvidence}`,
    `記入済み / already filled    ${counts.prefilled}`,
    `書き込んだセル / cells written  ${edits.length}`,
    `→ ${out}`,
  ].join('\n');
}

/** `kotae fill WORKBOOK`: writes given cells in place, all of them or none. */
export async function runFill(file: string, flags: { edits: string; out: string; json?: boolean }): Promise<void> {
  const edits = parseEdits(flags.edits, await readJsonInput(flags.edits));
  const result = await writeCells(await readInput(file), edits, basename(file));
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
  printMessages(result.messages);
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
