import { exitWith } from './exit.ts';
import { buildProgram } from './program.ts';

try {
  await buildProgram().parseAsync();
} catch (error) {
  exitWith(error);
}
