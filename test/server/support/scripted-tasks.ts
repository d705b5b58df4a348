import type { Answer, Status, Verdict } from '../../../matchers/model.ts';
import { type AnswerBatch, localTasks, type Tasks } from '../../../server/jobs/tasks.ts';
import { type PlacedQuestion, questionId } from '../../../server/services/answer-workbook.ts';

/** What the scripted matcher says to a question that holds the word; the first that fits counts. */
const SCRIPT: readonly (readonly [word: string, status: Status, verdict: Verdict, confidence: number])[] = [
  ['献立', 'no-evidence', 'unknown', 0],
  ['バックアップ', 'answered', 'yes', 0.98],
  ['通信', 'answered', 'yes', 0.96],
  ['標準時', 'answered', 'partial', 0.95],
  ['操作ログ', 'review', 'yes', 0.8],
  ['多要素', 'review', 'unknown', 0.3],
  ['', 'review', 'no', 0.6],
];

/**
 * Real reading and writing with a matcher that says the same whatever the weights are: the web application's tests are about
 * the desk, not about what is matched.
 */
export function scriptedTasks(): Tasks {
  return { ...localTasks(), answer: async batch => batch.questions.map(question => scripted(batch, question)) };
}

function scripted({ service, passages }: AnswerBatch, placed: PlacedQuestion): Answer {
  const { text } = placed.question;
  const [word, status, verdict, confidence] = SCRIPT.find(([w]) => text.includes(w)) ?? [
    '',
    'no-evidence',
    'unknown',
    0,
  ];
  const near = passages.filter(p => word !== '' && p.text.includes(word));
  const cited = [...near, ...passages.filter(p => !near.includes(p))].slice(0, 3);
  const citations = cited.map(({ section, control, title, text: words, disclosure }, at) => ({
    section,
    control,
    title,
    quote: words.split(/(?<=。)/).find(sentence => sentence.includes(word)) ?? words,
    disclosure,
    score: 0.9 - at / 10,
  }));
  return {
    id: questionId(placed),
    service,
    status,
    verdict,
    confidence,
    evidence: confidence,
    citations: status === 'no-evidence' ? [] : citations,
    quoted: status === 'no-evidence' ? 0 : 1,
    uncovered: [],
    controls: [{ number: '12.3.1', iso27002_2022: ['8.13'], title: '情報のバックアップ', score: 0.9 }],
    explanation: {
      terms: [word],
      guards: status === 'review' ? ['low-confidence'] : [],
      againstYes: [],
      precedents: [{ question: '似た質問', verdict: 'yes' }],
    },
  };
}
