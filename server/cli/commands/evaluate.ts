import { InputError } from '../../../knowledge/errors.ts';
import { type Label, type Metrics, measure, type Scored } from '../../../matchers/evaluation/metrics.ts';
import type { Verdict } from '../../../matchers/model.ts';
import { type GlobalFlags, matcherFor, openKnowledge } from '../context.ts';
import { asRecord, readJsonLines, textField } from '../jsonl.ts';
import { printJson } from '../output.ts';
import { QUESTION_SHAPE, toQuestion } from './match.ts';

const ANSWERABLE = new Set(['full', 'partial', 'none', 'weak']);

function toLabel(value: unknown): Label | undefined {
  const record = asRecord(value);
  const service = record && textField(record, 'service');
  const id = record && textField(record, 'id');
  const answerable = record && textField(record, 'answerable');
  if (!record || service === undefined || id === undefined || answerable === undefined || !ANSWERABLE.has(answerable))
    return undefined;
  if (!Array.isArray(record.sections) || !Array.isArray(record.verdicts)) return undefined;
  return {
    service,
    id,
    answerable: answerable as Label['answerable'],
    sections: record.sections.map(String),
    verdicts: record.verdicts as Verdict[],
  };
}

/** `kotae evaluate LABELS QUESTIONS`: every labelled pair matched and measured, all together and by service. */
export async function runEvaluate(
  labelsFile: string,
  questionsFile: string,
  flags: GlobalFlags & { json?: boolean },
): Promise<void> {
  const labels = await readJsonLines(labelsFile, 'service, id, answerable, sections, verdicts', toLabel);
  const questions = new Map((await readJsonLines(questionsFile, QUESTION_SHAPE, toQuestion)).map(q => [q.id, q]));
  const db = await openKnowledge(flags);
  const byService = new Map<string, Scored[]>();
  for (const service of new Set(labels.map(l => l.service))) {
    const matcher = await matcherFor(db, service);
    const pairs = labels
      .filter(l => l.service === service)
      .map((label): Scored => {
        const question = questions.get(label.id);
        if (!question) {
          throw new InputError(
            'unknown-question',
            `「${questionsFile}」に質問 ${label.id} がありません（「${labelsFile}」にあります）。`,
            `"${questionsFile}" has no question ${label.id}, which "${labelsFile}" names.`,
          );
        }
        return [label, matcher.answer(question)];
      });
    byService.set(service, pairs);
  }
  const all = measure([...byService.values()].flat());
  const result = { all, ...Object.fromEntries([...byService].map(([service, pairs]) => [service, measure(pairs)])) };
  if (flags.json) printJson(result);
  else console.log(metricsTable(result));
}

/** The figures side by side, one column a service. */
export function metricsTable(result: Readonly<Record<string, Metrics>>): string {
  const columns = Object.entries(result);
  const figure = (n: number) => (Number.isInteger(n) ? String(n) : n.toFixed(3));
  const names = Object.keys(columns[0]?.[1] ?? {}) as (keyof Metrics)[];
  return [
    ['', ...columns.map(([name]) => name)],
    ...names.map(name => [name, ...columns.map(([, m]) => figure(m[name]))]),
  ]
    .map(row =>
      row
        .map(cell => cell.padEnd(16))
        .join('')
        .trimEnd(),
    )
    .join('\n');
}
