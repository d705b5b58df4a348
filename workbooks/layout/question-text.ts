/**
 * How much a text reads like something that is asked, 0..1: a question or a requirement near 1, a statement in the middle, a
 * topic (`データの所在`) lower, a name, a number, a link near 0. Judged by its form, not by its subject.
 */
export function questionLikeness(text: string): number {
  const flat = ends(text).normalize('NFKC').replace(/\s+/g, ' ').trim();
  if (flat.length < 2 || notWords.test(flat)) return 0;
  const bare = flat.replace(/^[([【]?[a-z]{0,4}[-. ]?[0-9]{1,3}([-.][0-9]{1,3})*[)\].、】:]?\s*/i, '');
  const end = withoutTail(bare === '' ? flat : bare);
  return /[\u3041-\u30ff\u3400-\u9fff]/.test(end) ? japaneseLikeness(end, flat) : englishLikeness(end);
}

/** Whether the text reads like a question or a requirement, not merely like a topic. */
export function asks(text: string): boolean {
  return questionLikeness(text) >= 0.75;
}

/** Of a long text the beginning and the end say enough. */
function ends(text: string): string {
  const KEPT = 600;
  return text.length <= 2 * KEPT ? text : `${text.slice(0, KEPT)}\n${text.slice(-KEPT)}`;
}

/** Links, ids, dates, figures, marks: never a question. */
const notWords =
  /^(https?:|www\.|[0-9a-f]{8}-[0-9a-f]{4}-|[\d\s.,:/%()-]+$|[a-z]{0,6}[-_.]?\d+([-_.]\d+)*$|[○◯〇△×✓✔レ●◎※\-ー―]+$)/i;

/** What stands behind the sentence proper: notes in brackets, full stops. */
function withoutTail(text: string): string {
  let end = text;
  for (let last = ''; end !== last; ) {
    last = end;
    end = end
      .replace(/[。.．、,;；:：\s]+$/, '')
      .replace(/\s*[([（【「<][^()（）【】[\]]{0,120}[)\]）】」>]$/, '')
      .trim();
  }
  return end === '' ? text : end;
}

function japaneseLikeness(end: string, whole: string): number {
  if (
    /[?？]$/.test(end) ||
    /(ます|です|でしょう|いる|ある|ない|できる|可能|いた|した|れる|する|える|もの|の|どう|何|いつ|誰|どこ|幾つ|いくつ|程度|どれ)か$/.test(
      end,
    )
  ) {
    return /(いただけ|頂け|もらえ)ます(でしょう)?か$|でしょうか$/.test(end) ? 0.9 : 1;
  }
  if (/(ます|です|でしょう)か[。？?]/.test(whole)) return 0.9;
  if (/(こと|事)$/.test(end)) return 0.95;
  if (/(べき|必要がある|必須である|必須とする|ものとする|しなければならない|せよ)$/.test(end)) return 0.9;
  if (
    /(記入|記載|記述|回答|説明|提示|教示|明記|列挙|お書き|お知らせ|ご教示|教えて|お答え|示して|添付).{0,10}(ください|下さい|願います|お願いします|お願いいたします|のこと)$/.test(
      end,
    )
  ) {
    return 0.85;
  }
  if (/(ください|下さい)$/.test(end)) return 0.55;
  if (/か$/.test(end) && end.length >= 6) return 0.85;
  if (
    /(の有無|有無|の状況|状況|の方法|方法|の体制|体制|の頻度|頻度|の内容|の実施|の整備|の管理|対策|措置|窓口|の対応|への対応|期間|場所|手段|時間帯|目標)$/.test(
      end,
    )
  ) {
    return end.length >= 8 ? 0.65 : 0.45;
  }
  if (
    /(ている|ています|される|されている|する|します|できる|できます|した|ました|いない|しない|ません|である|なる|行う|られる)$/.test(
      end,
    )
  ) {
    return end.length >= 12 ? 0.65 : 0.5;
  }
  if (/(です|ます|した)$/.test(end)) return 0.45;
  return end.length >= 25 ? 0.55 : end.length >= 10 ? 0.4 : 0.25;
}

function englishLikeness(end: string): number {
  const text = end.toLowerCase();
  if (/\?$/.test(end) || /\?/.test(text)) return 1;
  if (
    /^(is|are|was|were|do|does|did|has|have|had|can|could|will|would|should|may|how|what|which|who|when|where|why|whether)\b/.test(
      text,
    )
  ) {
    return 0.95;
  }
  if (/\b(shall|must|should)\b/.test(text)) return 0.95;
  if (
    /^(please |kindly )?(describe|explain|provide|list|state|specify|indicate|confirm|verify|ensure|identify|detail|outline|attach|give|check that|check if|check whether|demonstrate|define|review|determine|validate|assess)\b/.test(
      text,
    )
  ) {
    return text.includes(' ') ? 0.9 : 0.3;
  }
  const count = text.split(' ').length;
  if (/\b(is|are|has|have|been|be|does|do)\b/.test(text) && count >= 5) return 0.65;
  if (
    /^(establish|implement|maintain|test|use|enable|apply|restrict|protect|encrypt|monitor|perform|conduct|limit|document|require|prevent|manage|control)\b/.test(
      text,
    ) &&
    count >= 3
  ) {
    return 0.65;
  }
  return count >= 8 ? 0.5 : count >= 4 ? 0.35 : 0.2;
}
