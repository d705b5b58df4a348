import { train } from '../../../matchers/learning/train.ts';
import { bundledPassages, pairUp } from '../../services/labelled-pairs.ts';
import { matcherBase } from '../../services/matcher.ts';
import { trainingSets } from '../../services/training-set.ts';
import { writeOutput } from '../output.ts';

/** `kotae train`: learns the weights from the library over the bundled digests; the same input gives the same file. Takes minutes. */
export async function runTrain(flags: { out: string }): Promise<void> {
  const passages = bundledPassages();
  const pairs = trainingSets().flatMap(set => pairUp(set, passages));
  const weights = train(matcherBase(), pairs, message => console.error(message));
  await writeOutput(flags.out, `${JSON.stringify(weights, round, 2)}\n`);
  for (const [name, { blankBelow, answeredFrom }] of [
    ['with the library', weights.withLibrary],
    ['without', weights.withoutLibrary],
  ] as const) {
    console.log(
      `${name}: blank below ${blankBelow}, answered from ${answeredFrom.claim} for claims, ${answeredFrom.statement} else`,
    );
  }
  console.log(`${pairs.length} pairs → ${flags.out}`);
}

/** Six digits are more than the data can tell, and keep the file readable. */
const round = (_key: string, value: unknown): unknown =>
  typeof value === 'number' ? Number(value.toPrecision(6)) : value;
