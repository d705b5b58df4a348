import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { importDisclosure } from '../knowledge/index.ts';
import {
  isOverclaim,
  isRight,
  type Label,
  type Metrics,
  measure,
  rankOf,
  type Scored,
} from '../matchers/evaluation/metrics.ts';
import type { CitablePassage, QuestionInput } from '../matchers/model.ts';
import {
  answerPairs,
  bundledPassages,
  crossValidate,
  type PassagesByService,
  pairUp,
} from '../server/services/labelled-pairs.ts';
import { type LabelledSet, ownTrainingSets } from '../server/services/training-set.ts';

/**
 * `npm run evaluate`: measures the matcher and writes bench/EVALUATION.md, so that each change shows its effect.
 * The training set is measured by cross-validation; a labelled set beside the project (../shared/devset) by the weights as they
 * are, which never saw it.
 */
const SHARED = new URL('../../shared/', import.meta.url);
const REPORT = new URL('EVALUATION.md', import.meta.url);
/** Controls that a reviewer is shown first. */
const FIRST_CONTROLS = 5;

const jsonl = <T>(url: URL): readonly T[] =>
  readFileSync(url, 'utf8')
    .split('\n')
    .filter(line => line.trim() !== '')
    .map(line => JSON.parse(line) as T);

function table(scored: readonly Scored[]): string {
  const services = [...new Set(scored.map(([label]) => label.service))];
  const columns: readonly (readonly [string, Metrics])[] = [
    ['all', measure(scored)],
    ...services.map(s => [s, measure(scored.filter(([l]) => l.service === s))] as const),
  ];
  const names = Object.keys(columns[0]?.[1] ?? {}) as (keyof Metrics)[];
  const figure = (n: number) => (Number.isNaN(n) ? '–' : Number.isInteger(n) ? String(n) : n.toFixed(3));
  return [
    `| | ${columns.map(([name]) => name).join(' | ')} |`,
    `| --- |${columns.map(() => ' --- |').join('')}`,
    ...names.map(name => `| ${name} | ${columns.map(([, m]) => figure(m[name])).join(' | ')} |`),
    `| controls5 | ${columns.map(([name]) => figure(controlsAmongFirst(name === 'all' ? scored : scored.filter(([l]) => l.service === name)))).join(' | ')} |`,
  ].join('\n');
}

/** Pairs whose best labelled section's control is among the first controls that the question was said to be about. */
function controlsAmongFirst(scored: readonly Scored[]): number {
  const known = scored.filter(
    ([l]) => l.sections[0] !== undefined && !l.sections[0].startsWith('sec.') && l.answerable !== 'none',
  );
  const found = known.filter(([l, a]) => a.controls.slice(0, FIRST_CONTROLS).some(c => l.sections.includes(c.number)));
  return found.length / known.length;
}

/** Pairs that went wrong, by how: counts and ids, never the questions' text. */
function misses(scored: readonly Scored[]): string {
  const classes: Record<string, string[]> = {};
  const note = (kind: string, [label, answer]: Scored) => {
    const got = answer.citations[0]?.section ?? '–';
    const list = classes[kind] ?? [];
    list.push(
      `${label.service}/${label.id} (${label.sections[0] ?? '–'} ${label.verdicts.join('/')}; got ${got} ${answer.verdict})`,
    );
    classes[kind] = list;
  };
  for (const pair of scored) {
    const [label, answer] = pair;
    const isCitable = label.answerable === 'full' || label.answerable === 'partial';
    if (answer.status === 'answered' && isOverclaim(pair)) note('overclaim', pair);
    else if (answer.status === 'answered' && !isRight(pair)) note('answered wrongly', pair);
    if (isCitable && rankOf(pair) > 3) note('evidence not among the first three', pair);
    else if (isCitable && rankOf(pair) > 1) note('evidence second or third', pair);
    if (isCitable && answer.status === 'no-evidence') note('left blank though there is evidence', pair);
    if (label.answerable === 'none' && answer.status !== 'no-evidence') note('cited though there is nothing', pair);
    if (
      isCitable &&
      rankOf(pair) === 1 &&
      answer.status !== 'no-evidence' &&
      !label.verdicts.includes(answer.verdict)
    ) {
      note(`verdict ${label.verdicts[0]} taken for ${answer.verdict}`, pair);
    }
  }
  return Object.entries(classes)
    .sort((a, b) => b[1].length - a[1].length)
    .map(
      ([kind, list]) =>
        `- **${kind}: ${list.length}** — ${list.slice(0, 12).join('; ')}${list.length > 12 ? '; …' : ''}`,
    )
    .join('\n');
}

async function documents(): Promise<PassagesByService> {
  const expected = JSON.parse(readFileSync(new URL('disclosures/expected.json', SHARED), 'utf8')) as Record<
    string,
    { file: string }
  >;
  const out = new Map<string, readonly CitablePassage[]>();
  for (const [service, { file }] of Object.entries(expected)) {
    const { disclosure } = await importDisclosure(readFileSync(new URL(`disclosures/${file}`, SHARED)), file);
    const { title, version, effective } = disclosure;
    out.set(
      service,
      disclosure.passages.map(p => ({ ...p, disclosure: { title, version, effective } })),
    );
  }
  return out;
}

const parts: string[] = [
  '# Evaluation',
  '',
  'Written by `npm run evaluate`; the metrics are explained in `matchers/evaluation/metrics.ts`. `controls5`: an accepted control is among the first five.',
];
const section = (title: string, scored: readonly Scored[]) => {
  parts.push('', `## ${title}`, '', table(scored), '', '### Misses', '', misses(scored));
  console.log(title, measure(scored));
};

const digests = bundledPassages();
const own = ownTrainingSets().flatMap(set => pairUp(set, digests));
const crossValidated = crossValidate(own, digests);
const unseen = new Set(own.filter(pair => pair.calibrates).map(pair => pair.label));
section(
  'Our calibration set on the bundled digests, cross-validated by question',
  crossValidated.filter(([label]) => unseen.has(label)),
);

if (existsSync(SHARED) && readdirSync(SHARED).includes('devset')) {
  const set: LabelledSet = {
    calibrates: true,
    questions: jsonl<QuestionInput>(new URL('devset/questions.jsonl', SHARED)),
    labels: jsonl<Label>(new URL('devset/labels.jsonl', SHARED)),
  };
  section(
    'The development set on the bundled digests (no weight was learned from it; rules were mended by its misses)',
    answerPairs(pairUp(set, digests), digests),
  );
  const originals = await documents();
  const pairs = pairUp(set, originals);
  const started = performance.now();
  const scored = answerPairs(pairs, originals);
  const perQuestion = (performance.now() - started) / pairs.length;
  section('The development set on the providers’ own documents (the same)', scored);
  parts.push('', `${perQuestion.toFixed(2)} ms a question and service in this run, reading the question included.`);
  console.log(`${perQuestion.toFixed(2)} ms a question and service`);
} else {
  console.log('../shared is absent: the development set was not measured');
}
writeFileSync(REPORT, `${parts.join('\n')}\n`);
