import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { answerWorkbook } from '../../services/answer-workbook.ts';
import { checkOutputs } from '../check-outputs.ts';
import { type GlobalFlags, matcherFor, openKnowledge } from '../context.ts';
import { printMessages, progressLine, writeOutput } from '../output.ts';
import { summary } from './workbook.ts';

const SAMPLE = new URL('../../../workbooks/sample/security-checklist.xlsx', import.meta.url);

/** `kotae sample`: answers the bundled sample checklist, so that a new user sees the whole way in one command. */
export async function runSample(flags: GlobalFlags & { service: string; out: string }): Promise<void> {
  await checkOutputs([{ flag: '--out', path: flags.out }], [fileURLToPath(SAMPLE)]);
  const db = await openKnowledge(flags);
  const matcher = await matcherFor(db, flags.service);
  const { bytes, report } = await answerWorkbook({
    bytes: await readFile(SAMPLE),
    fileName: 'security-checklist.xlsx',
    matcher,
    mode: 'draft',
    onProgress: progressLine('回答 / answering'),
  });
  await writeOutput(flags.out, bytes);
  printMessages(report.messages);
  console.log(summary(report, [flags.out]));
}
