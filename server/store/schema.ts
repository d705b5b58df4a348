import type { Generated } from 'kysely';

/** One row a service that can be answered for. */
export interface ServiceTable {
  id: string;
  name: string;
  provider: string;
}

/** One row a version of a disclosure; `superseded_at` is null for the versions that are cited. */
export interface DisclosureTable {
  id: Generated<number>;
  service_id: string;
  title: string;
  provider: string | null;
  version: string | null;
  effective: string | null;
  /** bundled: Kotae's own digest; imported: a document that the user brought. */
  origin: 'bundled' | 'imported';
  file_name: string;
  /** SHA-256 of the file, hex: the same content again is a no-op. */
  content_hash: string;
  imported_at: string;
  superseded_at: string | null;
}

export interface PassageTable {
  disclosure_id: number;
  position: number;
  section: string;
  control: string | null;
  title: string;
  text: string;
}

/** Every table of Kotae's database. */
export interface Schema {
  service: ServiceTable;
  disclosure: DisclosureTable;
  passage: PassageTable;
}
