import type { SqliteDatabase } from 'kysely';

/** What is used of a libsql connection. */
interface Connection extends SqliteDatabase {
  exec(sql: string): unknown;
  readonly inTransaction: boolean;
}

const BOUNDARY = /^\s*(begin|commit|rollback)\b/i;
const READING = /^\s*(select|with|pragma)\b/i;

/**
 * A connection that takes the lock for writing before it writes, and only there may find the database busy. Otherwise (a) a
 * transaction that reads before it writes is refused at once, without waiting, when another process has written in between; and
 * (b) libsql leaves a prepared statement that was refused unfinished, and with it the lock of the next write is held until the
 * garbage collector comes by: the command line would wait for a web application that does nothing.
 */
export function patientConnection(connection: Connection): SqliteDatabase {
  const exec = (sql: string) => {
    connection.exec(sql);
    return { changes: 0, lastInsertRowid: 0 };
  };
  const alone = <T>(write: () => T): T => {
    exec('begin immediate');
    try {
      const result = write();
      exec('commit');
      return result;
    } catch (fault) {
      exec('rollback');
      throw fault;
    }
  };
  return {
    close: () => connection.close(),
    prepare(sql) {
      const boundary = BOUNDARY.exec(sql)?.[1]?.toLowerCase();
      if (boundary !== undefined) {
        const run = () => exec(boundary === 'begin' ? 'begin immediate' : sql);
        return { reader: false, run, all: () => [], iterate: () => [][Symbol.iterator]() };
      }
      const statement = connection.prepare(sql);
      const writes = !READING.test(sql);
      const guarded = <T>(act: () => T): T => (writes && !connection.inTransaction ? alone(act) : act());
      return {
        reader: statement.reader,
        all: parameters => guarded(() => statement.all(parameters)),
        run: parameters => guarded(() => statement.run(parameters)),
        iterate: parameters => statement.iterate(parameters),
      };
    },
  };
}
