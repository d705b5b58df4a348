import { describe, expect, it } from 'vitest';
import { parseRelated } from '../../../knowledge/controls/related.ts';
import { sectionName } from '../../../knowledge/import/section-names.ts';
import { bundledDisclosures, loadBank, loadCatalogue, loadRelated } from '../../../knowledge/index.ts';
import { loadFacts } from '../../../knowledge/load.ts';
import { normalize } from '../../../knowledge/text/normalize.ts';

const { byNumber } = loadCatalogue();
/** Names of sections under no control: those of the contract, those that the import gives, and those that bundled disclosures use. */
const named = new Set([
  ...['sec.responsibility', 'sec.notice', 'sec.scope', 'sec.purpose', 'sec.service', 'sec.audit', 'sec.intro'],
  'sec.overview',
  ...['責任分界', '通知', 'サポート', '認証', '個人情報', '約款', '免責', '監査'].map(
    title => `sec.${sectionName(title)}`,
  ),
  ...bundledDisclosures().flatMap(({ disclosure }) => disclosure.passages.map(p => p.section)),
]);
const isSection = (section: string): boolean => byNumber.has(section) || named.has(section);

describe('the facts', () => {
  const facts = loadFacts();

  it('are many, and no id stands twice over all files', () => {
    expect(facts.length).toBeGreaterThan(50);
    const ids = facts.map(f => f.id);
    expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([]);
  });

  it('look only into sections that exist, each once', () => {
    const unknown = facts.flatMap(f => f.sections.filter(s => !isSection(s)).map(s => `${f.id}: ${s}`));
    const twice = facts.filter(f => new Set(f.sections).size !== f.sections.length).map(f => f.id);
    expect({ unknown, twice }).toEqual({ unknown: [], twice: [] });
  });

  it('are not asked for by a text that says nothing', () => {
    for (const text of ['', 'あ', 'はい', 'yes', '確認']) {
      const asked = facts.filter(f => f.asks.some(all => all.every(p => p.test(normalize(text)))));
      expect(
        asked.map(f => f.id),
        text,
      ).toEqual([]);
    }
  });

  // Facts asked for by a control's number or title alone take any sentence of its section.
  it('are settled by no sentence that says nothing', () => {
    for (const text of ['', 'あ', '以上です。', 'ご利用ありがとうございます。']) {
      const settled = facts
        .filter(f => !f.id.startsWith('control-'))
        .filter(f => f.settles.some(s => s.sentence.test(normalize(text))));
      expect(
        settled.map(f => f.id),
        text,
      ).toEqual([]);
    }
  });
});

describe('parseRelated', () => {
  it('reads sections with their chances, and a key with none', () => {
    const related = parseRelated('r.tsv', '# remark\nkey\trelated\n5.1.1\tsec.purpose:0.4 18.2.1:0.3\ntopic.sla\t\n');
    expect([...related.keys()]).toEqual(['5.1.1', 'topic.sla']);
    expect(related.get('5.1.1')).toEqual(
      new Map([
        ['sec.purpose', 0.4],
        ['18.2.1', 0.3],
      ]),
    );
    expect(related.get('topic.sla')?.size).toBe(0);
  });

  it.each([
    ['a row without a tab', '5.1.1', 'r.tsv:1'],
    ['a key that stands twice', '5.1.1\ta:0.1\n5.1.1\tb:0.1', 'r.tsv:2'],
    ['a section without a chance', '5.1.1\tsec.purpose', 'r.tsv:1'],
    ['a chance that is none', '5.1.1\tsec.purpose:1.5', 'r.tsv:1'],
  ])('names file and line of %s', (_what, text, place) => {
    expect(() => parseRelated('r.tsv', text)).toThrow(place);
  });
});

describe('the related sections', () => {
  const related = loadRelated();

  it('stand under keys of the bank', () => {
    const keys = new Set(loadBank().map(entry => entry.key));
    expect([...related.keys()].filter(key => !keys.has(key))).toEqual([]);
  });

  it('name sections that exist, and never the key itself', () => {
    const unknown = [...related].flatMap(([key, sections]) =>
      [...sections.keys()].filter(s => !isSection(s) || s === key).map(s => `${key}: ${s}`),
    );
    expect(unknown).toEqual([]);
  });
});
