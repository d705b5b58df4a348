import type { LayoutCorrection } from '../../workbooks/model.ts';
import type { Database } from './database.ts';

/** The correction that a person made for workbooks of this template, if any. */
export async function rememberedCorrection(db: Database, fingerprint: string): Promise<LayoutCorrection | null> {
  const row = await db
    .selectFrom('layout_memory')
    .select('correction')
    .where('fingerprint', '=', fingerprint)
    .executeTakeFirst();
  return row ? JSON.parse(row.correction) : null;
}

/** Keeps a correction for the next workbook of the template. */
export async function rememberCorrection(
  db: Database,
  fingerprint: string,
  correction: LayoutCorrection,
  now: string,
): Promise<void> {
  const set = { correction: JSON.stringify(correction), at: now };
  await db
    .insertInto('layout_memory')
    .values({ fingerprint, ...set })
    .onConflict(c => c.column('fingerprint').doUpdateSet(set))
    .execute();
}
