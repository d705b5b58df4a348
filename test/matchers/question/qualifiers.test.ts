import { describe, expect, it } from 'vitest';
import { checkQualifiers } from '../../../matchers/question/qualifiers.ts';

describe('checkQualifiers', () => {
  it.each([
    [
      '定期',
      '定期的にバックアップを取得していますか。',
      '毎日バックアップを取得します。',
      'バックアップを取得します。',
    ],
    ['すべて', 'すべての通信を暗号化していますか。', '通信は常に暗号化します。', '通信を暗号化します。'],
    ['限定', '必要な担当者のみに権限を付与していますか。', '権限は担当者に限定します。', '権限を付与します。'],
    ['事前', 'メンテナンスは事前に通知されますか。', '7日前までに通知します。', 'メンテナンスを通知します。'],
    ['迅速', '障害は速やかに通知されますか。', '1時間以内に通知します。', '障害を通知します。'],
    ['第三者', '第三者による診断を受けていますか。', '外部の機関が診断します。', '診断を実施します。'],
    ['試験', '復元テストを実施していますか。', '復元の訓練を行います。', '復元を行います。'],
    ['承認', '変更は承認を得て行いますか。', '変更は責任者の承認を要します。', '変更を行います。'],
    ['終日', '24時間365日で監視していますか。', '年中無休で監視します。', '監視を行います。'],
    ['物理破壊', '媒体は物理的に破壊していますか。', '媒体は破砕します。', '媒体は廃棄します。'],
    ['費用', '無償で提供されますか。', '無料で利用できます。', '提供します。'],
  ])('counts %s as met only when the text states it', (name, question, states, silent) => {
    expect(checkQualifiers(question, states).met).toContain(name);
    expect(checkQualifiers(question, silent).missing).toContain(name);
  });

  it('asks for nothing where the question attaches no condition', () => {
    expect(checkQualifiers('通信を暗号化していますか。', '通信を暗号化しています。')).toEqual({ met: [], missing: [] });
  });

  it('wants the very method that is named, for another one is another answer', () => {
    const question = 'AESで暗号化していますか。';
    expect(checkQualifiers(question, 'AES方式で暗号化します。').met).toEqual(['方式']);
    expect(checkQualifiers(question, 'RSA方式で暗号化します。').missing).toEqual(['方式']);
    expect(checkQualifiers(question, '強固な方式で暗号化します。').missing).toEqual(['方式']);
  });

  it('wants every method that is named', () => {
    expect(checkQualifiers('SAMLおよびOIDCに対応していますか。', 'SAMLに対応しています。').missing).toEqual(['方式']);
    expect(checkQualifiers('SAMLおよびOIDCに対応していますか。', 'OIDCとSAMLに対応しています。').met).toEqual(['方式']);
  });

  it('reads full-width letters as half-width ones', () => {
    expect(checkQualifiers('ＡＥＳで暗号化していますか。', 'AES方式です。')).toEqual(
      checkQualifiers('AESで暗号化していますか。', 'ＡＥＳ方式です。'),
    );
  });

  it('reads English conditions', () => {
    expect(checkQualifiers('Are backups tested regularly?', '毎年、復元の訓練を行います。')).toEqual({
      met: ['定期', '試験'],
      missing: [],
    });
  });

  it('never names one condition both met and missing', () => {
    const { met, missing } = checkQualifiers(
      '定期的に第三者の監査を受け、報告書をすべて事前に無償で開示していますか。',
      '毎年、審査を受けます。',
    );
    expect(met.filter(name => missing.includes(name))).toEqual([]);
    expect(met.length + missing.length).toBeGreaterThan(4);
  });
});
