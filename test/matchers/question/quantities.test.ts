import { describe, expect, it } from 'vitest';
import { compare, type Quantity, quantitiesIn } from '../../../matchers/question/quantities.ts';

const DAY = 24;
const YEAR = 8760;

/** The only quantity that a text states. */
function only(text: string): Quantity {
  const found = quantitiesIn(text);
  expect(found, text).toHaveLength(1);
  return found[0] as Quantity;
}

describe('quantitiesIn', () => {
  it.each([
    ['24時間以内に通知する', 'duration', 24, 'at-most'],
    ['２４時間以内に通知する', 'duration', 24, 'at-most'],
    ['90日間以上保管すること', 'duration', 90 * DAY, 'at-least'],
    ['1年以上保管すること', 'duration', YEAR, 'at-least'],
    ['一年以上保管すること', 'duration', YEAR, 'at-least'],
    ['３か月保存する', 'duration', 3 * 730, 'exact'],
    ['30分を超える停止', 'duration', 0.5, 'at-least'],
    ['within 72 hours', 'duration', 72, 'at-most'],
    ['retained for at least 90 days', 'duration', 90 * DAY, 'at-least'],
    ['年1回', 'count-per-year', 1, 'exact'],
    ['年に２回以上', 'count-per-year', 2, 'at-least'],
    ['月1回', 'count-per-year', 12, 'exact'],
    ['毎日取得する', 'count-per-year', 365, 'exact'],
    ['四半期ごとに棚卸する', 'count-per-year', 4, 'exact'],
    ['reviewed annually', 'count-per-year', 1, 'exact'],
    ['TLS1.2以上', 'tls', 1.2, 'at-least'],
    ['ＴＬＳ１．２以上', 'tls', 1.2, 'at-least'],
    ['TLS v1.3', 'tls', 1.3, 'exact'],
    ['鍵長は256bit以上', 'bits', 256, 'at-least'],
    ['鍵長は２５６ビット', 'bits', 256, 'exact'],
    ['稼働率99.9%以上', 'percent', 99.9, 'at-least'],
    ['3世代を保管する', 'generations', 3, 'exact'],
    ['8文字以上', 'characters', 8, 'at-least'],
    ['12桁以上', 'characters', 12, 'at-least'],
  ] as const)('reads 「%s」 as %s %d, %s', (text, kind, value, bound) => {
    const quantity = only(text);
    expect(quantity).toMatchObject({ kind, bound });
    expect(quantity.value).toBeCloseTo(value, 6);
  });

  it.each([
    ['2024年度の報告', 'a year of the calendar is no duration'],
    ['2024年3月に改定', 'a date is no duration'],
    ['第3版', 'an edition is no count'],
    ['3回まで再試行する', 'a count without a period is no frequency'],
    ['役割を3分割する', '分 of another word'],
    ['12.3.1 情報のバックアップ', "a control's number is no quantity"],
    ['ISO/IEC 27017:2015', 'neither is the number of a standard'],
    ['通信を暗号化していますか。', 'nothing is stated'],
  ])('finds no quantity in 「%s」: %s', text => {
    expect(quantitiesIn(text)).toEqual([]);
  });

  it('finds every quantity of a text', () => {
    const found = quantitiesIn('ログは1年以上保管し、年1回以上点検し、TLS1.2以上で転送すること');
    expect(found.map(q => q.kind).sort()).toEqual(['count-per-year', 'duration', 'tls']);
  });

  it('keeps the words it was read from, for the explanation', () => {
    expect(only('事故は24時間以内に報告する').text).toContain('24時間');
  });
});

describe('compare', () => {
  const stated = (text: string) => quantitiesIn(text);

  it.each([
    ['1年以上保管すること', '90日間保管します。', 'missed', '90 days are less than a year'],
    ['1年以上保管すること', '3年間保管します。', 'met', 'three years are more'],
    ['1年以上保管すること', '1年間保管します。', 'met', 'exactly as much is enough'],
    ['1年以上保管すること', '当面のあいだ保管します。', 'not-stated', 'no figure is given'],
    ['90日以上保管すること', '年1回点検します。', 'not-stated', 'a frequency is no duration'],
    ['24時間以内に通知する', '3営業日以内にお知らせします。', 'missed', 'three days are later than a day'],
    ['24時間以内に通知する', '4時間以内にお知らせします。', 'met', 'four hours are sooner'],
    ['TLS1.2以上', 'TLS1.3で暗号化します。', 'met', '1.3 is newer'],
    ['TLS1.2以上', 'TLS1.0で暗号化します。', 'missed', '1.0 is older'],
    ['TLS1.2以上', 'SSLで暗号化します。', 'not-stated', 'no version is given'],
    ['年1回以上見直すこと', '四半期ごとに見直します。', 'met', 'four times are more often'],
    ['月1回以上', '年1回実施します。', 'missed', 'once a year is less often'],
    ['256bit以上', '128bitの鍵を使用します。', 'missed', 'a shorter key'],
  ] as const)('「%s」 against 「%s」 is %s: %s', (threshold, text, outcome, _why) => {
    const wanted = only(threshold);
    expect(compare(wanted, stated(text))).toBe(outcome);
  });

  it('takes a plain figure of a question as what must be reached at least', () => {
    expect(compare(only('3世代を保管する'), stated('5世代を保管します。'))).toBe('met');
    expect(compare(only('3世代を保管する'), stated('1世代を保管します。'))).toBe('missed');
  });

  it('is met as soon as one of several figures meets it', () => {
    expect(compare(only('1年以上保管すること'), stated('操作ログは90日、監査ログは2年保管します。'))).toBe('met');
  });
});
