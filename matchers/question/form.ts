/** How a question (or one clause of it) asks. */
export type QuestionForm =
  /** Can be answered with yes or no, or is met or not: 〜していますか, 〜すること, 〜の有無, "shall". */
  | 'polar'
  /** Wants something told: where, how long, who, by which channel. */
  | 'open'
  /** Names a subject only: 〜の方針, a control's title. */
  | 'noun';

/** What kind of thing an open question wants told; a sentence that holds such a thing answers it. */
export type AskedKind =
  | 'period'
  | 'frequency'
  | 'place'
  | 'time-limit'
  | 'channel'
  | 'window'
  | 'who'
  | 'list'
  | 'method'
  | 'amount';

/** Words that ask for something told: interrogatives (not いつでも, 何らか, どれか), and requests to tell, write or list. */
const OPEN_JA =
  /(?<!な)どの(?!ような(?:場合|とき)(?:で)?も)|どこ(?!か|で[もだ]|から[もで])|どなた|どんな|どちら(?!か(?:一方)?(?:の|が|を)|も)|どう(?!か)|いつ(?!でも|も)|(?:だれ|誰)(?!で[もあ]|も|か[にがのら])|何(?!らか|か[のがをしい、]|も|等か)|いくつ|いくら(?!で)|どれ(?!か|も)|(?:教え|知らせ|お聞かせ|示し|挙げ|書い|説明し|記[入載]し|回答し|列挙し)て(?:くださ|下さ|ほし|欲し|いただけますか|頂けますか|いただきたい|願)|(?:記[入載]|回答|説明|お知らせ|お書き|お示し|列挙|提示|ご教示)(?:を)?(?:お願|願い|くださ|下さ|のこと|のうえ|の上)|お(?:知らせ|答え|書き|示し|聞かせ)(?:くださ|下さ|願)/;
const OPEN_EN =
  /\b(?:how|what|where|which|who|whom|when|describe|explain|state|list|specify|provide (?:details|a description|the)|indicate|outline|name the|give)\b/i;
const POLAR_JA =
  /(?:か|かどうか|でしょうか|ますでしょうか)[。?？\s」）)]*$|(?:こと|する|いる|ある|ない|ものとする|べきである|られる|きる)[。.\s」）)]*$|(?:の)?(?:有無|可否|要否|是非)[。\s）)]*$|(?:か)(?:[(（][^()（）]*[)）])?[。?？\s]*$/;
const POLAR_EN =
  /\b(?:shall|must|should)\b|^\s*(?:[(（]?[a-z0-9]{1,3}[)）.]\s*)?(?:is|are|do|does|did|can|could|has|have|will|would|may|were|was)\b|,\s*(?:is|are|do|does|can|has|have|will)\b/i;

/** A condition before the main clause: "When a contract ends, …", "If so, …". */
const CONDITION_EN = /^\s*(?:when|where|if|once|after|before|upon|in case)\b[^,?]*,\s*/i;

/** A note behind the question, e.g. the control's number: it does not change how the question asks. */
const TRAILING_NOTE = /(?<=.)[。．]?\s*[（(【[][^（()）【】[\]]*[）)】\]]\s*[。．]?\s*$/;
/** The plain form of speech: 追加できる？ */
const PLAIN_JA = /(?:る|た|い|です|ます|の)[?？]\s*$/;

/** How a clause asks. */
export function questionForm(clause: string): QuestionForm {
  const text = clause.trim().replace(TRAILING_NOTE, '');
  const japanese = /[\u3040-\u30ff\u3400-\u9fff]/.test(text);
  if (!japanese) {
    const main = text.replace(CONDITION_EN, '');
    if (POLAR_EN.test(main) && !/(?:^|,)\s*(?:how|what|where|which|who|when|describe|state|list|explain)\b/i.test(main))
      return 'polar';
    return OPEN_EN.test(text) ? 'open' : 'noun';
  }
  // 「どのような〜か」 asks openly although it ends like a polar question.
  if (OPEN_JA.test(text)) return 'open';
  return POLAR_JA.test(text) || PLAIN_JA.test(text) ? 'polar' : 'noun';
}

const ASKED: readonly (readonly [AskedKind, RegExp])[] = [
  [
    'period',
    /期間|何日|何年|何か月|何カ月|何ヶ月|何ヵ月|いつまで|日数|年数|保存期|保管期|世代|how long|retention|period|generations/i,
  ],
  ['frequency', /頻度|周期|間隔|どれくらいの(?:間隔|頻度)|何回|タイミング|how often|frequency|interval/i],
  [
    'place',
    /どこ|場所|所在|準拠法|(?:適用|準拠)される法|管轄|国名?[・、(（]|拠点|リージョン|どの国|where|location|country|region|site/i,
  ],
  [
    'time-limit',
    /何時間|何分|何営業日|目標(?:時間|日数)|期限|いつまで|所要|リードタイム|何日前|within|deadline|lead time|how (?:soon|quickly|fast)|target time/i,
  ],
  [
    'channel',
    /手段|連絡方法|通知方法|媒体|どのような方法で(?:通知|連絡|周知|告知)|channel|by what means|how (?:are|will|do) .*(?:told|notified|informed|contacted)/i,
  ],
  ['window', /窓口|連絡先|問(?:い)?合(?:わ)?せ先|受付|サポートデスク|contact|help ?desk|support/i],
  ['who', /誰|だれ|者名|社名|事業者名|委託先の?名|担当者|責任者|who\b|name of|names of/i],
  [
    'list',
    /一覧|すべて挙げ|列挙|種類|項目|何が|どのような(?:もの|情報|項目|ログ)|list\b|which (?:types|kinds)|what (?:types|kinds)/i,
  ],
  [
    'method',
    /方法|方式|手順|仕組み|どのように|どうやって|アルゴリズム|method|how (?:do|is|are|does)|mechanism|procedure/i,
  ],
  ['amount', /金額|費用|料金|上限|容量|何人|人数|件数|割合|率|いくら|how (?:many|much)|amount|cost|limit|percentage/i],
];

/** The kinds of thing that a clause wants told. */
export function askedKinds(clause: string): readonly AskedKind[] {
  return ASKED.filter(([, pattern]) => pattern.test(clause)).map(([kind]) => kind);
}

const HOLDS: Readonly<Record<AskedKind, RegExp>> = {
  period: /\d+\s*(?:日|年|か月|カ月|ヶ月|ヵ月|月|週|世代)|月末|当日|期間/,
  frequency: /毎[日週月年時]|日次|週次|月次|四半期|年次|\d+\s*回|定期|常時|随時|都度/,
  place: /国内|日本|海外|県|都|市|区|データセンター|リージョン|国は/,
  'time-limit': /\d+\s*(?:時間|分|営業日|日|週間)|速やか|直ち|早期|事前|目標/,
  channel: /メール|電話|サイト|ポータル|チケット|書面|掲載|公表|通知|画面/,
  window: /窓口|センタ|サポート|メール|電話|チケット|お問い合わせ|問合せ|ポータル/,
  who: /株式会社|AWS|当社|弊社|委託先|担当|管理者|ユーザ/i,
  list: /・|、.*、|以下|①|\d\./,
  method: /により|によって|方式|にて|を用い|利用し|使用し|基づ|手順/,
  amount: /\d|上限|容量|無償|有償|契約ごと/,
};

/** Whether a sentence of a disclosure holds the kind of thing that is asked for. */
export function holdsKind(sentence: string, kind: AskedKind): boolean {
  return HOLDS[kind].test(sentence);
}
