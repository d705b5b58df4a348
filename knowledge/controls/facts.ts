/** The verdicts that a sentence can give to a fact. */
export type FactVerdict = 'yes' | 'no' | 'customer' | 'partial';

/**
 * Something that disclosures of this kind state in few typical ways and customers ask for in many: how to recognise the question, how
 * to recognise the sentence that settles it, and what goes beyond what such a sentence settles. All patterns run over normalised text.
 */
export interface Fact {
  /** Kebab-case, unique. */
  readonly id: string;
  readonly title: string;
  /** Sections in which the sentence may stand; a section not listed is not looked at. */
  readonly sections: readonly string[];
  /** The question asks for the fact when every pattern of any one line is found. */
  readonly asks: readonly (readonly RegExp[])[];
  /** Words that make the question ask for more than the fact settles. */
  readonly beyond: readonly RegExp[];
  /** By verdict, patterns of the sentence that gives it; tried in the file's order. */
  readonly settles: readonly { readonly verdict: FactVerdict; readonly sentence: RegExp }[];
}

const VERDICTS: ReadonlySet<string> = new Set<FactVerdict>(['yes', 'no', 'customer', 'partial']);

/**
 * Reads a file of facts: at its head `set NAME: PATTERN` for what many patterns use, then `## id title` and lines
 * `sections: 10.1.1 18.1.3`, `asks: PATTERN & PATTERN`, `beyond: PATTERN`, `yes: PATTERN` (or no, customer, partial). Patterns are
 * regular expressions without slashes, in which `{NAME}` stands for a set; ` & ` joins those of one line; # is a remark.
 * @throws Error naming file and line
 */
export function parseFacts(file: string, text: string): readonly Fact[] {
  const facts: Draft[] = [];
  const sets = new Map<string, string>();
  for (const [at, raw] of text.split(/\r?\n/).entries()) {
    const where = `${file}:${at + 1}`;
    const line = raw.trim();
    if (line === '' || /^#(?!#)/.test(line)) continue;
    const heading = /^## ([a-z0-9-]+) (.+)$/.exec(line);
    if (heading?.[1] && heading[2]) {
      facts.push({ id: heading[1], title: heading[2], sections: [], asks: [], beyond: [], settles: [] });
      continue;
    }
    const set = /^set ([a-z-]+): (.+)$/.exec(line);
    if (set?.[1] && set[2]) {
      const source = expanded(sets, set[2], where);
      pattern(source, where);
      sets.set(set[1], `(?:${source})`);
      continue;
    }
    const fact = facts.at(-1);
    const [, name = '', value = ''] = /^([a-z]+):\s*(.+)$/.exec(line) ?? [];
    if (!fact || !name) throw new Error(`${where}: expected ## id title, or NAME: PATTERN under one`);
    add(fact, name, expanded(sets, value, where), where);
  }
  const bad = facts.find(f => f.asks.length === 0 || f.settles.length === 0 || f.sections.length === 0);
  if (bad) throw new Error(`${file}: ${bad.id} needs sections, asks and at least one verdict`);
  return facts;
}

interface Draft extends Fact {
  readonly sections: string[];
  readonly asks: RegExp[][];
  readonly beyond: RegExp[];
  readonly settles: { verdict: FactVerdict; sentence: RegExp }[];
}

/** A pattern with its sets put in; a name in braces is no quantifier, which is made of digits. */
function expanded(sets: ReadonlyMap<string, string>, source: string, where: string): string {
  return source.replace(/\{([a-z-]+)\}/g, (_, name: string) => {
    const set = sets.get(name);
    if (set === undefined) throw new Error(`${where}: {${name}} is no set of this file`);
    return set;
  });
}

function add(fact: Draft, name: string, value: string, where: string): void {
  if (name === 'sections') fact.sections.push(...value.split(/\s+/));
  else if (name === 'asks') fact.asks.push(value.split(' & ').map(p => pattern(p, where)));
  else if (name === 'beyond') fact.beyond.push(pattern(value, where));
  else if (VERDICTS.has(name)) fact.settles.push({ verdict: name as FactVerdict, sentence: pattern(value, where) });
  else throw new Error(`${where}: ${name} is none of sections, asks, beyond, yes, no, customer, partial`);
}

function pattern(source: string, where: string): RegExp {
  try {
    return new RegExp(source.trim(), 'u');
  } catch (cause) {
    throw new Error(`${where}: ${(cause as Error).message}`);
  }
}
