import { scalesOf } from './scales.ts';

/** A trained logistic model: probability = 1 / (1 + e^-(bias + Σ weight · signal)). */
export interface Logistic {
  readonly bias: number;
  /** By the signal's name; a signal without a weight does not count. */
  readonly weights: Readonly<Record<string, number>>;
}

/** An example to learn from. */
export interface Example {
  readonly signals: Readonly<Record<string, number>>;
  readonly label: boolean;
  /** How much the example counts. Default 1. */
  readonly weight?: number;
}

const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));

/** A model's weights as a list, made once: models are asked a hundred times a question. */
const lists = new WeakMap<Logistic, readonly (readonly [name: string, weight: number])[]>();

/** Log-odds that a model gives to signals. */
export function logit(model: Logistic, signals: Readonly<Record<string, number>>): number {
  let list = lists.get(model);
  if (!list) {
    list = Object.entries(model.weights);
    lists.set(model, list);
  }
  let sum = model.bias;
  for (const [name, weight] of list) sum += weight * (signals[name] ?? 0);
  return sum;
}

/** Probability that a model gives to signals, 0..1. */
export function probability(model: Logistic, signals: Readonly<Record<string, number>>): number {
  return sigmoid(logit(model, signals));
}

/**
 * Fits a logistic model by Newton's method with an L2 penalty on standardised signals: deterministic, no randomness.
 * @param ridge  strength of the penalty, in examples; default 2
 */
export function fitLogistic(examples: readonly Example[], ridge = 2): Logistic {
  const { names, scale, rows } = scalesOf(examples.map(e => e.signals));
  const size = names.length + 1;
  let beta: Float64Array = new Float64Array(size);
  for (let step = 0; step < 30; step++) {
    const gradient = new Float64Array(size);
    const hessian = Array.from({ length: size }, () => new Float64Array(size));
    for (const [at, row] of rows.entries()) {
      const example = examples[at];
      if (!example) continue;
      let z = 0;
      for (let i = 0; i < size; i++) z += (beta[i] ?? 0) * (row[i] ?? 0);
      const p = sigmoid(z);
      const w = example.weight ?? 1;
      const error = ((example.label ? 1 : 0) - p) * w;
      const curvature = Math.max(1e-6, p * (1 - p)) * w;
      for (let i = 0; i < size; i++) {
        const x = row[i] ?? 0;
        if (x === 0) continue;
        gradient[i] = (gradient[i] ?? 0) + error * x;
        const line = hessian[i];
        if (line) for (let j = 0; j <= i; j++) line[j] = (line[j] ?? 0) + curvature * x * (row[j] ?? 0);
      }
    }
    for (let i = 0; i < size; i++) {
      for (let j = i + 1; j < size; j++) (hessian[i] as Float64Array)[j] = hessian[j]?.[i] ?? 0;
      const penalty = i === 0 ? 1e-6 : ridge;
      gradient[i] = (gradient[i] ?? 0) - penalty * (beta[i] ?? 0);
      (hessian[i] as Float64Array)[i] = (hessian[i]?.[i] ?? 0) + penalty;
    }
    const delta = solve(hessian, gradient);
    beta = beta.map((b, i) => b + (delta[i] ?? 0));
    if (Math.max(...delta.map(Math.abs)) < 1e-4) break;
  }
  const weights: Record<string, number> = {};
  let bias = beta[0] ?? 0;
  names.forEach((name, i) => {
    const weight = (beta[i + 1] ?? 0) / (scale[i]?.deviation ?? 1);
    weights[name] = weight;
    bias -= weight * (scale[i]?.mean ?? 0);
  });
  return { bias, weights };
}

/** Solves a symmetric positive definite system by Gaussian elimination with pivoting. */
function solve(matrix: readonly Float64Array[], right: Float64Array): Float64Array {
  const n = right.length;
  const a = matrix.map((row, i) => Float64Array.from([...row, right[i] ?? 0]));
  for (let col = 0; col < n; col++) {
    let pivot = col;
    for (let r = col + 1; r < n; r++) if (Math.abs(a[r]?.[col] ?? 0) > Math.abs(a[pivot]?.[col] ?? 0)) pivot = r;
    const swapped = a[col] as Float64Array<ArrayBuffer>;
    a[col] = a[pivot] as Float64Array<ArrayBuffer>;
    a[pivot] = swapped;
    const head = a[col] as Float64Array;
    const lead = head[col] || 1e-12;
    for (let r = 0; r < n; r++) {
      if (r === col) continue;
      const row = a[r] as Float64Array;
      const factor = (row[col] ?? 0) / lead;
      if (factor === 0) continue;
      for (let c = col; c <= n; c++) row[c] = (row[c] ?? 0) - factor * (head[c] ?? 0);
    }
  }
  return Float64Array.from(a, (row, i) => (row[n] ?? 0) / (row[i] || 1e-12));
}
