import { describe, expect, it } from 'vitest';
import { parseLibrary } from '../../../knowledge/library/library.ts';

const line = (labels: unknown, rest: object = {}) =>
  JSON.stringify({ id: 'x1', lang: 'ja', category: 'ログ', question: 'ログを取得していますか。', labels, ...rest });
const parse = (text: string) => parseLibrary('x.jsonl', 'somebody', text);

describe('a file of the library', () => {
  it('gives each question with what was found for each service', () => {
    const [entry] = parse(
      `${line({ one: 'full 12.4.1,12.4.3 yes|partial', two: 'none' }, { quotes: { one: 'ログ' } })}\n\n`,
    );
    expect(entry).toMatchObject({ id: 'x1', author: 'somebody', category: 'ログ' });
    expect(entry?.answers.get('one')).toEqual({
      answerable: 'full',
      sections: ['12.4.1', '12.4.3'],
      verdicts: ['yes', 'partial'],
    });
    expect(entry?.answers.get('two')).toEqual({ answerable: 'none', sections: [], verdicts: ['unknown'] });
    expect(entry?.quotes.get('one')).toBe('ログ');
  });

  it.each([
    ['no JSON', '{', 'not a line of JSON'],
    ['a JSON that is no object', 'null', 'not a JSON object'],
    ['no answers', line(undefined), 'labels, and quotes where they stand, must be objects by service'],
    [
      'quotes that are a text',
      line({}, { quotes: 'ログ' }),
      'labels, and quotes where they stand, must be objects by service',
    ],
    ['an empty section', line({ one: 'full 12.4.1, yes' }), 'expected "none"'],
    ['a verdict twice', line({ one: 'full 12.4.1 yes|yes' }), 'unknown verdict, or one twice'],
    ['no question', line({}, { question: ' ' }), 'id, category and question must be texts'],
    ['no language', line({}, { lang: 'fr' }), 'lang must be ja or en'],
    ['no section', line({ one: 'full yes' }), 'unknown verdict'],
    ['no such answer', line({ one: 'maybe 12.4.1 yes' }), 'expected "none"'],
    ['no such verdict', line({ one: 'full 12.4.1 maybe' }), 'unknown verdict'],
    ['too many words', line({ one: 'full 12.4.1 yes indeed' }), 'expected "none"'],
  ])('with %s is refused, naming file and line', (_, text, what) => {
    expect(() => parse(`\n${text}`)).toThrow(`x.jsonl:2: ${what}`);
  });
});
