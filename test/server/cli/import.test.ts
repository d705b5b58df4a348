import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Bench, openBench } from './run-kotae.ts';

/** A provider's document in our own words, with one sentence that its versions differ in. */
const document = (backups: string, head = '# まつかぜクラウド 安全性のご案内') =>
  `${head}\n\n## 12.3.1 情報のバックアップ\n\n${backups}\n\n## 10.1.1 暗号による管理策の利用方針\n\n通信は常に暗号化しています。\n`;

let bench: Bench;
beforeAll(async () => {
  bench = await openBench();
});
afterAll(() => bench.close());

/** Imports a document written under this name; gives the one outcome. */
async function importing(name: string, text: string, ...flags: string[]) {
  await writeFile(bench.path(name), text);
  const { code, stdout, stderr } = await bench.kotae('import', bench.path(name), '--json', ...flags);
  expect(code, stderr).toBe(0);
  const outcomes = JSON.parse(stdout);
  expect(outcomes).toHaveLength(1);
  return outcomes[0];
}
async function list(...args: string[]) {
  const { code, stdout, stderr } = await bench.kotae(...args, '--json');
  expect([code, stderr]).toEqual([0, '']);
  return JSON.parse(stdout);
}
const texts = async (service: string) =>
  (await list('passages', '--service', service)).map((p: { text: string }) => p.text);

describe('import', () => {
  it('adds a document, knows it again, and takes changed content as a new version', async () => {
    const first = document('データのバックアップを毎日取得しています。');
    const flags = ['--service', 'matsukaze', '--title', 'ご案内', '--version', '1.0', '--effective', '2025-04-01'];
    expect(await importing('guide.md', first, ...flags)).toMatchObject({
      outcome: 'added',
      service: 'matsukaze',
      title: 'ご案内',
      version: '1.0',
      passages: 2,
    });
    const [passage] = await list('passages', '--service', 'matsukaze');
    expect(passage).toEqual({
      section: '12.3.1',
      control: '12.3.1',
      title: '情報のバックアップ',
      text: 'データのバックアップを毎日取得しています。',
      disclosure: { title: 'ご案内', version: '1.0', effective: '2025-04-01' },
    });

    expect((await importing('guide.md', first, ...flags)).outcome, 'the same again is a no-op').toBe('unchanged');
    expect((await importing('renamed.md', first, ...flags)).outcome, 'under any file name').toBe('unchanged');
    expect(await texts('matsukaze')).toHaveLength(2);

    const second = document('データのバックアップを毎週取得しています。');
    expect((await importing('guide.md', second, ...flags)).outcome).toBe('new-version');
    expect(await texts('matsukaze'), 'only the new version is cited').toEqual([
      'データのバックアップを毎週取得しています。',
      '通信は常に暗号化しています。',
    ]);
  });

  it('lets a real document take the place of the digest of a bundled service, and of no other', async () => {
    const digests = await list('passages', '--service', 'iij-docex');
    const outcome = await importing(
      'docex.md',
      document('データのバックアップを毎月取得しています。'),
      ...['--service', 'iij-docex', '--title', '別の案内'],
    );
    expect(outcome).toMatchObject({ outcome: 'new-version', service: 'iij-docex' });
    expect(await texts('iij-docex')).toEqual([
      'データのバックアップを毎月取得しています。',
      '通信は常に暗号化しています。',
    ]);
    expect(digests.length).toBeGreaterThan(2);
    const others = (await list('services')).filter((s: { id: string }) => s.id !== 'iij-docex' && s.id !== 'matsukaze');
    for (const { disclosures } of others)
      expect(disclosures[0]).toMatchObject({ origin: 'bundled', supersededAt: null });
  });

  it('reads service, title, version and date from the document where it says them', async () => {
    const bundled = fileURLToPath(new URL('../../../knowledge/disclosures/idcf-cloud.md', import.meta.url));
    const [before] = (await list('services')).filter((s: { id: string }) => s.id === 'idcf-cloud');
    const text = (await readFile(bundled, 'utf8')).replace('title:', 'title: 写し');
    const outcome = await importing('copy.md', text);
    expect(outcome).toMatchObject({ service: 'idcf-cloud', version: before.disclosures[0].version });
    expect(outcome.title).toMatch(/^写し/);
    expect(outcome.passages).toBe(before.passages);
  });

  it('into an empty data folder answers for the imported service alone', async () => {
    await writeFile(bench.path('own.md'), document('データのバックアップを毎日取得しています。'));
    const folder = ['--data', bench.path('empty-data'), '--empty'];
    const added = await bench.kotae('import', bench.path('own.md'), '--service', 'own', '--title', '案内', ...folder);
    expect(added.code, added.stderr).toBe(0);
    expect(added.stderr, 'what the document does not say is told, not passed over').toMatch(/版.*version/);
    const services = await list('services', ...folder);
    expect(services.map((s: { id: string }) => s.id)).toEqual(['own']);
    const { code, stdout } = await bench.kotaeWith(
      { input: '{"id":"a","question":"データのバックアップを取得していますか。"}' },
      ...['match', '--service', 'own', '--questions', '-', ...folder],
    );
    expect(code).toBe(0);
    expect(JSON.parse(stdout).citations[0]).toMatchObject({ section: '12.3.1', disclosure: { title: '案内' } });
  });
});
