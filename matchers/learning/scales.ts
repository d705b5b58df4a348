/** Signals of many examples as rows of numbers: a constant 1, then each signal with mean 0 and deviation 1. */
export interface ScaledRows {
  /** The signals that differ between examples, sorted by name. */
  readonly names: readonly string[];
  readonly scale: readonly { readonly mean: number; readonly deviation: number }[];
  readonly rows: readonly Float64Array[];
}

/** Standardises signals; one that an example does not have counts as 0. */
export function scalesOf(examples: readonly Readonly<Record<string, number>>[]): ScaledRows {
  const seen = new Set<string>();
  for (const signals of examples) for (const name in signals) seen.add(name);
  const all = [...seen].sort().map(name => ({ name, ...spreadOf(name, examples) }));
  // What is the same everywhere tells nothing.
  const scale = all.filter(({ deviation }) => deviation > 0);
  const names = scale.map(({ name }) => name);
  const rows = examples.map(signals => {
    const row = new Float64Array(names.length + 1);
    row[0] = 1;
    for (let i = 0; i < names.length; i++) {
      const { mean, deviation } = scale[i] as { mean: number; deviation: number };
      row[i + 1] = ((signals[names[i] as string] ?? 0) - mean) / deviation;
    }
    return row;
  });
  return { names, scale, rows };
}

/** Mean and standard deviation of a signal; a deviation that is but rounding counts as 0. */
function spreadOf(name: string, examples: readonly Readonly<Record<string, number>>[]) {
  let sum = 0;
  let squares = 0;
  for (const signals of examples) {
    const value = signals[name] ?? 0;
    sum += value;
    squares += value * value;
  }
  const mean = sum / Math.max(1, examples.length);
  const variance = squares / Math.max(1, examples.length) - mean * mean;
  return { mean, deviation: variance > 1e-12 ? Math.sqrt(variance) : 0 };
}
