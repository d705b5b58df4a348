import { describe, expect, it } from 'vitest';
import type { CitablePassage } from '../../matchers/model.ts';
import { serviceSide } from '../../matchers/service-side.ts';
import { fixtureBase, PASSAGES, SHIPPED } from './support/service.ts';

const base = fixtureBase();
const [service = '', version = ''] = [...base.editions][0] ?? [];
const ofVersion = (wanted: string | null): readonly CitablePassage[] =>
  PASSAGES.map(p => ({ ...p, disclosure: { ...p.disclosure, version: wanted } }));

describe('the library counts', () => {
  it('for the edition that it was answered from', () => {
    const side = serviceSide(base, service, ofVersion(version), SHIPPED);
    expect(side.isAnswered).toBe(true);
    expect(side.models).toBe(SHIPPED.withLibrary);
  });

  it.each([
    ['another edition, for what was true may have changed', ofVersion('2.0 (another)')],
    ['a document that names no version', ofVersion(null)],
    ['a mixture of both', [...ofVersion(version), ...ofVersion('2.0 (another)')]],
  ])('not for %s', (_, passages) => {
    const side = serviceSide(base, service, passages, SHIPPED);
    expect(side.isAnswered).toBe(false);
    expect(side.models).toBe(SHIPPED.withoutLibrary);
  });

  it('not for a service of which it knows nothing', () => {
    expect(serviceSide(base, 'matsukaze', PASSAGES, SHIPPED).isAnswered).toBe(false);
  });
});
