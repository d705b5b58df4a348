import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { importDisclosure } from '../../../knowledge/index.ts';

const folder = new URL('../../../../shared/disclosures/', import.meta.url);
const present = existsSync(new URL('expected.json', folder));

interface Expected {
  readonly file: string;
  readonly name: string;
  readonly provider: string;
  readonly title: string;
  readonly version: string;
  readonly effective: string | null;
  readonly sections: readonly { section: string; title: string; chars: number; begins: string; ends: string }[];
}

const expected: Record<string, Expected> = present
  ? JSON.parse(readFileSync(new URL('expected.json', folder), 'utf8'))
  : {};
const dense = (text: string): string => text.replace(/\s+/g, '');

describe.skipIf(!present)('five providers’ documents (skipped where ../shared is absent)', () => {
  it.each(Object.entries(expected))('%s yields exactly its passages and particulars', async (_id, want) => {
    const { disclosure, serviceName } = await importDisclosure(readFileSync(new URL(want.file, folder)), want.file);
    const { title, provider, version, effective } = disclosure;
    expect({ title, provider, version, effective, name: serviceName }).toEqual({
      title: want.title,
      provider: want.provider,
      version: want.version,
      effective: want.effective,
      name: want.name,
    });
    expect(
      disclosure.passages.map(p => {
        const body = dense(p.text);
        return {
          section: p.section,
          title: p.title,
          chars: body.length,
          begins: body.slice(0, 24),
          ends: body.slice(-24),
        };
      }),
    ).toEqual(want.sections.map(s => ({ ...s, begins: dense(s.begins), ends: dense(s.ends) })));
  });
});
