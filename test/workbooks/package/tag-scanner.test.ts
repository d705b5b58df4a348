import { describe, expect, test } from 'vitest';
import {
  spliced,
  type Tag,
  TagScanner,
  tagAttribute,
  withoutAttributes,
} from '../../../workbooks/package/tag-scanner.ts';

function tags(xml: string): Tag[] {
  const scanner = new TagScanner(Buffer.from(xml));
  const found: Tag[] = [];
  for (let tag = scanner.next(); tag !== null; tag = scanner.next()) found.push(tag);
  return found;
}

describe('walking over tags', () => {
  test('comments, CDATA, instructions and quoted brackets are no tags', () => {
    const xml = `<?xml version="1.0"?><!-- <no> --><a q='>' w="<"><![CDATA[<no/>]]><b /></a>`;
    expect(tags(xml).map(({ kind, name }) => `${kind} ${name}`)).toEqual(['open a', 'empty b', 'close a']);
  });

  test('offsets are those of the bytes, whatever stands between', () => {
    const xml = '<a>日本語😀</a><x:b\n r="1"/>';
    const bytes = Buffer.from(xml);
    expect(tags(xml).map(({ start, end }) => bytes.toString('utf8', start, end))).toEqual([
      '<a>',
      '</a>',
      '<x:b\n r="1"/>',
    ]);
    expect(tags(xml)[2]).toMatchObject({ prefix: 'x:', name: 'b' });
  });

  test('an element is skipped with all that lies in it, elements of its own name too', () => {
    const xml = '<r><c><c/><d><c></c></d></c><e/></r>';
    const scanner = new TagScanner(Buffer.from(xml));
    scanner.next();
    const c = scanner.next();
    if (c === null) throw new Error('no tag');
    expect(xml.slice(0, scanner.skip(c))).toBe('<r><c><c/><d><c></c></d></c>');
    expect(scanner.next()?.name).toBe('e');
  });

  test('attributes are found by their whole name, in either quotes', () => {
    const [tag] = tags(`<c x:r='no' r = 'A1' t="s">`);
    if (tag === undefined) throw new Error('no tag');
    expect([tagAttribute(tag, 'r'), tagAttribute(tag, 't'), tagAttribute(tag, 's')]).toEqual(['A1', 's', undefined]);
    expect(withoutAttributes(tag, ['t'])).toBe(` x:r='no' r = 'A1'`);
  });

  test('a tag or element without an end is told', () => {
    expect(() => tags('<a b="')).toThrow(RangeError);
    const scanner = new TagScanner(Buffer.from('<a><b>'));
    const tag = scanner.next();
    expect(() => tag && scanner.skip(tag)).toThrow(RangeError);
  });

  test('pieces are replaced and the rest stays', () => {
    const xml = Buffer.from('<a>い</a>');
    expect(spliced(xml, [{ start: 3, end: 6, text: 'ろは' }]).toString()).toBe('<a>ろは</a>');
    expect(spliced(xml, []).equals(xml)).toBe(true);
  });
});
