import { CommanderError } from 'commander';
import { ConflictError, InputError } from '../../knowledge/errors.ts';

/**
 * Ends the process as the contract says: 0 done, 2 the user's input or usage is wrong (one line on standard error),
 * 1 anything else. The only place of the command line that knows exit codes.
 */
export function exitWith(error: unknown): void {
  if (error instanceof CommanderError) {
    // Commander has printed its own line; help and version are no errors.
    process.exitCode = error.exitCode === 0 ? 0 : 2;
  } else if (error instanceof InputError || error instanceof ConflictError) {
    process.stderr.write(`kotae: ${oneLine(error.message)} (${oneLine(error.en)})\n`);
    process.exitCode = 2;
  } else {
    // A bug: the message alone, for a stack trace helps no user; KOTAE_DEBUG shows it to who mends it.
    const text = error instanceof Error ? (process.env.KOTAE_DEBUG ? error.stack : error.message) : String(error);
    process.stderr.write(`kotae: 予期しないエラーです / unexpected error: ${text}\n`);
    process.exitCode = 1;
  }
}

const oneLine = (text: string): string => text.replace(/\s*\n\s*/g, ' ');
