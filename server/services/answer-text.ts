import { readFileSync } from 'node:fs';
import Handlebars from 'handlebars';
import { loadKnowledge, type Standard } from '../../knowledge/index.ts';
import type { Answer, Citation } from '../../matchers/model.ts';

/** Language that an answer's sentences are written in; the quotes stay in the disclosure's own language. */
export type Lang = 'ja' | 'en';

const TEMPLATES = new URL('../../templates/answers/', import.meta.url);

const compiled = new Map<Lang, HandlebarsTemplateDelegate>();

/** The template of a language: `templates/answers/LANG.hbs`, which a user may change. Compiled once; cells are no HTML, so nothing is escaped. */
function template(lang: Lang): HandlebarsTemplateDelegate {
  let found = compiled.get(lang);
  if (!found) {
    found = Handlebars.compile(readFileSync(new URL(`${lang}.hbs`, TEMPLATES), 'utf8'), { noEscape: true });
    compiled.set(lang, found);
  }
  return found;
}

/** How a citation names each standard; the controls of 27002:2013 are cited by the cloud standard that repeats them. */
const STANDARD_NAMES: Readonly<Record<Standard, string>> = {
  '27002:2013': 'ISO/IEC 27017:2015',
  '27017:2015': 'ISO/IEC 27017:2015',
  '27002:2022': 'ISO/IEC 27002:2022',
  'JIP-ISMS517': 'JIP-ISMS517-1.0',
};

/** The standard that a section's number belongs to, or null for a section under no control. */
export function standardOf(control: string | null): string | null {
  const standard = control === null ? undefined : loadKnowledge().catalogue.byNumber.get(control)?.standard;
  return standard ? STANDARD_NAMES[standard] : null;
}

/** One line of evidence as the template takes it. */
const evidence = (citation: Citation) => ({
  standard: standardOf(citation.control),
  control: citation.control,
  title: citation.title,
  disclosure: citation.disclosure,
});

/**
 * The answer as it is written into the customer's sheet: the quoted sentences, what is not covered, and the evidence.
 * @returns an empty string when there is no evidence
 */
export function answerText(answer: Answer, lang: Lang): string {
  const cited = answer.citations.slice(0, answer.quoted);
  if (cited.length === 0) return '';
  return template(lang)({
    review: answer.status === 'review',
    statements: cited.map(c => c.quote.replace(/\s*\n\s*/g, lang === 'ja' ? '' : ' ')),
    uncovered: answer.uncovered,
    citations: cited.map(evidence),
  }).trim();
}

/** The short form for a reference column: standard, control and document, one line a citation. */
export function referenceText(answer: Answer): string {
  return answer.citations
    .slice(0, answer.quoted)
    .map(citation => {
      const { standard, control, title, disclosure } = evidence(citation);
      return [standard, control, title, `『${disclosure.title}』`, disclosure.version].filter(Boolean).join(' ');
    })
    .join('\n');
}

/** Japanese when the text holds any kana or kanji. */
export function langOf(text: string): Lang {
  return /[\u3040-\u30ff\u3400-\u9fff]/.test(text) ? 'ja' : 'en';
}
