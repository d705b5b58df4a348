/** What a piece of work took: by the clock, and of the processor (steadier on a busy machine). */
export interface Taken {
  readonly milliseconds: number;
  readonly cpuMilliseconds: number;
}

/** Does a piece of work and tells what it took. */
export function taking<T>(work: () => T): Taken & { readonly value: T } {
  const end = start();
  const value = work();
  return { value, ...end() };
}

/** The same for work that is waited for. */
export async function takingLong<T>(work: () => Promise<T>): Promise<Taken & { readonly value: T }> {
  const end = start();
  const value = await work();
  return { value, ...end() };
}

function start(): () => Taken {
  const cpu = process.cpuUsage();
  const clock = performance.now();
  return () => {
    const { user, system } = process.cpuUsage(cpu);
    return { milliseconds: performance.now() - clock, cpuMilliseconds: (user + system) / 1000 };
  };
}
