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
  '002-questionnaires': {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createTable('questionnaire')
        .addColumn('id', 'text', c => c.primaryKey())
        .addColumn('file_name', 'text', c => c.notNull())
        .addColumn('service_id', 'text', c => c.notNull().references('service.id'))
        .addColumn('status', 'text', c => c.notNull())
        .addColumn('error_code', 'text')
        .addColumn('error_ja', 'text')
        .addColumn('error_en', 'text')
        .addColumn('layout', 'text', c => c.notNull())
        .addColumn('correction', 'text')
        .addColumn('fingerprint', 'text', c => c.notNull())
        .addColumn('customer', 'text', c => c.notNull())
        .addColumn('due', 'text')
        .addColumn('owner', 'text', c => c.notNull())
        .addColumn('created_at', 'text', c => c.notNull())
        .addColumn('finished_at', 'text')
        .execute();
      await db.schema
        .createTable('question')
        .addColumn('id', 'integer', c => c.primaryKey().autoIncrement())
        .addColumn('questionnaire_id', 'text', c => c.notNull().references('questionnaire.id'))
        .addColumn('position', 'integer', c => c.notNull())
        .addColumn('sheet', 'text', c => c.notNull())
        .addColumn('question', 'text', c => c.notNull())
        .addColumn('same_key', 'text', c => c.notNull())
        .addColumn('prefilled', 'integer', c => c.notNull())
        .addColumn('answer', 'text')
        .addColumn('status', 'text')
        .addColumn('review', 'text', c => c.notNull())
        .addColumn('version', 'integer', c => c.notNull())
        .addColumn('decision', 'text')
        .addColumn('note', 'text', c => c.notNull())
        .addColumn('assignee', 'text', c => c.notNull())
        .execute();
      await db.schema
        .createIndex('question_by_questionnaire')
        .on('question')
        .columns(['questionnaire_id', 'position'])
        .execute();
      await db.schema
        .createTable('review_event')
        .addColumn('id', 'integer', c => c.primaryKey().autoIncrement())
        .addColumn('questionnaire_id', 'text', c => c.notNull())
        .addColumn('question_id', 'integer', c => c.notNull())
        .addColumn('at', 'text', c => c.notNull())
        .addColumn('actor', 'text', c => c.notNull())
        .addColumn('action', 'text', c => c.notNull())
        .addColumn('before', 'text', c => c.notNull())
        .addColumn('after', 'text', c => c.notNull())
        .addColumn('undoes', 'integer')
        .execute();
      await db.schema.createIndex('review_event_by_question').on('review_event').column('question_id').execute();
      await db.schema
        .createTable('export_event')
        .addColumn('id', 'integer', c => c.primaryKey().autoIncrement())
        .addColumn('questionnaire_id', 'text', c => c.notNull())
        .addColumn('at', 'text', c => c.notNull())
        .addColumn('actor', 'text', c => c.notNull())
        .addColumn('kind', 'text', c => c.notNull())
        .addColumn('cells', 'integer', c => c.notNull())
        .addColumn('left_blank', 'integer', c => c.notNull())
        .addColumn('sha256', 'text', c => c.notNull())
        .execute();
      await db.schema
        .createTable('layout_memory')
        .addColumn('fingerprint', 'text', c => c.primaryKey())
        .addColumn('correction', 'text', c => c.notNull())
        .addColumn('at', 'text', c => c.notNull())
        .execute();
    },
  },
};
