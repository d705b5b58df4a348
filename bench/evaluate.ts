import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { importDisclosure } from '../knowledge/index.ts';
import { parseLibrary } from '../knowledge/library/library.ts';
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
import { answerPairs, bundledPassages, type PassagesByService, pairUp } from '../server/services/labelled-pairs.ts';
import { type LabelledSet, labelledSet } from '../server/services/training-set.ts';

/**
 * `npm run evaluate`: measures the matcher and writes bench/EVALUATION.md, so that each change shows its effect. No weight was
 * learned from either set: Kotae's own check set (bench/check-set), and a labelled set beside the project (../shared/devset).
 */
const SHARED = new URL('../../shared/', import.meta.url);
const CHECK_SET = new URL('check-set/', import.meta.url);
const REPORT = new URL('EVALUATION.md', import.meta.url);
/** Controls that a reviewer is shown first. */
const FIRST_CONTROLS = 5;
/** Ids shown of a class of misses. */
const MOST_IDS = 12;

/** A labelled set with the words that its labellers held to support each label, by `service/id`. */
interface QuotedSet extends LabelledSet {
  readonly quotes: ReadonlyMap<string, readonly string[]>;
}

const jsonl = <T>(url: URL): readonly T[] =>
  readFileSync(url, 'utf8')
    .split('\n')
    .filter(line => line.trim() !== '')
    .map(line => JSON.parse(line) as T);

function checkSet(): QuotedSet {
  const entries = readdirSync(CHECK_SET)
    .filter(name => name.endsWith('.jsonl'))
    .flatMap(name => parseLibrary(name, 'check-set', readFileSync(new URL(name, CHECK_SET), 'utf8')));
  const quotes = entries.flatMap(({ id, quotes: own }) =>
    [...own].map(([service, quote]) => [`${service}/${id}`, [quote]] as const),
  );
  return { ...labelledSet(entries, null), quotes: new Map(quotes) };
}

function devSet(): QuotedSet {
  const labels = jsonl<Label & { readonly quotes: readonly string[] }>(new URL('devset/labels.jsonl', SHARED));
  return {
    author: null,
    questions: jsonl<QuestionInput>(new URL('devset/questions.jsonl', SHARED)),
    labels,
    quotes: new Map(labels.map(l => [`${l.service}/${l.id}`, l.quotes])),
  };
}

function table(scored: readonly Scored[], quotes: ReadonlyMap<string, readonly string[]>): string {
  const services = [...new Set(scored.map(([label]) => label.service))];
  const columns = [
    ['all', scored] as const,
    ...services.map(s => [s, scored.filter(([l]) => l.service === s)] as const),
  ];
  const figures = columns.map(([, pairs]) => measure(pairs));
  const names = Object.keys(figures[0] ?? {}) as (keyof Metrics)[];
  const figure = (n: number) => (Number.isNaN(n) ? '–' : Number.isInteger(n) ? String(n) : n.toFixed(3));
  return [
    `| | ${columns.map(([name]) => name).join(' | ')} |`,
    `| --- |${columns.map(() => ' --- |').join('')}`,
    ...names.map(name => `| ${name} | ${figures.map(m => figure(m[name])).join(' | ')} |`),
    `| controls5 | ${columns.map(([, pairs]) => figure(controlsAmongFirst(pairs))).join(' | ')} |`,
    `| sentence | ${columns.map(([, pairs]) => figure(sentencesShared(pairs, quotes))).join(' | ')} |`,
  ].join('\n');
}

/** Pairs whose best labelled section's control is among the first controls that the question was said to be about. */
function controlsAmongFirst(scored: readonly Scored[]): number {
  const known = scored.filter(([l]) => l.sections[0] !== undefined && !l.sections[0].startsWith('sec.'));
  const found = known.filter(([l, a]) => a.controls.slice(0, FIRST_CONTROLS).some(c => c.number === l.sections[0]));
  return found.length / known.length;
}

/** Right first citations whose quote holds words that a labeller held to support the label. */
function sentencesShared(scored: readonly Scored[], quotes: ReadonlyMap<string, readonly string[]>): number {
  const known = scored.filter(pair => rankOf(pair) === 1 && quotesOf(pair, quotes).length > 0);
  const shared = known.filter(pair => {
    const quote = fold(pair[1].citations[0]?.quote ?? '');
    return quotesOf(pair, quotes).some(wanted => quote.includes(fold(wanted)) || fold(wanted).includes(quote));
  });
  return shared.length / known.length;
}

const quotesOf = ([label]: Scored, quotes: ReadonlyMap<string, readonly string[]>): readonly string[] =>
  (quotes.get(`${label.service}/${label.id}`) ?? []).filter(Boolean);
const fold = (text: string): string => text.normalize('NFKC').replace(/[\s、。]/g, '');

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
        `- **${kind}: ${list.length}** — ${list.slice(0, MOST_IDS).join('; ')}${list.length > MOST_IDS ? '; …' : ''}`,
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

/** The same passages as those of an edition that nobody has answered from, so that the library is silent. */
const unanswered = (passages: PassagesByService): PassagesByService =>
  new Map(
    [...passages].map(([service, own]) => [
      service,
      own.map(p => ({ ...p, disclosure: { ...p.disclosure, version: 'another edition' } })),
    ]),
  );

const parts: string[] = [
  '# Evaluation',
  '',
  `Written by \`npm run evaluate\`; the metrics are explained in \`matchers/evaluation/metrics.ts\`. \`controls5\`: the control of the best labelled
section is among the first five. \`sentence\`: right first citations whose quote holds the words that a labeller named.`,
];

function section(title: string, set: QuotedSet, passages: PassagesByService): void {
  const pairs = pairUp(set, passages);
  const started = performance.now();
  const scored = answerPairs(pairs, passages);
  const each = (performance.now() - started) / pairs.length;
  parts.push('', `## ${title}`, '', table(scored, set.quotes), '', `${each.toFixed(2)} ms a question and service.`);
  parts.push('', '### Misses', '', misses(scored));
  console.log(title, measure(scored));
}

const digests = bundledPassages();
const check = checkSet();
section('Our check set on the bundled digests (written apart, never learned from)', check, digests);
section('The same without the library, as for an edition that nobody has answered from', check, unanswered(digests));

if (existsSync(SHARED) && readdirSync(SHARED).includes('devset')) {
  const dev = devSet();
  const originals = await documents();
  // Its quotes are of the documents, so that digests cannot hold them.
  section(
    'The development set on the bundled digests (never learned from; rules were mended by its misses)',
    { ...dev, quotes: new Map() },
    digests,
  );
  section('The development set on the providers’ own documents (the same)', dev, originals);
  section('The development set on the documents without the library', dev, unanswered(originals));
} else {
  console.log('../shared is absent: the development set was not measured');
}
writeFileSync(REPORT, `${parts.join('\n')}\n`);
