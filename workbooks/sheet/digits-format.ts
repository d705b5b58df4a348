import type { FormatToken } from './format-token.ts';

/** A number as spreadsheets show it without a format: 11 significant digits, whole numbers in full. */
export function formatGeneral(value: number): string {
  if (Number.isInteger(value) && Math.abs(value) < 1e15) return String(value);
  return String(Number(value.toPrecision(11))).replace('e', 'E');
}

/**
 * Shows a value (not negative) by the digit places, marks and literals of one format section; null where the section has
 * what is not rendered (fractions).
 */
export function formatDigits(value: number, tokens: readonly FormatToken[]): string | null {
  const isMark = (token: FormatToken, text: string) => token.role === 'mark' && token.text.toUpperCase() === text;
  if (tokens.some(token => token.role === 'general')) return around(tokens, formatGeneral(value));
  const digits = tokens.flatMap((token, at) => (token.role === 'digit' ? [at] : []));
  const firstDigit = digits[0];
  const lastDigit = digits.at(-1);
  if (firstDigit === undefined || lastDigit === undefined) return literals(tokens);
  if (tokens.some((token, at) => isMark(token, '/') && at > firstDigit && at < lastDigit)) return null;
  const exponentAt = tokens.findIndex(token => isMark(token, 'E+') || isMark(token, 'E-'));
  if (exponentAt >= 0) return scientific(value, tokens, exponentAt);
  const pointAt = tokens.findIndex(token => isMark(token, '.'));
  const wholeEnd = pointAt < 0 ? tokens.length : pointAt;
  const commas = tokens.flatMap((token, at) => (isMark(token, ',') ? [at] : []));
  const lastWhole = digits.findLast(at => at < wholeEnd) ?? -1;
  const thousands = commas.some(at => at > firstDigit && at < lastWhole);
  const scale = commas.filter(at => at > lastDigit || (at > lastWhole && at < wholeEnd)).length;
  const percents = tokens.filter(token => isMark(token, '%')).length;
  const decimalPlaces = tokens.filter((token, at) => token.role === 'digit' && at > wholeEnd);
  const scaled = (value * 100 ** percents) / 1000 ** scale;
  const [whole = '0', decimals = ''] = roundHalfUp(scaled, Math.min(decimalPlaces.length, 20)).split('.');
  return (
    wholePart(tokens.slice(0, wholeEnd), whole, thousands) +
    decimalPart(tokens.slice(wholeEnd), decimals, decimalPlaces)
  );
}

/** Fills the whole digits into their places from the right; the leftmost place takes all that remain. */
function wholePart(tokens: readonly FormatToken[], whole: string, thousands: boolean): string {
  const first = tokens.findIndex(token => token.role === 'digit');
  let left = whole === '0' ? '' : whole;
  let shown = '';
  let count = 0;
  const put = (digit: string) => {
    shown = (thousands && count > 0 && count % 3 === 0 ? `${digit},` : digit) + shown;
    count++;
  };
  for (let at = tokens.length - 1; at >= 0; at--) {
    const token = tokens[at];
    if (token === undefined) continue;
    if (token.role !== 'digit') {
      if (token.text !== ',' || token.role !== 'mark') shown = token.text + shown;
      continue;
    }
    do {
      const digit = left.slice(-1);
      left = left.slice(0, -1);
      if (digit !== '') put(digit);
      else if (token.text === '0') put('0');
    } while (at === first && left !== '');
  }
  return shown;
}

/** The point and the decimals; zeros at the end go where only `#` or `?` stand. */
function decimalPart(tokens: readonly FormatToken[], decimals: string, places: readonly FormatToken[]): string {
  const required = places.findLastIndex(place => place.text === '0') + 1;
  let kept = decimals;
  while (kept.length > required && kept.endsWith('0')) kept = kept.slice(0, -1);
  let at = 0;
  return tokens
    .map(token => {
      if (token.role === 'digit') return kept[at++] ?? '';
      if (token.role !== 'mark') return token.text;
      return token.text === ',' || (token.text === '.' && kept === '' && places.length > 0) ? '' : token.text;
    })
    .join('');
}

function scientific(value: number, tokens: readonly FormatToken[], exponentAt: number): string {
  const point = tokens.findIndex(token => token.role === 'mark' && token.text === '.');
  const places = tokens.filter((token, at) => token.role === 'digit' && point >= 0 && at > point && at < exponentAt);
  const width = tokens.filter((token, at) => token.role === 'digit' && at > exponentAt).length;
  const [mantissa = '', exponent = '0'] = value.toExponential(Math.min(places.length, 20)).split('e');
  const power = Number(exponent);
  const sign = power < 0 ? '-' : tokens[exponentAt]?.text.endsWith('+') ? '+' : '';
  return `${mantissa}E${sign}${String(Math.abs(power)).padStart(width, '0')}`;
}

/** Rounds as spreadsheets do, on 15 significant digits and half up: 1.005 to two places is 1.01. */
function roundHalfUp(value: number, places: number): string {
  if (value >= 1e15 || places > 15) return value.toFixed(places);
  const clean = Number(value.toPrecision(15));
  const shifted = Math.round(Number(`${clean}e${places}`));
  const rounded = Number.isFinite(shifted) ? Number(`${shifted}e-${places}`) : clean;
  return (Number.isFinite(rounded) ? rounded : clean).toFixed(places);
}

function literals(tokens: readonly FormatToken[]): string {
  return tokens.map(token => token.text).join('');
}

function around(tokens: readonly FormatToken[], number: string): string {
  return tokens.map(token => (token.role === 'general' ? number : token.text)).join('');
}
