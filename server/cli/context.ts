import { InputError } from '../../knowledge/errors.ts';
import type { Matcher } from '../../matchers/index.ts';
import { type ConfigFlags, readConfig } from '../config.ts';
import { loadBundled } from '../services/knowledge-service.ts';
import { matcherOver } from '../services/matcher.ts';
import { type Database, openDatabase } from '../store/database.ts';
import { currentPassages, findService, listDisclosures, listServices } from '../store/knowledge-store.ts';

/** Flags that every command takes. */
export interface GlobalFlags extends ConfigFlags {
  /** Make the data folder without the bundled disclosures. */
  readonly empty?: boolean | undefined;
}

/** Opens the data folder that the flags or the environment name; a new one gets the bundled disclosures unless `empty`. */
export async function openKnowledge(flags: GlobalFlags): Promise<Database> {
  const { dataDir } = readConfig(process.env, flags);
  const db = await openDatabase(dataDir);
  if (!flags.empty && (await listDisclosures(db)).length === 0) await loadBundled(db, new Date().toISOString());
  return db;
}

/** The error for a service that is not known, naming those that are. */
export async function unknownService(db: Database, service: string): Promise<InputError> {
  const known = (await listServices(db)).map(s => s.id).join(', ') || 'なし / none';
  return new InputError(
    'unknown-service',
    `サービス「${service}」は登録されていません（登録済み: ${known}）。`,
    `The service "${service}" is not known (known: ${known}).`,
  );
}

/** A matcher over what may be cited for one service. @throws InputError `unknown-service` */
export async function matcherFor(db: Database, service: string): Promise<Matcher> {
  if (!(await findService(db, service))) throw await unknownService(db, service);
  return matcherOver(service, await currentPassages(db, service));
}
