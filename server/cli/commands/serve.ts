import { readConfig } from '../../config.ts';
import { isLoopback } from '../../http/security.ts';
import { startServer } from '../../http/start.ts';
import { type GlobalFlags, openKnowledge } from '../context.ts';

/** `kotae serve`: the web application, until it is told to stop. */
export async function runServe(flags: GlobalFlags): Promise<void> {
  const config = readConfig(process.env, flags);
  const db = await openKnowledge(flags);
  const server = await startServer(db, config, logFault);
  console.log(`Kotae: ${server.address}`);
  if (!isLoopback(config.host)) {
    process.stderr.write(
      'kotae: ほかの端末からも開けます。認証はないため、信頼できるネットワークだけで使ってください。 (Other machines can reach this server, and it asks for no password: use it in a trusted network only.)\n',
    );
  }
  await new Promise<void>(resolve => {
    process.once('SIGINT', resolve);
    process.once('SIGTERM', resolve);
  });
  await server.close();
  await db.destroy();
}

/** Faults that are nobody's input. A stack holds code positions; messages of our own code hold ids and counts, no contents. */
function logFault(fault: unknown): void {
  const text = fault instanceof Error ? (fault.stack ?? fault.message) : String(fault);
  process.stderr.write(`kotae: ${new Date().toISOString()} ${text}\n`);
}
