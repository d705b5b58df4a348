import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The customers' files as they came, each under its questionnaire's id: no path is made of a name that a customer chose. */
export interface Originals {
  keep(id: string, bytes: Uint8Array): Promise<void>;
  read(id: string): Promise<Uint8Array>;
  remove(id: string): Promise<void>;
  /** Removes files that no questionnaire knows: what a server killed in the middle of an upload or a deletion left. */
  sweep(known: ReadonlySet<string>): Promise<void>;
}

/** Younger files may belong to an upload that another process is taking in at this moment. Milliseconds. */
const SETTLED = 3_600_000;

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Originals in the folder `uploads` of a data folder. */
export function originalsIn(dataDir: string): Originals {
  const folder = join(dataDir, 'uploads');
  const pathOf = (id: string): string => {
    if (!UUID.test(id)) throw new Error('an original is named by a UUID alone');
    return join(folder, id);
  };
  return {
    async keep(id, bytes) {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      // Whole or not at all: a server killed here leaves no half file under the id.
      await writeFile(`${pathOf(id)}.part`, bytes);
      await rename(`${pathOf(id)}.part`, pathOf(id));
    },
    read: id => readFile(pathOf(id)),
    remove: id => rm(pathOf(id), { force: true }),
    async sweep(known) {
      const names = await readdir(folder).catch(() => []);
      for (const name of names.filter(n => !known.has(n) && UUID.test(n.replace(/\.part$/, '')))) {
        const { mtimeMs } = await stat(join(folder, name));
        if (Date.now() - mtimeMs > SETTLED) await rm(join(folder, name), { force: true });
      }
    },
  };
}
