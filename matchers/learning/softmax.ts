import type { Logistic } from './logistic.ts';
import { scalesOf } from './scales.ts';

/** An example of which each class has a share; shares sum to 1. */
export interface SharedExample {
  readonly signals: Readonly<Record<string, number>>;
  /** By class, in the order of the classes. */
  readonly shares: readonly number[];
  /** How much the example counts. Default 1. */
  readonly weight?: number;
}

/** Steps of the descent that are remembered to guess the curvature. */
const MEMORY = 12;
const MOST_STEPS = 200;

/** Shares of the classes by their log-odds; they sum to 1. */
export function softmax(logits: readonly number[]): readonly number[] {
  const top = Math.max(...logits);
  const powers = logits.map(z => Math.exp(z - top));
  const sum = powers.reduce((a, b) => a + b, 0);
  return powers.map(p => p / sum);
}

/**
 * Fits one linear model a class, all together, so that the softmax of their values are the classes' shares: L2 penalty on standardised
 * signals, limited-memory BFGS, deterministic.
 * @param ridge  strength of the penalty, in examples
 * @returns the models, in the order of the classes
 */
export function fitSoftmax(examples: readonly SharedExample[], classes: number, ridge: number): readonly Logistic[] {
  const { names, scale, rows } = scalesOf(examples.map(e => e.signals));
  const width = names.length + 1;
  const size = width * classes;
  const total = examples.reduce((sum, e) => sum + (e.weight ?? 1), 0) || 1;
  const shares = Float64Array.from(examples.flatMap(e => e.shares));
  const weights = Float64Array.from(examples, e => (e.weight ?? 1) / total);

  /** Mean loss with the penalty, and its gradient. */
  const evaluate = (beta: Float64Array): { loss: number; gradient: Float64Array } => {
    const gradient = new Float64Array(size);
    const z = new Float64Array(classes);
    let loss = 0;
    for (const [at, row] of rows.entries()) {
      let top = Number.NEGATIVE_INFINITY;
      for (let c = 0; c < classes; c++) {
        let sum = 0;
        for (let i = 0; i < width; i++) sum += (beta[c * width + i] as number) * (row[i] as number);
        z[c] = sum;
        if (sum > top) top = sum;
      }
      let norm = 0;
      for (let c = 0; c < classes; c++) norm += Math.exp((z[c] as number) - top);
      const weight = weights[at] as number;
      for (let c = 0; c < classes; c++) {
        const wanted = shares[at * classes + c] as number;
        const logShare = (z[c] as number) - top - Math.log(norm);
        loss -= weight * wanted * logShare;
        const error = weight * (Math.exp(logShare) - wanted);
        for (let i = 0; i < width; i++) {
          const k = c * width + i;
          gradient[k] = (gradient[k] as number) + error * (row[i] as number);
        }
      }
    }
    for (let k = 0; k < size; k++) {
      if (k % width === 0) continue;
      const b = beta[k] as number;
      loss += (ridge / total / 2) * b * b;
      gradient[k] = (gradient[k] as number) + (ridge / total) * b;
    }
    return { loss, gradient };
  };

  const beta = descend(new Float64Array(size), evaluate);
  return Array.from({ length: classes }, (_, c) => {
    const own: Record<string, number> = {};
    let bias = beta[c * width] as number;
    names.forEach((name, i) => {
      const weight = (beta[c * width + i + 1] as number) / (scale[i]?.deviation ?? 1);
      own[name] = weight;
      bias -= weight * (scale[i]?.mean ?? 0);
    });
    return { bias, weights: own };
  });
}

const dot = (a: Float64Array, b: Float64Array): number => {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] as number) * (b[i] as number);
  return sum;
};

/** Walks to the least loss: limited-memory BFGS with halving steps. */
function descend(
  start: Float64Array,
  evaluate: (at: Float64Array) => { loss: number; gradient: Float64Array },
): Float64Array {
  let at = start;
  let { loss, gradient } = evaluate(at);
  const memory: { s: Float64Array; y: Float64Array; rho: number }[] = [];
  for (let step = 0; step < MOST_STEPS; step++) {
    const direction = towards(gradient, memory);
    let slope = dot(direction, gradient);
    if (slope >= 0) {
      direction.set(gradient.map(g => -g));
      slope = -dot(gradient, gradient);
    }
    let length = 1;
    let next = at;
    let there = { loss, gradient };
    for (let halving = 0; halving < 30; halving++, length /= 2) {
      next = at.map((x, i) => x + length * (direction[i] as number));
      there = evaluate(next);
      if (there.loss <= loss + 1e-4 * length * slope) break;
    }
    const s = next.map((x, i) => x - (at[i] as number));
    const y = there.gradient.map((g, i) => g - (gradient[i] as number));
    const sy = dot(s, y);
    if (sy > 1e-12) memory.push({ s, y, rho: 1 / sy });
    if (memory.length > MEMORY) memory.shift();
    const gained = loss - there.loss;
    at = next;
    loss = there.loss;
    gradient = there.gradient;
    if (gained < 1e-7) break;
  }
  return at;
}

/** The gradient turned by what the last steps told of the curvature. */
function towards(
  gradient: Float64Array,
  memory: readonly { readonly s: Float64Array; readonly y: Float64Array; readonly rho: number }[],
): Float64Array {
  const q = Float64Array.from(gradient);
  const alphas: number[] = [];
  for (const { s, y, rho } of [...memory].reverse()) {
    const alpha = rho * dot(s, q);
    alphas.unshift(alpha);
    for (let i = 0; i < q.length; i++) q[i] = (q[i] as number) - alpha * (y[i] as number);
  }
  const last = memory.at(-1);
  const scale = last ? 1 / (last.rho * dot(last.y, last.y)) : 1;
  for (let i = 0; i < q.length; i++) q[i] = (q[i] as number) * scale;
  memory.forEach(({ s, y, rho }, k) => {
    const beta = rho * dot(y, q);
    const alpha = alphas[k] as number;
    for (let i = 0; i < q.length; i++) q[i] = (q[i] as number) + (s[i] as number) * (alpha - beta);
  });
  return q.map(x => -x);
}
