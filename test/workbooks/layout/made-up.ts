import { cellRef } from '../../../workbooks/cell-ref.ts';
import type { Sheet } from '../../../workbooks/model.ts';
import { sheetOf, type Value } from './grid-builder.ts';
import { ASKED_EN, ASKED_JA } from './questions.ts';

/** A made-up customer's sheet, and each question's cells as `place` writes them. */
export interface MadeUp {
  readonly sheet: Sheet;
  readonly expected: readonly string[];
  readonly categories: readonly string[];
}

/** Draws numbers from 0 to below `limit`; the same source makes the same sheet. */
export type Draw = (limit: number) => number;

interface Words {
  readonly title: string;
  readonly who: readonly string[];
  readonly sections: readonly string[];
  readonly notes: readonly string[];
  readonly thanks: readonly string[];
  readonly lists: readonly (readonly string[])[];
  readonly choices: readonly (readonly (readonly [string, string])[])[];
  readonly number: readonly string[];
  readonly category: readonly string[];
  readonly subcategory: readonly string[];
  readonly question: readonly string[];
  readonly importance: readonly string[];
  readonly levels: readonly string[];
  readonly verdict: readonly string[];
  readonly comment: readonly string[];
  readonly reference: readonly string[];
  readonly vendor: readonly string[];
  readonly assessor: readonly string[];
  readonly assessed: readonly string[];
  readonly example: readonly [string, string, string];
  readonly note: string;
  readonly sum: string;
  readonly texts: readonly string[];
}

const JA: Words = {
  title: 'クラウドサービス利用に係るセキュリティ確認票',
  who: ['貴社名', '記入者'],
  sections: ['組織的対策', '人的対策', '技術的対策', '運用管理', '委託先管理', '契約・法務'],
  notes: [
    '以下の項目について、対応状況をご回答ください。',
    '※黄色のセルが記入欄です。',
    'ご不明な点は下記までお問い合わせいただけますでしょうか。',
    '回答期限：令和6年5月31日',
  ],
  thanks: ['以上', 'ご協力ありがとうございました。', '※回答内容について確認させていただく場合がございます。'],
  lists: [
    ['○', '△', '×', '－'],
    ['対応済', '一部対応', '未対応', '対象外'],
    ['はい', 'いいえ', '該当なし'],
    ['適合', '不適合'],
  ],
  choices: [
    [
      ['yes', 'はい'],
      ['no', 'いいえ'],
      ['na', '該当なし'],
    ],
    [
      ['yes', '○'],
      ['partial', '△'],
      ['no', '×'],
    ],
    [
      ['yes', '実施済'],
      ['partial', '一部実施'],
      ['no', '未実施'],
      ['na', '対象外'],
    ],
  ],
  number: ['No.', '項番', '番号', '№'],
  category: ['分類', '大項目', 'カテゴリ', '区分', '大分類'],
  subcategory: ['中項目', '小分類', 'サブカテゴリ', '項目'],
  question: ['確認事項', '質問事項', 'チェック項目', '要求事項', '評価項目', '設問'],
  importance: ['重要度', '必須', '優先度'],
  levels: ['高', '中', '低'],
  verdict: ['回答', '対応状況', '実施状況', '判定', '適否'],
  comment: ['備考', '補足説明', '具体的な内容', 'コメント'],
  reference: ['証跡', '根拠資料', '参照資料'],
  vendor: ['貴社記入欄', '回答欄', '回答者記入欄'],
  assessor: ['当社記入欄', '弊社使用欄', '評価者記入欄'],
  assessed: ['評価', '判定結果'],
  example: ['例', '（記入例）入館証を貸与しているか。', '全員に貸与しています。'],
  note: '※該当する場合のみ回答してください。',
  sum: '小計',
  texts: ASKED_JA,
};

