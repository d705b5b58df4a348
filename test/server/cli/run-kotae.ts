import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

/** What a run of the command left behind. */
export interface Run {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A folder for one test file: documents and outputs in it, the data folder beneath. */
export interface Bench {
  readonly folder: string;
  readonly data: string;
  path(name: string): string;
  /** Runs the real command with this folder's data. */
  kotae(...args: string[]): Promise<Run>;
  /** The same with standard input and other variables of the environment. */
  kotaeWith(options: RunOptions, ...args: string[]): Promise<Run>;
  close(): Promise<void>;
}

export interface RunOptions {
  readonly input?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** Makes a folder of its own, so that files of tests can run beside each other. */
export async function openBench(): Promise<Bench> {
  const folder = await mkdtemp(join(tmpdir(), 'kotae-cli-'));
  const data = join(folder, 'data');
  return {
    folder,
    data,
    path: name => join(folder, name),
    kotae: (...args) => runKotae({ env: { KOTAE_DATA: data } }, args),
    kotaeWith: (options, ...args) => runKotae({ ...options, env: { KOTAE_DATA: data, ...options.env } }, args),
    close: () => rm(folder, { recursive: true, force: true }),
  };
}

function runKotae({ input = '', env = {} }: RunOptions, args: readonly string[]): Promise<Run> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--import', 'tsx', 'server/cli/main.ts', ...args], {
      cwd: ROOT,
      env: { ...process.env, ...env },
    });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', text => {
      stdout += text;
    });
    child.stderr.setEncoding('utf8').on('data', text => {
      stderr += text;
    });
    child.on('error', reject);
    child.on('close', code => resolve({ code, stdout, stderr }));
    child.stdin.on('error', () => undefined).end(input);
  });
}
