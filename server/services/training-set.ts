import { readdirSync, readFileSync } from 'node:fs';
import type { Label } from '../../matchers/evaluation/metrics.ts';
import type { QuestionInput } from '../../matchers/model.ts';

const FOLDER = new URL('../../knowledge/training/', import.meta.url);

/** Labelled questions: what customers ask, and what a service's disclosure says of each. */
export interface LabelledSet {
  /** Whether the knowledge was written without sight of these questions. */
  readonly calibrates: boolean;
  readonly questions: readonly QuestionInput[];
  readonly labels: readonly Label[];
}

/**
 * Kotae's own labelled sets, files questions-NAME.jsonl and labels-NAME.jsonl: those of `knowledge/training/`, which the authors of
 * the facts had in view, and those of `knowledge/training/calibration/`, which they had not seen.
 */
export function ownTrainingSets(): readonly LabelledSet[] {
  return [readSet(FOLDER, false), readSet(new URL('calibration/', FOLDER), true)];
}

function readSet(folder: URL, calibrates: boolean): LabelledSet {
  const files = readdirSync(folder).sort();
  const lines = <T>(start: string): readonly T[] =>
    files
      .filter(name => name.startsWith(start) && name.endsWith('.jsonl'))
      .flatMap(name => readFileSync(new URL(name, folder), 'utf8').split('\n'))
      .filter(line => line.trim() !== '')
      .map(line => JSON.parse(line) as T);
  return { calibrates, questions: lines<QuestionInput>('questions-'), labels: lines<Label>('labels-') };
}
