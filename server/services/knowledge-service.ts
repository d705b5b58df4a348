import { createHash } from 'node:crypto';
import { InputError, type Message } from '../../knowledge/errors.ts';
import { bundledDisclosures, importDisclosure } from '../../knowledge/index.ts';
import type { Disclosure, Service } from '../../knowledge/model.ts';
import type { Database } from '../store/database.ts';
import { findService, listServices, storeDisclosure } from '../store/knowledge-store.ts';
import { isCalendarDate } from './calendar-date.ts';

/** What the user says of a document where the document does not say it, or says it wrong. */
export interface ImportFlags {
  readonly service?: string | undefined;
  readonly title?: string | undefined;
  readonly version?: string | undefined;
  /** ISO date. */
  readonly effective?: string | undefined;
}

/** Makes passages of a document's bytes. */
export type DocumentReader = typeof importDisclosure;

/** A document as it would be stored. */
export interface ImportPreview {
  readonly service: Service;
  readonly disclosure: Disclosure;
  readonly contentHash: string;
  readonly fileName: string;
  readonly messages: readonly Message[];
}

/** What an import did. */
export interface ImportOutcome {
  readonly file: string;
  readonly service: string;
  readonly title: string;
  readonly version: string | null;
  readonly passages: number;
  readonly outcome: 'added' | 'new-version' | 'unchanged';
  readonly messages: readonly Message[];
}

/** Letters and digits of a name alone, for comparing names that documents write with other spaces, dashes and widths. */
const bare = (name: string): string =>
  name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');

/** A service whose name stands in the document's, or the other way round. */
function serviceByName(services: readonly Service[], name: string): Service | undefined {
  const wanted = bare(name);
  return (
    services.find(s => bare(s.name) === wanted) ??
    services.find(s => wanted.includes(bare(s.name)) || bare(s.name).includes(wanted))
  );
}

/**
 * Reads a document and says what would be stored, storing nothing.
 * @param read  reads the document; the web application does it in its worker thread
 * @throws InputError when the document cannot be read, holds no control, or its service cannot be told
 */
export async function previewImport(
  db: Database,
  bytes: Uint8Array,
  fileName: string,
  flags: ImportFlags,
  read: DocumentReader = importDisclosure,
): Promise<ImportPreview> {
  if (flags.effective !== undefined && !isCalendarDate(flags.effective)) {
    throw new InputError(
      'bad-date',
      `施行日（--effective）は YYYY-MM-DD の形の日付で指定してください（指定値: ${flags.effective}）。`,
      `The effective date (--effective) must be a date written YYYY-MM-DD (it is ${flags.effective}).`,
    );
  }
  const imported = await read(bytes, fileName);
  const services = await listServices(db);
  const known = flags.service
    ? ((await findService(db, flags.service)) ?? newService(flags.service, imported.serviceName, imported.disclosure))
    : serviceByName(services, imported.serviceName ?? imported.disclosure.title);
  if (!known) {
    throw new InputError(
      'service-not-told',
      `「${fileName}」がどのサービスの文書か判りません（文書上の名称: ${imported.serviceName ?? '記載なし'}）。サービスIDを指定してください（コマンドでは --service ID、登録済み: ${services.map(s => s.id).join(', ')}）。`,
      `It cannot be told which service "${fileName}" is about. Name its service id (on the command line: --service ID; known: ${services.map(s => s.id).join(', ')}).`,
    );
  }
  return {
    service: known,
    disclosure: {
      ...imported.disclosure,
      title: flags.title ?? imported.disclosure.title,
      version: flags.version ?? imported.disclosure.version,
      effective: flags.effective ?? imported.disclosure.effective,
    },
    contentHash: createHash('sha256').update(bytes).update(JSON.stringify(flags)).digest('hex'),
    fileName,
    messages: imported.messages,
  };
}

/** A service that is not known yet, named by the document. */
function newService(id: string, name: string | null, disclosure: Disclosure): Service {
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id) || id.length > 64) {
    throw new InputError(
      'bad-service-id',
      `サービスID「${id}」は使えません。半角の英小文字・数字・ハイフンで指定してください（例: my-cloud）。`,
      `"${id}" is no service id. Use lower-case letters, digits and hyphens (for example my-cloud).`,
    );
  }
  return { id, name: name ?? disclosure.title, provider: disclosure.provider ?? '' };
}

/** Adds a document to the knowledge base; see `storeDisclosure` for what takes the place of what. */
export async function importFile(
  db: Database,
  bytes: Uint8Array,
  fileName: string,
  flags: ImportFlags,
  now: string,
  read: DocumentReader = importDisclosure,
): Promise<ImportOutcome> {
  const preview = await previewImport(db, bytes, fileName, flags, read);
  const { outcome } = await storeDisclosure(db, { ...preview, origin: 'imported' }, now);
  return {
    file: fileName,
    service: preview.service.id,
    title: preview.disclosure.title,
    version: preview.disclosure.version,
    passages: preview.disclosure.passages.length,
    outcome,
    messages: preview.messages,
  };
}

/** Loads the bundled digests into a database that holds no disclosure yet. */
export async function loadBundled(db: Database, now: string): Promise<void> {
  for (const { service, disclosure, fileName, contentHash } of bundledDisclosures()) {
    await storeDisclosure(db, { service, disclosure, origin: 'bundled', fileName, contentHash }, now);
  }
}
