import { describe, expect, it } from 'vitest';
import type { CitablePassage } from '../../matchers/model.ts';
import { serviceSide } from '../../matchers/service-side.ts';
import { fixtureBase, PASSAGES, SHIPPED } from './support/service.ts';

const base = fixtureBase();
const [service = '', edition = PASSAGES[0]?.disclosure] = [...base.editions][0] ?? [];
const of = (other: Partial<CitablePassage['disclosure']> = {}): readonly CitablePassage[] =>
  PASSAGES.map(p => ({ ...p, disclosure: { ...p.disclosure, ...edition, ...other } }));

describe('the library counts', () => {
  it('for the edition that it was answered from', () => {
    const side = serviceSide(base, service, of(), SHIPPED);
    expect(side.isAnswered).toBe(true);
    expect(side.models).toBe(SHIPPED.withLibrary);
  });

  it.each([
    ['another version, for what was true may have changed', of({ version: '2.0 (another)' })],
    ['another date', of({ effective: '2031-01-01' })],
    ['another document of the same version', of({ title: '別の文書' })],
    ['a document that names no version', of({ version: null })],
    ['a mixture of both', [...of(), ...of({ version: '2.0 (another)' })]],
  ])('not for %s', (_, passages) => {
    const side = serviceSide(base, service, passages, SHIPPED);
    expect(side.isAnswered).toBe(false);
    expect(side.models).toBe(SHIPPED.withoutLibrary);
  });

  it('not for a service of which it knows nothing', () => {
    expect(serviceSide(base, 'matsukaze', PASSAGES, SHIPPED).isAnswered).toBe(false);
  });
});
