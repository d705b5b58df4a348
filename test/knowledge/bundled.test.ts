import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { InputError } from '../../knowledge/errors.ts';
import { parseDigest } from '../../knowledge/import/digest.ts';
import { bundledDisclosures, importDisclosure, loadCatalogue, loadKnowledge } from '../../knowledge/index.ts';

const expectedFile = new URL('../../../shared/disclosures/expected.json', import.meta.url);

describe('the bundled digests', () => {
  it('are of the five services', () => {
    expect(bundledDisclosures().map(b => b.service.id)).toEqual([
      ...['cowork-storage', 'flets-azukeru', 'idcf-cloud', 'iij-docex', 'tatsujin-cube'],
    ]);
  });

  it('name their control with every section that is one, and have text everywhere', () => {
    for (const { disclosure } of bundledDisclosures()) {
      for (const { section, control, text } of disclosure.passages) {
        expect(control).toBe(section.startsWith('sec.') ? null : section);
        expect(text, section).not.toBe('');
      }
    }
  });

  it.skipIf(!existsSync(expectedFile))(
    'have the sections and particulars of the documents (skipped where ../shared is absent)',
    () => {
      const expected = JSON.parse(readFileSync(expectedFile, 'utf8'));
      for (const { service, disclosure } of bundledDisclosures()) {
        const want = expected[service.id];
        const { title, provider, version, effective } = disclosure;
        expect({ title, provider, version, effective, name: service.name }).toEqual({
          title: want.title,
          provider: want.provider,
          version: want.version,
          effective: want.effective,
          name: want.name,
        });
        expect(disclosure.passages.map(p => p.section)).toEqual(
          want.sections.map((s: { section: string }) => s.section),
        );
      }
    },
  );

  it('import like any document, with their service', async () => {
    const [first] = bundledDisclosures();
    const file = new URL(`../../knowledge/disclosures/${first?.fileName}`, import.meta.url);
    const imported = await importDisclosure(readFileSync(file), 'digest.md');
    expect(imported).toEqual({
      disclosure: first?.disclosure,
      serviceName: first?.service.name,
      serviceId: first?.service.id,
      messages: [],
    });
  });
});

describe('parseDigest', () => {
  const front = '---\ntitle: 題\nname: 名\nprovider: 社\nservice: some-service\nversion: none\neffective: none\n---\n';

  it('reads none as nothing said', () => {
    const { service, disclosure } = parseDigest(
      `${front}\n## 12.3.1 情報のバックアップ\n一行目\n\n二行目\n`,
      'a.md',
      loadCatalogue(),
    );
    expect(service).toEqual({ id: 'some-service', name: '名', provider: '社' });
    expect(disclosure).toMatchObject({
      version: null,
      effective: null,
      passages: [{ section: '12.3.1', text: '一行目\n二行目' }],
    });
  });

  it.each([
    ['an unknown section', `${front}\n## 99.9.9 なし\n文`, '10'],
    ['a section that stands twice', `${front}## sec.scope 範囲\n文\n## sec.scope 範囲\n文`, '11'],
    ['text before the first heading', `${front}\n文`, '10'],
    ['a section without text', `${front}## sec.scope 範囲\n`, ''],
    ['an unknown key', front.replace('name:', 'nom:'), '3'],
    ['a date that is none', front.replace('effective: none', 'effective: 2024/1/1'), ''],
    ['no front matter', '## sec.scope 範囲\n文', '1'],
  ])('names file and line of %s', (_what, text, line) => {
    const read = (): unknown => parseDigest(text, 'a.md', loadCatalogue());
    expect(read).toThrow(InputError);
    expect(read).toThrow(line === '' ? 'a.md' : `a.md：${line}行目`);
  });
});

describe('loadKnowledge', () => {
  it('reads everything once', () => {
    const first = loadKnowledge();
    expect(loadKnowledge()).toEqual(first);
    expect(loadKnowledge().bank).toBe(first.bank);
    expect(first.catalogue.controls.length).toBeGreaterThan(200);
    expect(first.thesaurus.groups.length).toBeGreaterThan(0);
  });
});
