import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatNumber } from '../../../workbooks/sheet/number-format.ts';
import { serialOfIso } from '../../../workbooks/sheet/serial-date.ts';

const shown = (value: number, code: string, date1904 = false) => formatNumber(value, code, date1904).text;

describe('numbers', () => {
  test.each<[number, string, string]>([
    [0.5, '0%', '50%'],
    [0.1234, '0.00%', '12.34%'],
    [1234567.891, '#,##0', '1,234,568'],
    [1234567.891, '#,##0.00', '1,234,567.89'],
    [-1234.5, '#,##0.0', '-1,234.5'],
    [1.005, '0.00', '1.01'],
    [0.285, '0.00', '0.29'],
    [5, '000', '005'],
    [12345678, '000-0000', '1234-5678'],
    [0.5, '#.##', '.5'],
    [3, '0.##', '3'],
    [3.1, '0.0#', '3.1'],
    [1500000, '#,##0,', '1,500'],
    [1500000, '0.0,,"百万"', '1.5百万'],
    [12, '0"件"', '12件'],
    [12, '0\\ 件', '12 件'],
    [1234, '[$¥-411]#,##0', '¥1,234'],
    [12345, '0.00E+00', '1.23E+04'],
    [0.00012, '0.0E-0', '1.2E-4'],
    [7, '"第"0"章"', '第7章'],
    [3, '_(0_)', '3'],
    [3, '* 0', '3'],
  ])('%d as %s is %s', (value, code, text) => {
    expect(formatNumber(value, code, false)).toEqual({ text, kind: 'number' });
  });

  test.each<[number, string]>([
    [3, '良'],
    [-3, '負3'],
    [0, '零'],
  ])('the section for the sign of %d', (value, text) => {
    expect(shown(value, '"良";"負"0;"零"')).toBe(text);
  });

  test('conditions choose the section', () => {
    const code = '[>=90]"優";[>=70]"良";"可"0';
    expect([95, 75, 50].map(value => shown(value, code))).toEqual(['優', '良', '可50']);
    expect(shown(5, '[<=9]"0"0;0')).toBe('05');
  });

  test.each<[number, string]>([
    [0.1 + 0.2, '0.3'],
    [123456789012, '123456789012'],
    [1 / 3, '0.33333333333'],
    [1e21, '1E+21'],
    [-0.5, '-0.5'],
    [27001, '27001'],
  ])('%d without a format is %s', (value, text) => {
    expect(shown(value, 'General')).toBe(text);
  });

  test.each([';;;', '""', '0;-0;;@', '# ?/?', '"abc'])('a value never looks empty, whatever %j says', code => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), value => {
        expect(shown(value, code).trim()).not.toBe('');
      }),
    );
  });

  test('no format code makes it fail', () => {
    const code = fc.string({ unit: fc.constantFrom(...'0#?.,%;"\\[]$-<>=gehmsydAMP/+E_* あ'), maxLength: 20 });
    fc.assert(
      fc.property(code, fc.double({ noNaN: true, noDefaultInfinity: true }), (format, value) => {
        expect(shown(value, format)).toBeTypeOf('string');
      }),
      { numRuns: 2000 },
    );
  });
});

describe('dates', () => {
  const day = 45_869; // 2025-07-31, a Thursday
  test.each<[number, string, string]>([
    [day, 'yyyy/m/d', '2025/7/31'],
    [day, 'yyyy"年"m"月"d"日"', '2025年7月31日'],
    [day, 'yyyy-mm-dd;@', '2025-07-31'],
    [day, 'yy.mm.dd', '25.07.31'],
    [day, '[$-411]ggge"年"m"月"d"日"', '令和7年7月31日'],
    [day, '[$-ja-JP]ge.m.d', 'R7.7.31'],
    [day, 'gge', '令7'],
    [43_585, 'ggge"年"', '平成31年'],
    [43_586, 'ggge"年"', '令和1年'],
    [day, 'm/d(aaa)', '7/31(木)'],
    [day, 'aaaa', '木曜日'],
    [day, 'd-mmm-yy', '31-Jul-25'],
    [day, 'dddd, mmmm d', 'Thursday, July 31'],
    [day, 'mmmmm', 'J'],
    [day + 0.5625, 'yyyy/m/d h:mm', '2025/7/31 13:30'],
    [0.5625, 'h:mm AM/PM', '1:30 PM'],
    [0.5625, '[$-411]AM/PM h"時"mm"分"', '午後 1時30分'],
    [0.999999, 'h:mm:ss', '0:00:00'],
    [1.5, '[h]:mm', '36:00'],
    [0.5, '[mm]', '720'],
    [0.00001157, 'mm:ss.0', '00:01.0'],
    [61, 'yyyy/m/d', '1900/3/1'],
    [59, 'yyyy/m/d', '1900/2/28'],
    [1, 'yyyy/m/d', '1900/1/1'],
  ])('%d as %s is %s', (value, code, text) => {
    expect(formatNumber(value, code, false)).toEqual({ text, kind: 'date' });
  });

  test('the 1904 system counts from another day', () => {
    expect(shown(day - 1462, 'yyyy/m/d', true)).toBe('2025/7/31');
  });

  test('what no spreadsheet shows as a date stays a number', () => {
    expect(shown(-1, 'yyyy/m/d')).toBe('-1');
    expect(shown(3_000_000, 'yyyy/m/d')).toBe('3000000');
  });

  test.each<[string, number | null]>([
    ['2025-07-31', day],
    ['2025-07-31T12:00:00', day + 0.5],
    ['2025-07-31T12:00:00Z', day + 0.5],
    ['T06:00:00', 0.25],
    ['soon', null],
    ['', null],
  ])('the ISO date %j', (text, serial) => {
    expect(serialOfIso(text, false)).toBe(serial);
  });
});
