/** A condition that a question attaches to what it asks: it is met only when the disclosure states it as well. */
export interface Qualifier {
  /** Name for explanations. */
  readonly name: string;
  /** How questions ask for it. */
  readonly asked: RegExp;
  /** How a disclosure states it. */
  readonly stated: RegExp;
}

/** Conditions that turn a yes into a partly when nothing is said of them. Question side and disclosure side are worded apart. */
const QUALIFIERS: readonly Qualifier[] = [
  {
    name: '定期',
    asked:
      /定期|毎年|毎月|毎日|毎週|年次|月次|日次|週次|[年月週日](?:に)?[1-9一二三]回|四半期|半年|(?:annual|month|week|dai)ly|periodic|regular|at least once/i,
    stated: /定期|毎[年月日週]|[年月週日]次|四半期|常時|[年月週]に?\d回|随時/,
  },
  {
    name: 'すべて',
    asked: /すべて|全て|全ての|全データ|全画面|いずれも|一切|漏れなく|\b(?:all|every|any|entire)\b/i,
    stated: /すべて|全て|全ての|全社員|いずれも|一切|常に|自動で/,
  },
  {
    name: '限定',
    asked: /のみ|だけ(?!で(?:は)?な)|限定|必要最小限|最小限|限られ|\bonly\b|least privilege|restricted to|limited to/i,
    stated: /のみ|だけ|限定|最小限|最低限|限り|制限|国内/,
  },
  {
    name: '事前',
    asked:
      /事前|あらかじめ|前もって|[0-9一二三]+(?:営業)?日前|週間前|か月前|前までに|in advance|prior|beforehand|before/i,
    stated: /事前|あらかじめ|前までに|予定/,
  },
  {
    name: '迅速',
    asked:
      /速やか|すみやか|直ちに|ただちに|遅滞なく|即時|即座|当日中|すぐに|時間以内|promptly|immediately|without (?:undue )?delay|within/i,
    stated: /速やか|直ちに|早期|即時|時間以内|営業日|以内/,
  },
  { name: '自動', asked: /自動|automatic/i, stated: /自動|標準で/ },
  {
    name: '必須',
    asked: /必須|強制|義務|必ず|mandatory|required|enforce/i,
    stated: /必須|強制|必要(?:と|が|です)|必ず|義務/,
  },
  {
    name: '第三者',
    asked:
      /第三者|外部(?:の)?(?:専門|機関|業者|監査|企業|会社)|社外|専門(?:会社|業者|機関|家)|独立した|independent|third[- ]party|external/i,
    stated: /第三者|外部|専門|認証審査|審査/,
  },
  {
    name: '文書',
    asked: /文書|書面|明文化|規程|手順書|マニュアル|ルール|policy|documented|written|formal|procedure/i,
    stated: /文書|書面|規[程定約]|約款|方針|手順|ガイド|ルール|基準|記載/,
  },
  {
    name: '試験',
    asked: /テスト|試験|訓練|演習|検証|リハーサル|\btest(?:s|ed|ing)?\b|exercise|drill|rehears/i,
    stated: /テスト|試験|訓練|演習|検証|診断/,
  },
  {
    name: '承認',
    asked: /承認|許可|決裁|同意|了承|approv|authori[sz]|consent/i,
    stated: /承認|許可|認可|同意|了承|申請/,
  },
  {
    name: '記録',
    asked: /記録(?:を|し|が|の)|履歴|証跡|台帳|record|trail|register|inventory/i,
    stated: /記録|履歴|ログ|台帳|証跡/,
  },
  {
    name: '見直し',
    asked: /見直|レビュー|点検|棚卸|評価(?:して|を)|review|audit(?:ed)?\b|assess/i,
    stated: /見直|レビュー|点検|棚卸|評価|確認し|監査/,
  },
  {
    name: '証明',
    asked: /証明書|写し|登録証|報告書|レポート|証憑|エビデンス|提出|開示|certificate|report|evidence|copy|attest/i,
    stated: /証明|証書|報告|証憑|開示|公開|提出/,
  },
  {
    name: '場所',
    asked: /遠隔|別の(?:場所|拠点|建物)|同一拠点|離れた|地理的|separate (?:site|location|region)|geographic|off-?site/i,
    stated: /遠隔|異なる|複数のデータセンタ|別|地理/,
  },
  {
    name: '分離保管',
    asked: /別の(?:場所|媒体|サーバ|環境)|切り離|隔離|分離して|separately|isolated|segregat/i,
    stated: /別|分離|隔離|切り離|異なる/,
  },
  {
    name: '終日',
    asked: /24時間|二十四時間|365日|年中無休|夜間|休日|24x7|24\/7|around the clock/i,
    stated: /24時間|365日|常時|年中無休|夜間|受付時間/,
  },
  {
    name: '物理破壊',
    asked:
      /物理(?:的)?(?:に)?破壊|破砕|消磁|裁断|読み出せない|復元(?:できない|不能|不可)|destroy|degauss|shred|irrecoverabl/i,
    stated: /破壊|破砕|消磁|裁断|取り出せない|復元(?:が)?できな/,
  },
  {
    name: '複製',
    asked: /複製|コピー|バックアップ(?:を含|も含|上|データ|にある)|レプリカ|including (?:backups|copies)|replica/i,
    stated: /複製|コピー|バックアップ|レプリカ|スナップショット/,
  },
  {
    name: '選択',
    asked: /選べ|選択(?:でき|可能)|指定(?:する|した|でき|可能)|変更(?:でき|可能)|choose|select|customi[sz]|change the/i,
    stated: /選択|選べ|指定|変更|設定(?:でき|が可能|する事|することが)/,
  },
  {
    name: '範囲',
    asked: /だけで(?:は)?な[くい]|のみならず|も含め|を含む|including|not only/i,
    stated: /含|すべて|全て|及び|および|並びに|あわせて/,
  },
  { name: '費用', asked: /無償|無料|有償|費用|料金|free of charge|cost|fee/i, stated: /無償|無料|有償|費用|料金|円/ },
  {
    name: '要員',
    asked: /派遣|アルバイト|協力会社|委託先(?:要員|も|を含)|役員|全従業員|contractor|temporary staff/i,
    stated: /派遣|アルバイト|協力会社|委託先|全ての社員|全社員|要員/,
  },
  { name: '個別連絡', asked: /メール|電話|個別に|直接|e-?mail|phone|directly/i, stated: /メール|電話|個別|直接/ },
  {
    name: '方式',
    asked:
      /AES|RSA|SHA-?\d|FIPS|HSM|BYOK|FIDO|TLS\s*1|TLSv1|SAML|OAuth|OIDC|SCIM|IDS|IPS|WAF|EDR|CVSS|SIEM|DMARC|イミュータブル|書換不可|immutable/i,
    stated: /$^/,
  },
];

