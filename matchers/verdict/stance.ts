/** What a sentence of a disclosure commits to. Several can be true at once. */
export interface Stance {
  /** The provider says that it does not do or provide something. */
  readonly negative: boolean;
  /** The customer does it, or is responsible for it. */
  readonly customer: boolean;
  /** The customer can do it with a function that the provider offers. */
  readonly feature: boolean;
  /** Might, as a rule, planned, on request, efforts: no firm commitment. */
  readonly hedged: boolean;
  /** Only says where it is written. */
  readonly pointer: boolean;
  /** A plain statement that something is done or provided. */
  readonly affirmative: boolean;
}

const NEGATIVE =
  /(?:提供|対応|実施|保証|取得|利用|公開|保管|開示|行|おこな|備え|存在|用意|定め|想定)(?:は|を|って|いた|し|して)*(?:して)?(?:い|お)?(?:ません|りません|ない(?!よう|場合|限り))|(?:は|が)(?:ございません|ありません|ない(?:です|もの))|できません|できかね|ことは(?:ありません|ございません)|(?:機能|手段)(?:が|は)(?:ありません|ございません)|対象外(?:です|となり)|未対応|not (?:provided|supported|available)/;
const CUSTOMER =
  /(?:お客様|お客さま|ご契約者様?|契約者|利用者|カスタマ|クラウドサービスカスタマ)(?:自身|側)?(?:にて|において|で|が|の責任|の管理|の定め|に(?:て|おいて)?(?:管理|取得|実施|設定|運用))(?!.{0,30}(?:利用できる|閲覧できる))|お客様(?:の)?責任|お客様の管理範囲|(?:管理|保存|取得|設定|実施|対応|削除|運用|ご用意)(?:を)?(?:お願い|いただく必要|していただ|頂く範囲|いただくこと(?:が|と))|ご取得ください|管理(?:範囲)?となり(?:ます|っています)|the customer(?:'s responsibility| is responsible)/;
const FEATURE =
  /(?:でき(?:ます|る)|可能(?:です|と)|機能(?:を|も)?(?:提供|備え|所持|有)|閲覧(?:が)?(?:でき|可能)|いただけます|ご利用いただけ|ダウンロードする?こと|設定(?:が|することが|する事が)?(?:でき|可能)|受け付けて)/;
const HEDGED =
  /場合があります|場合がござい|ことがあります|検討|予定|原則|努め|努力|目標(?!.{0,4}定めておりません)|可能性|個別に|都度|ご相談|お試し|オプション|必要に応じ|状況によ|利用状況によって|一定の(?:条件|期間|時間)|適切|妥当|may\b|might\b|optional|as a rule/;
const POINTER =
  /(?:参照|ご確認|ご覧|お問い?合わ?せ)(?:く|下|いただ|して)|項を参照|記載し(?:て|ております)|(?:約款|規約|契約|条|規程|ドキュメント|マニュアル|ガイド)[」』”"]?.{0,14}(?:定め(?!に(?:従|基づ|沿|より|したが))|記載|明記|示し|規定(?!に(?:従|基づ|沿)))|see (?:the )?(?:section|clause)/;

/** Reads a sentence's commitment from its words; pure rules for written Japanese disclosures. */
export function stanceOf(sentence: string): Stance {
  const negative = NEGATIVE.test(sentence);
  const customer = CUSTOMER.test(sentence);
  const pointer = POINTER.test(sentence);
  return {
    negative,
    customer,
    feature: FEATURE.test(sentence),
    hedged: HEDGED.test(sentence),
    pointer,
    affirmative: !negative && !pointer && /(?:ます|です|した|いる|おり|ある|する)[。」）)\s]*$|[^。]$/.test(sentence),
  };
}

/** Whether a requirement asks that something be absent: 〜していないこと, 〜ことはありませんか. */
export function asksForAbsence(clause: string): boolean {
  return /(?:ない|無い|せぬ)(?:こと|か|ように(?:なって|して))|しないこと|ないこと|(?:ありません|ございません|いません|されません)か|のみで(?:あること|保管)|must not|shall not|never\b/.test(
    clause,
  );
}
