import { measure } from '../../../matchers/evaluation/metrics.ts';
import { train } from '../../../matchers/learning/train.ts';
import { bundledPassages, crossValidate, pairUp } from '../../services/labelled-pairs.ts';
import { matcherBase } from '../../services/matcher.ts';
import { ownTrainingSets } from '../../services/training-set.ts';
import { writeOutput } from '../output.ts';
import { metricsTable } from './evaluate.ts';

/** `kotae train`: learns the weights from Kotae's own training set over the bundled digests; the same input gives the same file. */
export async function runTrain(flags: { out: string }): Promise<void> {
  const passages = bundledPassages();
  const pairs = ownTrainingSets().flatMap(set => pairUp(set, passages));
  const models = train(matcherBase(), pairs);
  await writeOutput(flags.out, `${JSON.stringify(models, round, 2)}\n`);
  console.log(
    `${pairs.length} pairs → ${flags.out} (blank below ${models.blankBelow}, answered from ${models.answeredFrom.claim} for claims, ${models.answeredFrom.statement} else)`,
  );
  const unseen = new Set(pairs.filter(p => p.calibrates).map(p => p.label));
  const scored = crossValidate(pairs, passages).filter(([label]) => unseen.has(label));
  console.log(metricsTable({ 'calibration set, cross-validated': measure(scored) }));
}

/** Six digits are more than the data can tell, and keep the file readable. */
const round = (_key: string, value: unknown): unknown =>
  typeof value === 'number' ? Number(value.toPrecision(6)) : value;