/** Words such as AES-256 or FIPS: the disclosure must have the very same. */
const SPECIFIC =
  /(?:AES|RSA|SHA|FIPS|FIDO|HSM|BYOK|SAML|OAuth|OIDC|SCIM|IDS|IPS|WAF|EDR|CVSS|SIEM|DMARC|NTP|DDoS|VPN|RAID|API)/gi;

/** How a question's conditions stand to a text. */
export interface QualifierCheck {
  readonly met: readonly string[];
  readonly missing: readonly string[];
}

/** Names of the conditions that a question attaches to what it asks. */
export function qualifiersAsked(question: string): readonly string[] {
  const asked = question.normalize('NFKC');
  return QUALIFIERS.filter(({ asked: pattern }) => pattern.test(asked)).map(({ name }) => name);
}

/** Which conditions of a question a text states, and which it says nothing of. */
export function checkQualifiers(question: string, text: string): QualifierCheck {
  const asked = question.normalize('NFKC');
  const plain = text.normalize('NFKC');
  const met: string[] = [];
  const missing: string[] = [];
  for (const { name, asked: pattern, stated } of QUALIFIERS) {
    if (!pattern.test(asked)) continue;
    const isMet = name === '方式' ? specificsMet(asked, plain) : stated.test(plain);
    (isMet ? met : missing).push(name);
  }
  return { met, missing };
}

function specificsMet(asked: string, plain: string): boolean {
  const wanted = (asked.match(SPECIFIC) ?? []).map(word => word.toUpperCase());
  const has = new Set((plain.match(SPECIFIC) ?? []).map(word => word.toUpperCase()));
  return wanted.every(word => has.has(word));
}