const EN: Words = {
  title: 'Cloud Service Security Questionnaire',
  who: ['Company', 'Completed by'],
  sections: ['Governance', 'Human resources', 'Access control', 'Operations', 'Supply chain', 'Legal'],
  notes: [
    'Please complete all rows and return the file to us.',
    'Note: cells in yellow are to be filled in.',
    'Do you have any questions? Contact the security team.',
    'Due: 31 May 2024',
  ],
  thanks: ['End of questionnaire', 'Thank you for your cooperation.'],
  lists: [
    ['Yes', 'No', 'N/A'],
    ['Compliant', 'Partially compliant', 'Not compliant'],
    ['Pass', 'Fail', 'N/A'],
  ],
  choices: [
    [
      ['yes', 'Yes'],
      ['no', 'No'],
      ['na', 'N/A'],
    ],
    [
      ['yes', 'Yes'],
      ['partial', 'Partial'],
      ['no', 'No'],
    ],
  ],
  number: ['ID', 'Ref', '#', 'Question ID'],
  category: ['Domain', 'Category', 'Section'],
  subcategory: ['Subcategory', 'Topic'],
  question: ['Question', 'Requirement', 'Control', 'Assessment Question', 'Security Requirement'],
  importance: ['Severity', 'Priority'],
  levels: ['High', 'Medium', 'Low'],
  verdict: ['Response', 'Answer', 'Status', 'Compliance'],
  comment: ['Comments', 'Remarks', 'Explanation', 'Additional Information'],
  reference: ['Evidence', 'Supporting Documents'],
  vendor: ['Vendor Response', 'To be completed by the supplier'],
  assessor: ['Internal Use Only', 'Reviewer Assessment'],
  assessed: ['Rating', 'Result'],
  example: ['Example', 'Example: are badges issued?', 'Badges are issued to everyone.'],
  note: 'Note: answer only where applicable.',
  sum: 'Subtotal',
  texts: ASKED_EN,
};

