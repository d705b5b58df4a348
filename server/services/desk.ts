import type { AnsweringQueue } from '../jobs/answering-queue.ts';
import type { Tasks } from '../jobs/tasks.ts';
import type { Database } from '../store/database.ts';
import type { Originals } from './originals.ts';

/** What the services of the web application work with. */
export interface Desk {
  readonly db: Database;
  readonly originals: Originals;
  readonly tasks: Tasks;
  readonly queue: AnsweringQueue;
  /** The time now, ISO. */
  readonly now: () => string;
}
