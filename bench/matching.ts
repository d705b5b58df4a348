import { existsSync, readFileSync } from 'node:fs';
import Fuse from 'fuse.js';
import MiniSearch from 'minisearch';
import type { CitablePassage, QuestionInput } from '../matchers/model.ts';
import { bundledPassages } from '../server/services/labelled-pairs.ts';
import { matcherBase, matcherOver } from '../server/services/matcher.ts';
import { type LabelledSet, trainingSets } from '../server/services/training-set.ts';
import { type Taken, taking } from './taking.ts';

/** A way to find the passages that answer a question: gives their sections, best first. */
type Find = (question: QuestionInput) => readonly string[];

/** One way over all questions and services. */
export interface MatchingMeasurement {
  readonly way: string;
  /** Making what it searches in, for all five services. */
  readonly prepared: Taken;
  /** Questions that each service was asked. */
  readonly questions: number;
  /** One question against one service. */
  readonly each: Taken;
  /** Share of the labelled pairs with evidence whose first hit is right, on the set beside the project; null without it. */
  readonly firstHits: number | null;
}

const QUESTIONS = 2000;
/** Fuse.js takes minutes for all questions: it is asked each of so many, spread over all. */
const SLOW_STRIDE = 20;
const DEVSET = new URL('../../shared/devset/', import.meta.url);

/** Japanese words by the runtime's own dictionary: the least that lets a word index read Japanese. */
const segmenter = new Intl.Segmenter('ja', { granularity: 'word' });
const words = (text: string): string[] =>
  [...segmenter.segment(text)].flatMap(({ segment, isWordLike }) => (isWordLike ? [segment] : []));

const numbered = (passages: readonly CitablePassage[]) =>
  passages.map(({ section, title, text }, id) => ({ id, section, title, text }));

/** A way, what it is made of, and of how many questions it is asked one. */
interface Way {
  readonly way: string;
  readonly stride: number;
  readonly make: (service: string, passages: readonly CitablePassage[]) => Find;
}

/** Kotae and the ways that suggest themselves, each with its package's defaults and, for Japanese, with words. */
const WAYS: readonly Way[] = [
  { way: 'Kotae', stride: 1, make: kotae },
  { way: 'Fuse.js token search, defaults', stride: SLOW_STRIDE, make: (_, passages) => fuse(passages) },
  { way: 'Fuse.js token search, words', stride: SLOW_STRIDE, make: (_, passages) => fuse(passages, words) },
  { way: 'MiniSearch, defaults', stride: 1, make: (_, passages) => miniSearch(passages) },
  { way: 'MiniSearch, words', stride: 1, make: (_, passages) => miniSearch(passages, words) },
];

function kotae(service: string, passages: readonly CitablePassage[]): Find {
  const matcher = matcherOver(service, passages);
  return question => matcher.answer(question).citations.map(c => c.section);
}

function fuse(passages: readonly CitablePassage[], tokenize?: (text: string) => string[]): Find {
  const options = { keys: ['title', 'text'], useTokenSearch: true, ...(tokenize ? { tokenize } : {}) };
  const index = new Fuse(numbered(passages), options);
  return ({ question }) => index.search(question, { limit: 5 }).map(({ item }) => item.section);
}

function miniSearch(passages: readonly CitablePassage[], tokenize?: (text: string) => string[]): Find {
  const fields = { fields: ['title', 'text'], storeFields: ['section'] };
  const index = new MiniSearch({ ...fields, ...(tokenize ? { tokenize } : {}) });
  index.addAll(numbered(passages));
  return ({ question }) => index.search(question).map(found => String(found.section));
}

/** Questions of our own, as long and as varied as customers', none twice. */
function questions(): readonly QuestionInput[] {
  const own = trainingSets().flatMap(set => set.questions);
  return Array.from({ length: QUESTIONS }, (_, at) => {
    const { question = '', ...rest } = own[at % own.length] ?? {};
    return { ...rest, id: String(at), question: `${question}（対象システム${Math.floor(at / own.length) + 1}）` };
  });
}

/** Measures every way service by service and turn about, so that all see the machine in the same state. */
export function measureMatching(): readonly MatchingMeasurement[] {
  // What all services share is made once in a process and would count for the first way alone.
  matcherBase();
  const asked = questions();
  const services = [...bundledPassages()];
  const devset = readDevset();
  const parts = services.map(([service, passages]) =>
    WAYS.map(({ make, stride }) => {
      const { value: find, ...prepared } = taking(() => make(service, passages));
      const own = asked.filter((_, at) => at % stride === 0);
      // Warm: what a process does once is not part of a question.
      for (const question of own.slice(0, 20)) find(question);
      const took = taking(() => own.map(find));
      return { prepared, took, hits: devset ? firstHits(devset, service, find) : null };
    }),
  );
  return WAYS.map(({ way, stride }, at) => {
    const own = parts.flatMap(ways => ways[at] ?? []);
    const hits = own.flatMap(({ hits }) => hits ?? []);
    const count = Math.ceil(QUESTIONS / stride);
    return {
      way,
      prepared: total(
        own.map(({ prepared }) => prepared),
        1,
      ),
      questions: count,
      each: total(
        own.map(({ took }) => took),
        count * own.length,
      ),
      firstHits: hits.length > 0 ? sum(hits.map(h => h.right)) / sum(hits.map(h => h.of)) : null,
    };
  });
}

const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);

/** What all parts took together, shared out. */
const total = (parts: readonly Taken[], shares: number): Taken => ({
  milliseconds: sum(parts.map(part => part.milliseconds)) / shares,
  cpuMilliseconds: sum(parts.map(part => part.cpuMilliseconds)) / shares,
});

function readDevset(): Pick<LabelledSet, 'questions' | 'labels'> | null {
  if (!existsSync(DEVSET)) return null;
  const lines = <T>(name: string): readonly T[] =>
    readFileSync(new URL(name, DEVSET), 'utf8')
      .split('\n')
      .filter(line => line.trim() !== '')
      .map(line => JSON.parse(line) as T);
  return { questions: lines('questions.jsonl'), labels: lines('labels.jsonl') };
}

function firstHits({ questions, labels }: Pick<LabelledSet, 'questions' | 'labels'>, service: string, find: Find) {
  const byId = new Map(questions.map(question => [question.id, question]));
  const pairs = labels.filter(label => label.service === service && label.answerable !== 'none');
  const right = pairs.filter(({ id, sections }) => {
    const question = byId.get(id);
    const [first] = question ? find(question) : [];
    return first !== undefined && sections.includes(first);
  });
  return { right: right.length, of: pairs.length };
}
