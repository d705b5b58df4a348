/** Four decimals: more than a probability here can tell, and short to read. */
export const round = (x: number): number => Math.round(x * 10_000) / 10_000;
