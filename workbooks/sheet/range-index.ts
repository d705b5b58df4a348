import { inRange } from '../cell-ref.ts';
import type { Range } from '../model.ts';

/** Rows of one drawer. */
const DRAWER = 64;
/** Drawers that a range may lie in; taller ranges are looked at for every cell. */
const MAX_DRAWERS = 16;

/** Tells which ranges a cell lies in without looking at all of them: a sheet may have thousands of merges. */
export class RangeIndex<T> {
  readonly #drawers = new Map<number, (readonly [Range, T])[]>();
  readonly #tall: (readonly [Range, T])[] = [];

  constructor(entries: readonly (readonly [Range, T])[]) {
    for (const entry of entries) {
      const first = Math.floor(entry[0].top / DRAWER);
      const last = Math.floor(entry[0].bottom / DRAWER);
      if (last - first >= MAX_DRAWERS) this.#tall.push(entry);
      else for (let drawer = first; drawer <= last; drawer++) this.#put(drawer, entry);
    }
  }

  /** What belongs to the ranges that hold the cell. */
  at(row: number, column: number): T[] {
    const near = this.#drawers.get(Math.floor(row / DRAWER)) ?? [];
    return [...near, ...this.#tall].flatMap(([range, value]) => (inRange(range, row, column) ? [value] : []));
  }

  #put(drawer: number, entry: readonly [Range, T]): void {
    const entries = this.#drawers.get(drawer);
    if (entries === undefined) this.#drawers.set(drawer, [entry]);
    else entries.push(entry);
  }
}
