import { describe, expect, it } from 'vitest';
import { otherThings } from '../../../matchers/verdict/contrasts.ts';
import { fixtureBase } from '../support/service.ts';

const { read } = fixtureBase();
const others = (question: string, quote: string) => otherThings(read(question), read(quote));

describe('near likenesses', () => {
  it.each([
    ['アクセスログを１年間保管していますか。', '操作ログは2年間保存します。', ['アクセスログ']],
    ['Are access logs kept for a year?', '操作ログは2年間保存します。', ['アクセスログ']],
    ['保存データの暗号化を行っていますか。', '通信の暗号化には TLS を使います。', ['保存時の暗号化']],
    ['障害の発生を通知しますか。', '定期メンテナンスは7日前に知らせます。', ['障害']],
    ['解約時のデータ消去の方法', '記憶装置の廃棄では物理的に破壊します。', ['解約']],
  ])('are told apart: %s / %s', (question, quote, wanted) => {
    expect(others(question, quote)).toEqual(wanted);
  });

  it.each([
    ['アクセスログを保管していますか。', 'アクセスログと操作ログを保管しています。'],
    ['アクセスログを保管していますか。', 'ログは1年間保管します。'],
    ['ログを保管していますか。', '操作ログを保管しています。'],
    ['操作履歴を閲覧できますか。', '利用者の操作ログを閲覧できます。'],
  ])('are not seen where there is none: %s / %s', (question, quote) => {
    expect(others(question, quote)).toEqual([]);
  });
});
