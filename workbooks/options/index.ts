export { type AnswerEdits, type AnswerEditsInput, answerEdits } from './answer-edits.ts';
export { isMark, isPlaceholder, isVerdictList, type OptionMeanings, optionMeanings, wordMeaning } from './meaning.ts';
export { exclusiveCell, type NoWord, type Verdict, type VerdictWord, verdictWord } from './verdict-word.ts';
export type { WordMeaning } from './vocabulary.ts';
export { type WrittenOptions, writtenOptions } from './written-options.ts';
