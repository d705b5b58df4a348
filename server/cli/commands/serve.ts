import { readConfig, readSecrets } from '../../config.ts';
import { isLoopback } from '../../http/security.ts';
import { startServer } from '../../http/start.ts';
import { type GlobalFlags, openKnowledge } from '../context.ts';

/** `kotae serve`: the web application, until it is told to stop. */
export async function runServe(flags: GlobalFlags): Promise<void> {
  const config = { ...readConfig(process.env, flags), ...readSecrets(process.env) };
  const db = await openKnowledge(flags);
  const server = await startServer(db, config, logFault);
  console.log(`Kotae: ${server.address}`);
  if (!isLoopback(config.host) && config.password === null) {
    process.stderr.write(
      'kotae: ほかの端末から誰でも開けます。環境変数 KOTAE_PASSWORD にパスワードを指定してください。 (Everyone in the network can use this server. Set a password in KOTAE_PASSWORD.)\n',
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
