import { isMark, optionMeanings, wordMeaning } from './meaning.ts';

/** Options that a sheet names in words instead of a validation list, with what it writes of their meaning. */
export interface WrittenOptions {
  readonly options: readonly string[];
  /** Option → its meaning as written (`○` → `対応している`); empty where only the options are named. */
  readonly legend: ReadonlyMap<string, string>;
}

const MARK = '[○〇◯◎●△▲×✕✖－−―—ー✓✔☑レ/／-]';
const markRun = new RegExp(`[○〇◯◎●△▲×✕✖✓](?:\\s*[/／・、,|]?\\s*${MARK})+(?![A-Za-z0-9ァ-ヺ])`, 'g');
const TOKEN = '(?:[○〇◯◎●△▲×✕✖－−―]|(?<![^\\s　、,，。:：/／（(「])(?:[A-Z]{2,3}|[0-9０-９A-ZＡ-Ｚ-]))[」』]?';
const TELLS = '\\s*(?:[:：=＝…]+|→|(?=[（(]))';
const legendEntry = new RegExp(
  `(${TOKEN})${TELLS}\\s*[（(「]?\\s*([^○〇◯◎●△▲×✕✖\\n、,，。;；）)」　/／]{1,40}?)(?=$|[○〇◯◎●△▲×✕✖\\n、,，。;；）)」　/／]|\\s+${TOKEN}${TELLS})`,
  'g',
);

/**
 * Options that a text names: `○△×－`, `(Yes/No/NA)`, `はい・いいえ`, `○：対応 △：一部 ×：未対応`, `「対応済」「未対応」から選択`,
 * `1.はい 2.いいえ`. Null unless at least two of them can mean different answers.
 */
export function writtenOptions(text: string): WrittenOptions | null {
  return legendIn(text) ?? listIn(text);
}

function legendIn(text: string): WrittenOptions | null {
  const legend = new Map<string, string>();
  for (const [, token = '', meaning = ''] of text.matchAll(legendEntry)) {
    const option = token.replace(/[」』]$/, '');
    if (!legend.has(option) && meaning.trim() !== '') legend.set(option, meaning.trim());
  }
  const options = [...legend.keys()];
  if (options.length < 2) return null;
  // Digits and letters also number ordinary sentences: only meanings that differ make them options.
  if (options.some(isMark)) return tellsApart(options, legend) ? { options, legend } : null;
  const told = new Set([...legend.values()].map(wordMeaning));
  return told.has('yes') && told.has('no') ? { options, legend } : null;
}

function listIn(text: string): WrittenOptions | null {
  const candidates = [
    ...[...text.matchAll(markRun)].map(([run]) => marksOf(run)),
    quoted(text),
    ...[...text.matchAll(/[（(【[]([^（()）【】[\]]{3,80})[）)】\]]/g)].map(([, inside = '']) => split(inside)),
    ...text.split('\n').map(split),
    numbered(text),
  ];
  for (const options of candidates) {
    if (options.length >= 2 && options.length <= 8 && options.every(known) && tellsApart(options)) {
      return { options, legend: new Map() };
    }
  }
  return null;
}

function marksOf(run: string): string[] {
  const separated = /[/／・、,|]/.test(run.slice(1, -1));
  return distinct([...run].filter(char => !/[\s・、,|]/.test(char) && !(separated && /[/／]/.test(char))));
}

function quoted(text: string): string[] {
  return distinct([...text.matchAll(/[「『"“]([^「」『』"“”]{1,20})[」』"”]/g)].map(([, word = '']) => word.trim()));
}

function split(text: string): string[] {
  const words = text
    .replace(/n\/a/gi, 'N\u0001A')
    .replace(/^.{0,12}[:：]\s*/, head => (wordMeaning(head.replace(/[:：]\s*$/, '')) === null ? '' : head))
    .split(/\s*[/／・、,，|｜]\s*|\s+or\s+|　+/i)
    .map(word => word.replaceAll('\u0001', '/').trim())
    .filter(word => word !== '');
  return distinct(words);
}

function numbered(text: string): string[] {
  const items = text.split(/(?=(?<![0-9０-９])[0-9０-９①-⑨][.．:：)）、]?\s*[^0-9０-９.．])/).map(item => item.trim());
  return items.length >= 2 && items.every(item => /^[0-9０-９①-⑨]/.test(item))
    ? items.map(item => item.replace(/[、,，/／\s]+$/, ''))
    : [];
}

function known(option: string): boolean {
  return option.length <= 20 && !/\S[:：=＝]/.test(option) && wordMeaning(option) !== null;
}

function tellsApart(options: readonly string[], legend?: ReadonlyMap<string, string>): boolean {
  return Object.keys(optionMeanings(options, legend)).length >= 2;
}

function distinct(list: readonly string[]): string[] {
  return [...new Set(list)];
}
