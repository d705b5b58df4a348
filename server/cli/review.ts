import { dirname, relative, resolve, sep } from 'node:path';
import { messageKey, say } from '../http/messages/index.ts';
import { langOfQuestions, questionId, questionsOf, type Report } from '../services/answer-workbook.ts';
import { reviewWorkbook } from '../services/review-workbook.ts';

/**
 * The review workbook of an answered questionnaire, in the language of its questions.
 * @param path  where it is going to lie
 * @param filled  where the filled workbook lies, which its links lead into
 */
export function reviewOf(report: Report, path: string, filled: string): Promise<Uint8Array> {
  const questions = questionsOf(report.layout);
  const lang = langOfQuestions(questions);
  const answers = new Map(report.answers.map(answer => [answer.id, answer]));
  const lines = questions.map(placed => {
    const answer = answers.get(questionId(placed)) ?? null;
    const isShown = answer !== null && answer.status !== 'no-evidence';
    return {
      ...placed,
      answer,
      state: say(lang, answer ? messageKey(`answer.${answer.status}`) : 'count.prefilled'),
      verdict: isShown ? say(lang, messageKey(`verdict.${answer.verdict}`)) : '',
      note: '',
    };
  });
  const link = relative(dirname(resolve(path)), resolve(filled))
    .split(sep)
    .join('/');
  return reviewWorkbook(link, lines, lang);
}
