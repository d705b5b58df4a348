import { readdirSync, readFileSync } from 'node:fs';
import type { Label } from '../../matchers/evaluation/metrics.ts';
import type { QuestionInput } from '../../matchers/model.ts';

const FOLDER = new URL('../../knowledge/training/', import.meta.url);

/** Labelled questions: what customers ask, and what a service's disclosure says of each. */
export interface LabelledSet {
  readonly questions: readonly QuestionInput[];
  readonly labels: readonly Label[];
}

/** Kotae's own training set (`knowledge/training/`): questions-NAME.jsonl and labels-NAME.jsonl, all names together. */
export function ownTrainingSet(): LabelledSet {
  const files = readdirSync(FOLDER).sort();
  const lines = <T>(start: string): readonly T[] =>
    files
      .filter(name => name.startsWith(start) && name.endsWith('.jsonl'))
      .flatMap(name => readFileSync(new URL(name, FOLDER), 'utf8').split('\n'))
      .filter(line => line.trim() !== '')
      .map(line => JSON.parse(line) as T);
  return { questions: lines<QuestionInput>('questions-'), labels: lines<Label>('labels-') };
}
