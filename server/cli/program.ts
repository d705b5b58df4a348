import { Command, Option, type OptionValues } from 'commander';
import { runEvaluate } from './commands/evaluate.ts';
import { runImport, runPassages, runServices } from './commands/knowledge.ts';
import { runMatch } from './commands/match.ts';
import { runSample } from './commands/sample.ts';
import { runServe } from './commands/serve.ts';
import { runTrain } from './commands/train.ts';
import { runAnswer, runFill, runInspect } from './commands/workbook.ts';

/** The command line of the contract. Flags of the program may stand before or after the command's name. */
export function buildProgram(): Command {
  const program = new Command('kotae')
    .description(
      'Answers customers’ security checklists from published disclosures / 公開文書からセキュリティチェックシートに回答します',
    )
    .option('--data <dir>', 'folder of all state (default: $KOTAE_DATA or ./data)')
    .option('--empty', 'make the data folder without the bundled disclosures')
    .exitOverride()
    .configureOutput({ outputError: (text, write) => write(`kotae: ${text.replace(/^error: /, '')}`) });

  // Commander knows which flags a command has; the run functions say which they take.
  const all = <T extends OptionValues>(command: Command) => command.optsWithGlobals<T>();
  const json = ['--json', 'print JSON alone'] as const;

  program
    .command('import')
    .argument('<file...>', 'disclosures: .txt .md .pdf .docx')
    .option('--service <id>', 'the service that the document is about')
    .option('--title <title>')
    .option('--version <version>')
    .option('--effective <date>', 'YYYY-MM-DD')
    .option(...json)
    .description('add disclosures to the knowledge base')
    .action((files: string[], _flags, command: Command) => runImport(files, all(command)));

  program
    .command('services')
    .option(...json)
    .description('list the services that can be answered for')
    .action((_flags, command: Command) => runServices(all(command)));

  program
    .command('passages')
    .requiredOption('--service <id>')
    .option(...json)
    .description('list every passage of a service')
    .action((_flags, command: Command) => runPassages(all(command)));

  program
    .command('inspect')
    .argument('<workbook>')
    .option('--layout <file>', 'a correction of the layout (JSON)')
    .option(...json)
    .description('show the layout and the questions that were found')
    .action((file: string, _flags, command: Command) => runInspect(file, all(command)));

  program
    .command('match')
    .requiredOption('--service <id>')
    .requiredOption('--questions <file>', 'JSON lines {id, question, category?, lang?}; - is standard input')
    .description('answer questions given as JSON lines')
    .action((_flags, command: Command) => runMatch(all(command)));

  program
    .command('answer')
    .argument('<workbook>')
    .requiredOption('--service <id>')
    .requiredOption('--out <file>')
    .option('--report <file>', 'write the report (JSON)')
    .option('--review <file>', 'write a workbook for colleagues to review the answers in (.xlsx)')
    .option('--evidence-sheet', 'add the sheet 回答根拠 with the evidence of every answer')
    .addOption(new Option('--mode <mode>').choices(['draft', 'final']).default('draft'))
    .option('--layout <file>', 'a correction of the layout (JSON)')
    .option(...json)
    .description('fill a customer’s workbook')
    .action((file: string, _flags, command: Command) => runAnswer(file, all(command)));

  program
    .command('fill')
    .argument('<workbook>')
    .requiredOption('--edits <file>', 'JSON [{sheet, cell, value}]')
    .requiredOption('--out <file>')
    .option(...json)
    .description('write given cells in place')
    .action((file: string, _flags, command: Command) => runFill(file, all(command)));

  program
    .command('evaluate')
    .argument('<labels>')
    .argument('<questions>')
    .option(...json)
    .description('match every labelled pair and print the metrics')
    .action((labels: string, questions: string, _flags, command: Command) =>
      runEvaluate(labels, questions, all(command)),
    );

  program
    .command('train')
    .option('--out <file>', 'where the learned weights go', 'matchers/weights.json')
    .description('learn the weights from knowledge/library')
    .action((_flags, command: Command) => runTrain(all(command)));

  program
    .command('serve')
    .option('--port <n>')
    .option('--host <address>')
    .description('start the web application')
    .action((_flags, command: Command) => runServe(all(command)));

  program
    .command('sample')
    .option('--service <id>', 'a bundled service', 'idcf-cloud')
    .option('--out <file>', 'where the filled workbook goes', 'answered-sample.xlsx')
    .description('answer the bundled sample checklist')
    .action((_flags, command: Command) => runSample(all(command)));

  return program;
}
