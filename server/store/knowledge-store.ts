import type { Disclosure, DisclosureMeta, Passage, Service } from '../../knowledge/model.ts';
import type { Database } from './database.ts';

/** A version of a disclosure as stored. */
export interface StoredDisclosure extends DisclosureMeta {
  readonly id: number;
  readonly service: string;
  readonly origin: 'bundled' | 'imported';
  readonly fileName: string;
  /** ISO time. */
  readonly importedAt: string;
  /** ISO time at which a newer version took its place; null while it is cited. */
  readonly supersededAt: string | null;
  readonly passages: number;
}

/** A passage with the document that it stands in. */
export interface StoredPassage extends Passage {
  readonly disclosure: Pick<DisclosureMeta, 'title' | 'version' | 'effective'>;
}

export async function listServices(db: Database): Promise<readonly Service[]> {
  return db.selectFrom('service').selectAll().orderBy('id').execute();
}

export async function findService(db: Database, id: string): Promise<Service | undefined> {
  return db.selectFrom('service').selectAll().where('id', '=', id).executeTakeFirst();
}

/** Every version of every disclosure, newest first, of one service or of all. */
export async function listDisclosures(db: Database, service?: string): Promise<readonly StoredDisclosure[]> {
  let query = db
    .selectFrom('disclosure')
    .leftJoin('passage', 'passage.disclosure_id', 'disclosure.id')
    .select(({ fn }) => [
      'disclosure.id',
      'service_id',
      'disclosure.title',
      'provider',
      'version',
      'effective',
      'origin',
      'file_name',
      'imported_at',
      'superseded_at',
      fn.count<number>('passage.position').as('passages'),
    ])
    .groupBy('disclosure.id')
    .orderBy('disclosure.id', 'desc');
  if (service !== undefined) query = query.where('service_id', '=', service);
  return (await query.execute()).map(row => ({
    id: row.id,
    service: row.service_id,
    title: row.title,
    provider: row.provider,
    version: row.version,
    effective: row.effective,
    origin: row.origin,
    fileName: row.file_name,
    importedAt: row.imported_at,
    supersededAt: row.superseded_at,
    passages: Number(row.passages),
  }));
}

/** The passages that may be cited for a service, in their documents' order. */
export async function currentPassages(db: Database, service: string): Promise<readonly StoredPassage[]> {
  const rows = await db
    .selectFrom('passage')
    .innerJoin('disclosure', 'disclosure.id', 'passage.disclosure_id')
    .select([
      'section',
      'control',
      'passage.title as title',
      'text',
      'disclosure.title as document',
      'version',
      'effective',
    ])
    .where('service_id', '=', service)
    .where('superseded_at', 'is', null)
    .orderBy('disclosure_id')
    .orderBy('position')
    .execute();
  return rows.map(row => ({
    section: row.section,
    control: row.control,
    title: row.title,
    text: row.text,
    disclosure: { title: row.document, version: row.version, effective: row.effective },
  }));
}

/** The passages of one version of a disclosure. */
export async function passagesOf(db: Database, disclosure: number): Promise<readonly Passage[]> {
  return db
    .selectFrom('passage')
    .select(['section', 'control', 'title', 'text'])
    .where('disclosure_id', '=', disclosure)
    .orderBy('position')
    .execute();
}

/** What is to be stored of an imported file. */
export interface DisclosureToStore {
  readonly service: Service;
  readonly disclosure: Disclosure;
  readonly origin: 'bundled' | 'imported';
  readonly fileName: string;
  readonly contentHash: string;
}

/**
 * Stores a disclosure in one transaction. The same content for the same service is a no-op; a document with the same
 * title takes the place of the version before it, and any real document takes the place of the service's digest.
 * @param now  ISO time
 */
export async function storeDisclosure(
  db: Database,
  { service, disclosure, origin, fileName, contentHash }: DisclosureToStore,
  now: string,
): Promise<{ readonly outcome: 'added' | 'new-version' | 'unchanged'; readonly id: number }> {
  return db.transaction().execute(async tx => {
    const current = await tx
      .selectFrom('disclosure')
      .selectAll()
      .where('service_id', '=', service.id)
      .where('superseded_at', 'is', null)
      .execute();
    const same = current.find(d => d.content_hash === contentHash);
    if (same) return { outcome: 'unchanged', id: same.id };
    await tx
      .insertInto('service')
      .values({ id: service.id, name: service.name, provider: service.provider })
      .onConflict(c => c.column('id').doNothing())
      .execute();
    const replaced = current.filter(
      d => d.title === disclosure.title || (d.origin === 'bundled' && origin === 'imported'),
    );
    for (const { id } of replaced) {
      await tx.updateTable('disclosure').set({ superseded_at: now }).where('id', '=', id).execute();
    }
    const { id } = await tx
      .insertInto('disclosure')
      .values({
        service_id: service.id,
        title: disclosure.title,
        provider: disclosure.provider,
        version: disclosure.version,
        effective: disclosure.effective,
        origin,
        file_name: fileName,
        content_hash: contentHash,
        imported_at: now,
        superseded_at: null,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    for (const [position, passage] of disclosure.passages.entries()) {
      const { section, control, title, text } = passage;
      await tx.insertInto('passage').values({ disclosure_id: id, position, section, control, title, text }).execute();
    }
    return { outcome: replaced.length ? 'new-version' : 'added', id };
  });
}

/** The passage that a citation quotes, in the very version of the document that it names, current or not. */
export async function passageOf(
  db: Database,
  service: string,
  citation: { readonly section: string; readonly disclosure: Pick<DisclosureMeta, 'title' | 'version' | 'effective'> },
): Promise<Passage | undefined> {
  const { title, version } = citation.disclosure;
  let query = db
    .selectFrom('passage')
    .innerJoin('disclosure', 'disclosure.id', 'passage.disclosure_id')
    .select(['section', 'control', 'passage.title as title', 'text'])
    .where('service_id', '=', service)
    .where('section', '=', citation.section)
    .where('disclosure.title', '=', title)
    .orderBy('disclosure.id', 'desc');
  query = version === null ? query.where('version', 'is', null) : query.where('version', '=', version);
  return query.executeTakeFirst();
}