/** Makes up a sheet: preamble, header of one or two rows, sections or categories, examples, sums, notes, an ending. */
export function makeUp(draw: Draw): MadeUp {
  const pick = <T>(list: readonly T[]): T => {
    const item = list[draw(list.length)];
    if (item === undefined) throw new Error('nothing to pick from');
    return item;
  };
  const chance = (percent: number) => draw(100) < percent;
  const words = chance(30) ? EN : JA;
  const lines: Value[][] = [];
  const merges: string[] = [];
  const lists: Record<string, readonly string[]> = {};
  const bold: string[] = [];

  const choices = chance(20) ? pick(words.choices) : null;
  const list = choices === null && chance(70) ? pick(words.lists) : null;
  const style = pick(['category', 'merged section', 'bracket section', 'numbered section'] as const);
  const numbering = pick(['plain', 'letter', 'deep', 'none'] as const);
  const has = {
    assessor: chance(40),
    reference: chance(50),
    importance: chance(30),
    comment: chance(80),
    subcategory: chance(30),
    spacer: chance(15),
  };
  const answersFirst = !has.assessor && chance(15);

  // The columns from left to right: a key each, its header, and the group over it.
  type Key =
    | 'number'
    | 'category'
    | 'subcategory'
    | 'question'
    | 'importance'
    | 'verdict'
    | 'comment'
    | 'reference'
    | 'assessed'
    | 'assessor comment'
    | 'spacer'
    | `choice ${string}`;
  const asked: Key[] = [];
  if (numbering !== 'none') asked.push('number');
  if (style === 'category') asked.push('category');
  if (has.subcategory) asked.push('subcategory');
  asked.push('question');
  if (has.importance) asked.push('importance');
  if (has.spacer) asked.push('spacer');
  const answered: Key[] = choices === null ? ['verdict'] : choices.map(([meaning]): Key => `choice ${meaning}`);
  if (has.comment) answered.push('comment');
  if (has.reference) answered.push('reference');
  const judged: Key[] = has.assessor ? ['assessed', 'assessor comment'] : [];
  const keys = answersFirst ? [...answered, ...asked] : [...asked, ...answered, ...judged];
  const column = (key: Key) => keys.indexOf(key) + 1;
  const width = keys.length;
  const heads = new Map<Key, string>(
    keys.map(key => {
      if (key === 'spacer') return [key, ''];
      if (key === 'assessor comment') return [key, pick(words.comment)];
      if (key.startsWith('choice ')) return [key, choices?.find(([meaning]) => key === `choice ${meaning}`)?.[1] ?? ''];
      return [key, pick(words[key as 'number'])];
    }),
  );
  const row = (values: Partial<Record<Key, Value>>): Value[] => keys.map(key => values[key] ?? null);

  lines.push([words.title], []);
  if (chance(50)) lines.push([words.who[0] ?? null, null, words.who[1] ?? null, null]);
  for (let at = draw(3); at > 0; at -= 1) lines.push([pick(words.notes)]);
  if (chance(50)) lines.push([]);

  // A group stands over the answers, and over the columns of the one who asked.
  const groups = [
    { keys: answered, label: choices === null ? pick(words.vendor) : pick(words.verdict) },
    { keys: judged, label: pick(words.assessor) },
  ].filter(group => group.keys.length > 1);
  const top = lines.length + 1;
  if (groups.length > 0 && (has.assessor || chance(40))) {
    const inGroup = (key: Key) => groups.find(group => group.keys.includes(key));
    lines.push(
      keys
        .map(key => inGroup(key)?.label ?? heads.get(key) ?? null)
        .map((label, at) => {
          const group = inGroup(keys[at] ?? 'spacer');
          return group !== undefined && group.keys[0] !== keys[at] ? null : label;
        }),
    );
    lines.push(keys.map(key => (inGroup(key) === undefined ? null : (heads.get(key) ?? null))));
    for (const key of keys) {
      if (inGroup(key) === undefined && key !== 'spacer')
        merges.push(`${cellRef(top, column(key))}:${cellRef(top + 1, column(key))}`);
    }
    for (const group of groups) {
      const columns = group.keys.map(column);
      merges.push(`${cellRef(top, Math.min(...columns))}:${cellRef(top, Math.max(...columns))}`);
    }
  } else {
    lines.push(keys.map(key => heads.get(key) ?? null));
  }

  const expected: string[] = [];
  const categories: string[] = [];
  const texts = [...words.texts];
  const sections = 1 + draw(4);
  if (chance(30)) {
    const [mark, text, remark] = words.example;
    const first = answered[0] ?? 'verdict';
    lines.push(
      row({ number: mark, question: text, [first]: list?.[0] ?? '○', ...(has.comment ? { comment: remark } : {}) }),
    );
  }
  let count = 0;
  for (let section = 0; section < sections && texts.length > 0; section += 1) {
    const title = words.sections[(section * 5 + 1) % words.sections.length] ?? '';
    const at = lines.length + 1;
    if (style === 'merged section') {
      lines.push([`■${section + 1}．${title}`]);
      merges.push(`${cellRef(at, 1)}:${cellRef(at, width)}`);
      bold.push(cellRef(at, 1));
    } else if (style === 'bracket section') {
      lines.push(row({ question: `【${title}】` }));
    } else if (style === 'numbered section') {
      lines.push(
        row(
          numbering === 'none'
            ? { question: `${section + 1}．${title}` }
            : { number: String(section + 1), question: title },
        ),
      );
      bold.push(`${cellRef(at, 1)}:${cellRef(at, width)}`);
    }
    const first = lines.length + 1;
    for (let more = 1 + draw(6); more > 0 && texts.length > 0; more -= 1) {
      const here = lines.length + 1;
      const text = texts.splice(draw(texts.length), 1)[0] ?? '';
      count += 1;
      const place = here - first + 1;
      const number =
        numbering === 'deep' || style === 'numbered section'
          ? `${section + 1}-${place}`
          : numbering === 'letter'
            ? `${String.fromCharCode(65 + section)}-0${place}`
            : count;
      const prefilled = list !== null && chance(8);
      const topic = `${title}${place}`;
      lines.push(
        row({
          number,
          category: here === first ? title : null,
          subcategory: topic,
          question: text,
          importance: pick(words.levels),
          ...(prefilled ? { verdict: list?.[0] ?? null } : {}),
        }),
      );
      if (list !== null) lists[cellRef(here, column('verdict'))] = list;
      // Without a list and without remarks the only answer column is for text.
      const free = choices === null && list === null && !has.comment;
      const cell = (key: Key) => cellRef(here, column(key));
      const verdict =
        choices === null
          ? free
            ? '-'
            : cell('verdict')
          : choices.map(([meaning]) => `${meaning}:${cell(`choice ${meaning}`)}`).join(',');
      const comment = free ? cell('verdict') : has.comment ? cell('comment') : '-';
      const reference = has.reference ? cell('reference') : '-';
      expected.push(`${cell('question')} > ${verdict} ${comment} ${reference}${prefilled ? ' prefilled' : ''}`);
      categories.push(has.subcategory ? `${title}／${topic}` : title);
    }
    if (style === 'category' && chance(50) && lines.length > first) {
      merges.push(`${cellRef(first, column('category'))}:${cellRef(lines.length, column('category'))}`);
    }
    if (chance(20)) lines.push(row({ question: words.note }));
    if (chance(20)) lines.push(row({ [asked[0] ?? 'question']: words.sum, [answered[0] ?? 'verdict']: '=0' }));
  }
  lines.push([]);
  if (chance(60)) lines.push([pick(words.thanks)]);
  if (chance(30)) lines.push([], [pick(words.assessor)]);
  const drawn = chance(50) ? [`A1:${cellRef(lines.length, width)}`] : [];
  return { sheet: sheetOf('Sheet1', lines, { merges, lists, bold, drawn }), expected, categories };
}
