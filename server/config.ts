import { resolve } from 'node:path';
import { InputError } from '../knowledge/errors.ts';

/** Settings of one process: read once, validated once. */
export interface Config {
  /** Folder that holds all state: the database and the customers' originals. Default `./data`. */
  readonly dataDir: string;
  /** Port of the web application. Default 3000; 0 lets the system choose. */
  readonly port: number;
  /** Address that the web application listens on. Default 127.0.0.1: this machine only. */
  readonly host: string;
}

/** What a command line flag overrules. */
export interface ConfigFlags {
  readonly data?: string | undefined;
  readonly port?: string | undefined;
  readonly host?: string | undefined;
}

/**
 * Reads the settings from flags, then `KOTAE_DATA`, `KOTAE_PORT`, `KOTAE_HOST`, then the defaults.
 * @throws InputError `bad-setting` naming the variable or the flag
 */
export function readConfig(env: Readonly<Record<string, string | undefined>>, flags: ConfigFlags = {}): Config {
  const port = flags.port ?? (env.KOTAE_PORT || '3000');
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65535) {
    const name = flags.port === undefined ? 'KOTAE_PORT' : '--port';
    throw new InputError(
      'bad-setting',
      `${name} は 0〜65535 の整数で指定してください（指定値: ${port}）。`,
      `${name} must be a whole number from 0 to 65535 (it is ${port}).`,
    );
  }
  return {
    dataDir: resolve(flags.data || env.KOTAE_DATA || 'data'),
    port: Number(port),
    host: flags.host || env.KOTAE_HOST || '127.0.0.1',
  };
}

/** Settings that must never be printed. */
export interface Secrets {
  /** Password of the web application; null lets everyone in who can reach it. Default null. */
  readonly password: string | null;
}

/** Shortest password that is taken. */
const MIN_PASSWORD = 8;

/**
 * Reads the secrets from `KOTAE_PASSWORD`.
 * @throws InputError `bad-setting` naming the variable
 */
export function readSecrets(env: Readonly<Record<string, string | undefined>>): Secrets {
  const password = env.KOTAE_PASSWORD || null;
  if (password !== null && password.length < MIN_PASSWORD) {
    throw new InputError(
      'bad-setting',
      `KOTAE_PASSWORD は${MIN_PASSWORD}文字以上で指定してください。`,
      `KOTAE_PASSWORD must have at least ${MIN_PASSWORD} characters.`,
    );
  }
  return { password };
}
