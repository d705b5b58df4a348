import { describe, expect, test } from 'vitest';
import { rewriteZip } from '../../../workbooks/package/rewrite-zip.ts';
import { openZip } from '../../../workbooks/package/zip.ts';
import { unzip } from '../fixtures/unzip.ts';
import { type MadeEntry, zipOf } from '../fixtures/zip-of.ts';

const text = 'あいうえお'.repeat(100);
const made: readonly MadeEntry[] = [
  { name: 'z.xml', content: text },
  { name: 'folder/', content: '', stored: true },
  { name: 'a.bin', content: Buffer.from([0, 1, 2, 255]), stored: true },
  { name: 'streamed.xml', content: text, descriptor: true },
  { name: 'last.xml', content: 'x', descriptor: true },
];

async function rewritten(name: string, content: string, added: { name: string; bytes: Uint8Array }[] = []) {
  const zip = zipOf(made, 'コメント');
  const archive = await openZip(zip, 'a.zip');
  const entry = archive.entries.find(candidate => candidate.name === name);
  if (entry === undefined) throw new Error(`no ${name}`);
  return { before: zip, after: await rewriteZip(archive, new Map([[entry, Buffer.from(content)]]), added) };
}

describe('rewriting a zip', () => {
  test.each(['z.xml', 'a.bin', 'streamed.xml', 'last.xml'])(
    'replacing %s leaves every other entry as it is packed, in the same order',
    async name => {
      const { before, after } = await rewritten(name, 'new');
      const old = unzip(before);
      const fresh = unzip(after);
      expect(fresh.map(entry => entry.name)).toEqual(old.map(entry => entry.name));
      for (const [at, entry] of fresh.entries()) {
        if (entry.name === name) expect(entry.content.toString()).toBe('new');
        else expect(entry.record.equals(old[at]?.record ?? Buffer.alloc(0))).toBe(true);
      }
    },
  );

  test('the result opens as a zip whose checksums hold, with its comment', async () => {
    const { after } = await rewritten('streamed.xml', text.slice(3));
    const archive = await openZip(after, 'b.zip');
    expect(Buffer.from(archive.comment).toString()).toBe('コメント');
    for (const entry of archive.entries) {
      const pieces: Uint8Array[] = [];
      for await (const chunk of archive.chunks(entry)) pieces.push(chunk);
      expect(Buffer.concat(pieces)).toHaveLength(entry.bytes);
    }
  });

  test('an added part stands last; the rest does not move', async () => {
    const { before, after } = await rewritten('z.xml', text, [{ name: '新.xml', bytes: Buffer.from('<a/>') }]);
    const names = unzip(after).map(entry => entry.name);
    expect(names).toEqual([...unzip(before).map(entry => entry.name), '新.xml']);
    expect(unzip(after).at(-1)?.content.toString()).toBe('<a/>');
  });

  test('the same input gives the same bytes', async () => {
    const [a, b] = await Promise.all([rewritten('z.xml', 'new'), rewritten('z.xml', 'new')]);
    expect(Buffer.from(a.after).equals(Buffer.from(b.after))).toBe(true);
  });
});
