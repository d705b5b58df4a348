import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Kysely, Migrator, SqliteDialect } from 'kysely';
import Libsql from 'libsql';
import { InputError } from '../../knowledge/errors.ts';
import { migrations } from './migrations.ts';
import { patientConnection } from './patient-connection.ts';
import type { Schema } from './schema.ts';

/** The open database. */
export type Database = Kysely<Schema>;

/**
 * Opens the database of a data folder, makes both where they do not exist, and brings the schema up to date.
 * @param dataDir  absolute path
 * @throws InputError `bad-data-folder` when the folder cannot be made or the file is not a database
 */
export async function openDatabase(dataDir: string): Promise<Database> {
  let connection: InstanceType<typeof Libsql>;
  try {
    // Customers' workbooks lie here: a new folder is for its owner alone.
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    connection = new Libsql(join(dataDir, 'kotae.db'));
    // Several processes (the web application and a command) may use the folder at once: wait for each other.
    connection.exec('PRAGMA journal_mode = WAL; PRAGMA busy_timeout = 10000; PRAGMA foreign_keys = ON');
  } catch (cause) {
    throw new InputError(
      'bad-data-folder',
      `データフォルダー「${dataDir}」を開けません（${(cause as Error).message}）。書き込める場所を --data で指定してください。`,
      `The data folder "${dataDir}" cannot be opened (${(cause as Error).message}). Name a folder that can be written with --data.`,
    );
  }
  const db = new Kysely<Schema>({ dialect: new SqliteDialect({ database: patientConnection(connection) }) });
  const { error } = await new Migrator({ db, provider: { getMigrations: async () => migrations } }).migrateToLatest();
  if (error) throw error;
  return db;
}
