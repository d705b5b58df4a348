import type { Kysely, Migration } from 'kysely';

/** Every change of the schema, oldest first; a migration that has been released is never edited. */
export const migrations: Readonly<Record<string, Migration>> = {
  '001-knowledge': {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createTable('service')
        .addColumn('id', 'text', c => c.primaryKey())
        .addColumn('name', 'text', c => c.notNull())
        .addColumn('provider', 'text', c => c.notNull())
        .execute();
      await db.schema
        .createTable('disclosure')
        .addColumn('id', 'integer', c => c.primaryKey().autoIncrement())
        .addColumn('service_id', 'text', c => c.notNull().references('service.id'))
        .addColumn('title', 'text', c => c.notNull())
        .addColumn('provider', 'text')
        .addColumn('version', 'text')
        .addColumn('effective', 'text')
        .addColumn('origin', 'text', c => c.notNull())
        .addColumn('file_name', 'text', c => c.notNull())
        .addColumn('content_hash', 'text', c => c.notNull())
        .addColumn('imported_at', 'text', c => c.notNull())
        .addColumn('superseded_at', 'text')
        .execute();
      await db.schema
        .createTable('passage')
        .addColumn('disclosure_id', 'integer', c => c.notNull().references('disclosure.id'))
        .addColumn('position', 'integer', c => c.notNull())
        .addColumn('section', 'text', c => c.notNull())
        .addColumn('control', 'text')
        .addColumn('title', 'text', c => c.notNull())
        .addColumn('text', 'text', c => c.notNull())
        .addPrimaryKeyConstraint('passage_key', ['disclosure_id', 'position'])
        .execute();
    },
  },
};
