import { basename } from 'node:path';
import { type ImportFlags, type ImportOutcome, importFile } from '../../services/knowledge-service.ts';
import { currentPassages, findService, listDisclosures, listServices } from '../../store/knowledge-store.ts';
import { type GlobalFlags, openKnowledge, unknownService } from '../context.ts';
import { printJson, printMessages, readInput } from '../output.ts';

const OUTCOME = {
  added: '追加 / added',
  'new-version': '新しい版 / new version',
  unchanged: '変更なし / unchanged',
} as const;

/** `kotae import FILE…`: adds documents to the knowledge base. */
export async function runImport(
  files: readonly string[],
  flags: GlobalFlags & ImportFlags & { json?: boolean },
): Promise<void> {
  const db = await openKnowledge(flags);
  const outcomes: ImportOutcome[] = [];
  for (const file of files) {
    const outcome = await importFile(db, await readInput(file), basename(file), flags, new Date().toISOString());
    outcomes.push(outcome);
    printMessages(outcome.messages);
    if (!flags.json) {
      const { service, title, version, passages } = outcome;
      console.log(
        `${file}: ${OUTCOME[outcome.outcome]} — ${service}『${title}』${version ?? ''} (${passages} passages)`,
      );
    }
  }
  if (flags.json) printJson(outcomes);
}

/** `kotae services`: what can be answered for. */
export async function runServices(flags: GlobalFlags & { json?: boolean }): Promise<void> {
  const db = await openKnowledge(flags);
  const disclosures = (await listDisclosures(db)).filter(d => d.supersededAt === null);
  const services = (await listServices(db)).map(service => {
    const own = disclosures.filter(d => d.service === service.id);
    return { ...service, passages: own.reduce((n, d) => n + d.passages, 0), disclosures: own };
  });
  if (flags.json) return printJson(services);
  for (const { id, name, passages, disclosures: own } of services) {
    console.log(`${id}\t${name}\t${passages} passages`);
    for (const d of own) console.log(`\t『${d.title}』 ${d.version ?? ''} ${d.effective ?? ''} (${d.origin})`);
  }
}

/** `kotae passages --service ID`: every passage that may be cited. */
export async function runPassages(flags: GlobalFlags & { service: string; json?: boolean }): Promise<void> {
  const db = await openKnowledge(flags);
  if (!(await findService(db, flags.service))) throw await unknownService(db, flags.service);
  const passages = await currentPassages(db, flags.service);
  if (flags.json) return printJson(passages);
  for (const { section, title, text } of passages) console.log(`## ${section} ${title}\n${text}\n`);
}
