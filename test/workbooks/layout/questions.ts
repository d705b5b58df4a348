/** What customers ask, in the forms in which they ask it; written for the fixtures. */
export const ASKED_JA: readonly string[] = [
  '全社員を対象とした情報セキュリティ研修を毎年開催していますか。',
  '管理者用アカウントには多要素認証を適用していること。',
  '通信経路の暗号化方式',
  '障害発生時の連絡体制について教えてください。',
  'バックアップデータは遠隔地にも保管されているか',
  '退職者のIDを速やかに削除する手順が定められている。',
  'データセンターへの入退室記録を1年以上保存しているか。',
  '再委託先の有無（有の場合は委託先名称を記載）',
  '不正アクセスを検知する仕組みを導入していますか？\n導入している場合は製品名をご記入ください。',
  '契約終了後、預けたデータは復元できない方法で消去されること',
  '脆弱性診断の実施頻度をご回答ください。',
  'サービスの稼働率の目標値は何パーセントですか。',
  'アクセスログの取得範囲及び保存期間',
  'マルウェア対策ソフトの定義ファイルは常に最新化されていますか。',
  '利用者の個人情報を第三者へ提供しないことを規約で定めているか。',
  'ISO/IEC 27001認証の取得状況',
];

/** The same in English. */
export const ASKED_EN: readonly string[] = [
  'Do you perform background checks on all employees before they start work?',
  'Multi-factor authentication is enforced for administrators.',
  'Describe your backup strategy.',
  'Customer data must be encrypted at rest using AES-256 or stronger.',
  'How long are audit logs retained?',
  'Is a penetration test carried out at least once a year by an independent party?',
  'Please list all sub-processors with access to customer data.',
  'Incident notification within 24 hours',
  'The supplier shall return or destroy all data upon termination.',
  'Are production and test environments separated?',
];
