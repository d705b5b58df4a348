import type { Lang } from '../../services/answer-text.ts';
import { en } from './en.ts';
import { ja, type MessageKey } from './ja.ts';

const CATALOGUES: Readonly<Record<Lang, Readonly<Record<MessageKey, string>>>> = { ja, en };

/** A sentence in a language, its `{name}`s filled in. */
export function say(lang: Lang, key: MessageKey, values: Readonly<Record<string, unknown>> = {}): string {
  return CATALOGUES[lang][key].replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''));
}

/** The name of a sentence put together at run time, such as `status.` and a status. @throws Error when there is none */
export function messageKey(name: string): MessageKey {
  if (name in ja) return name as MessageKey;
  throw new Error(`there is no message ${name}`);
}

/** The sentences whose names begin with one of the prefixes, for a page's own script. */
export function sentences(lang: Lang, prefixes: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(CATALOGUES[lang]).filter(([key]) => prefixes.some(prefix => key.startsWith(prefix))),
  );
}
