import type { Database } from './database.ts';

/** One file that left Kotae: what, when and by whom. */
export interface ExportEvent {
  /** ISO time. */
  readonly at: string;
  readonly actor: string;
  readonly kind: 'draft' | 'final' | 'review' | 'evidence' | 'json';
  /** Cells written into the workbook; 0 for the other kinds. */
  readonly cells: number;
  /** Questions left blank because nobody had reviewed them. */
  readonly leftBlank: number;
  /** SHA-256 of the file, hex. */
  readonly sha256: string;
}

export async function recordExport(db: Database, questionnaire: string, event: ExportEvent): Promise<void> {
  const { leftBlank, ...rest } = event;
  await db
    .insertInto('export_event')
    .values({ questionnaire_id: questionnaire, ...rest, left_blank: leftBlank })
    .execute();
}

/** What left, newest first. */
export async function listExports(db: Database, questionnaire: string): Promise<readonly ExportEvent[]> {
  const rows = await db
    .selectFrom('export_event')
    .selectAll()
    .where('questionnaire_id', '=', questionnaire)
    .orderBy('id', 'desc')
    .execute();
  return rows.map(row => ({
    at: row.at,
    actor: row.actor,
    kind: row.kind as ExportEvent['kind'],
    cells: row.cells,
    leftBlank: row.left_blank,
    sha256: row.sha256,
  }));
}
