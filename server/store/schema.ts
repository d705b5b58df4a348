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

/** A customer's workbook and where its answering stands. */
export interface QuestionnaireTable {
  /** UUID; the original lies under this name in the data folder's `uploads`. */
  id: string;
  file_name: string;
  service_id: string;
  status: 'layout' | 'queued' | 'answering' | 'ready' | 'failed';
  error_code: string | null;
  error_ja: string | null;
  error_en: string | null;
  /** JSON of `Layout` without its questions, which have their own rows. */
  layout: string;
  /** JSON of `LayoutCorrection`, null while the workbook is read as detected. */
  correction: string | null;
  /** Same for workbooks of the same template. */
  fingerprint: string;
  customer: string;
  /** ISO date. */
  due: string | null;
  owner: string;
  created_at: string;
  finished_at: string | null;
}

/** One question of a questionnaire: where it stands, what the matcher said, what a person decided. */
export interface QuestionTable {
  id: Generated<number>;
  questionnaire_id: string;
  /** Reading order, from 0. */
  position: number;
  sheet: string;
  /** JSON of `Question`. */
  question: string;
  /** Same for questions that say the same but for spaces and widths. */
  same_key: string;
  /** 1 when a person had answered it before the upload. */
  prefilled: number;
  /** JSON of `Answer`, null until answered. */
  answer: string | null;
  /** `Answer.status`, repeated here for counting. */
  status: 'answered' | 'review' | 'no-evidence' | null;
  review: 'draft' | 'needs-review' | 'approved' | 'edited' | 'rejected';
  /** Goes up with every change: who sends an older one is refused. */
  version: number;
  /** JSON of `Decision`, null while no person changed what the matcher said. */
  decision: string | null;
  note: string;
  assignee: string;
}

/** One step of a question's history; rows are only ever added. */
export interface ReviewEventTable {
  id: Generated<number>;
  questionnaire_id: string;
  question_id: number;
  at: string;
  actor: string;
  action: string;
  /** JSON of `ReviewSnapshot`. */
  before: string;
  after: string;
  /** The event that this one takes back. */
  undoes: number | null;
}

/** One file that left Kotae. */
export interface ExportEventTable {
  id: Generated<number>;
  questionnaire_id: string;
  at: string;
  actor: string;
  kind: string;
  /** Cells written. */
  cells: number;
  /** Questions left blank because nobody had reviewed them. */
  left_blank: number;
  sha256: string;
}

/** A person's correction of a template, applied to the next workbook with the same fingerprint. */
export interface LayoutMemoryTable {
  fingerprint: string;
  correction: string;
  at: string;
}

/** Every table of Kotae's database. */
export interface Schema {
  questionnaire: QuestionnaireTable;
  question: QuestionTable;
  review_event: ReviewEventTable;
  export_event: ExportEventTable;
  layout_memory: LayoutMemoryTable;
  service: ServiceTable;
  disclosure: DisclosureTable;
  passage: PassageTable;
}
