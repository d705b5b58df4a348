import type { Message } from '../errors.ts';
import type { DisclosureMeta, Passage } from '../model.ts';
import { unifyWidth } from '../text/normalize.ts';
import type { Contents } from './contents.ts';
import { ownNumberRemoved } from './control-headings.ts';
import { readDate, readDates } from './dates.ts';
import type { Line } from './lines.ts';
import { isHistoryHead, isHistoryTitle, isKnownSectionTitle } from './section-names.ts';

/** What a document says about itself. */
export interface Metadata {
  readonly meta: DisclosureMeta;
  readonly serviceName: string | null;
  readonly messages: readonly Message[];
}

/** Most lines that a cover takes. */
const longestCover = 40;
const company =
  /(?:株式会社|有限会社|合同会社|一般社団法人|一般財団法人|独立行政法人|\bInc\.?|\bLtd\.?|Corporation|\bLLC\b|\bK\.K\.)/;
const division = /(?:グループ|事業部|本部|部門|[^\s]部|カンパニー|センター)$/;
const cleanly = (text: string): string => unifyWidth(text);
/** A line that only says what kind of document this is. */
const kindOnly =
  /^(?:(?:クラウド)?(?:サービス)?(?:情報)?セキュリティ(?:対策)?|セキュリティ|クラウド)?(?:ホワイトペーパー|チェックシート|白書|説明資料|仕様書|white ?paper)$/i;
const versionForms: readonly RegExp[] = [
  /(?:版番号|版数|文書版数|バージョン|版)\s*[:：\t]?\s*(第?\s*\d+(?:\.\d+)*\s*版|ver(?:sion)?\.?\s*\d+(?:\.\d+)*|初版)/i,
  /(第\s*\d+(?:\.\d+)*\s*版)/,
  /\b(ver(?:sion)?\.?\s*\d+(?:\.\d+)*)/i,
  /\b(v\d+(?:\.\d+)+)/i,
  /\b(rev(?:ision)?\.?\s*\d+(?:\.\d+)*)/i,
  /(?:版番号|版数|文書版数|バージョン)\s*[:：\t ]\s*(\d+(?:\.\d+)*)/,
  /(初版)/,
];
const dateLabel = /制定|改[訂定版]|更新|発行|公開|作成|最終|updated|revised|published|issued/i;

/** Reads title, provider, version and date from the cover, the revision history and the document's end. */
export function readMetadata(lines: readonly Line[], contents: Contents, passages: readonly Passage[]): Metadata {
  const cover = lines.slice(0, coverLength(lines, contents));
  const history = historyOf(lines);
  const provider = findProvider(cover, lines);
  const title = findTitle(cover);
  const version = findVersion(cover) ?? history.version;
  const effective = findDate(cover) ?? history.date;
  const messages: Message[] = [];
  if (title === null) messages.push(unknown('title', '文書名', 'title'));
  if (version === null) messages.push(unknown('version', '版', 'version'));
  if (effective === null) messages.push(unknown('effective', '発効日', 'effective date'));
  return {
    meta: { title: title ?? '', provider, version, effective },
    serviceName: findServiceName(cover, title, passages),
    messages,
  };
}

const unknown = (code: string, ja: string, en: string): Message => ({
  severity: 'warning',
  code: `${code}-not-found`,
  where: '',
  text: `文書から${ja}を読み取れません。取り込みの指定で補ってください。`,
  en: `The document does not state its ${en}; give it when importing.`,
});

/** How many lines the cover has: those before the table of contents, the first section's heading or the first sentence. */
export function coverLength(lines: readonly Line[], contents: Contents): number {
  const stop = lines.findIndex((line, at) => {
    if (at >= longestCover || (contents.to > contents.from && at >= contents.from)) return true;
    if (line.plain.includes('。') || /^(?:CLD|A)?[. ]?\d{1,2}(?:\.\d{1,2}){2}\s/.test(line.plain)) return true;
    return at > 0 && isKnownSectionTitle(ownNumberRemoved(line.plain));
  });
  if (stop < 0) return lines.length;
  // The heading of the first sentence is a section's, unless it is the document's own title.
  const heading = lines[stop - 1];
  return stop > 1 && heading !== undefined && heading.level > 0 ? stop - 1 : stop;
}

function findVersion(cover: readonly Line[]): string | null {
  const text = cover.map(line => line.raw.normalize('NFKC')).join('\n');
  for (const form of versionForms) {
    const found = text.match(form)?.[1];
    if (found !== undefined) return tidyVersion(found);
  }
  return null;
}

/** `第 4.1 版` is 第4.1版, `Ver. 2.0` Ver.2.0; `Version 3.1` keeps its space. */
const tidyVersion = (version: string): string =>
  version
    .trim()
    .replace(/(?<![a-z])\s+|\s+(?![\d])/gi, '')
    .replace(/\s+/g, ' ');

/** The date of entry into force; else the newest of those with a label; else the newest of the cover. */
function findDate(cover: readonly Line[]): string | null {
  const dated = cover.flatMap(line => readDates(line.plain).map(date => ({ date, text: line.plain })));
  const newest = (found: readonly { readonly date: string }[]): string | null =>
    found
      .map(({ date }) => date)
      .sort()
      .at(-1) ?? null;
  return (
    newest(dated.filter(({ text }) => /発効|施行|適用|effective/i.test(text))) ??
    newest(dated.filter(({ text }) => dateLabel.test(text))) ??
    newest(dated)
  );
}

/** The newest row of the revision history: a version and a date on one line. */
function historyOf(lines: readonly Line[]): { readonly version: string | null; readonly date: string | null } {
  const head = lines.findIndex(line => isHistoryTitle(line.plain) || isHistoryHead(line.plain));
  if (head < 0) return { version: null, date: null };
  let newest: { readonly version: string | null; readonly date: string | null } = { version: null, date: null };
  for (const line of lines.slice(head + 1, head + 60)) {
    const date = readDates(line.plain)[0];
    if (date === undefined) continue;
    if (newest.date !== null && date < newest.date) continue;
    const version = line.plain
      .normalize('NFKC')
      .match(/^\s*\|?\s*((?:第|ver\.?|v|rev\.?)?\s*\d{1,2}(?:\.\d+)*\s*版?|初版)(?=[\s|])/i)?.[1];
    newest = { version: version === undefined ? null : tidyVersion(version), date };
  }
  return newest;
}

/** The company's line on the cover, with the division on the line below; else at the document's end; else as a sentence introduces it. */
function findProvider(cover: readonly Line[], lines: readonly Line[]): string | null {
  return companyIn(cover) ?? companyIn(lines.slice(-12)) ?? companySaid(lines);
}

/** `…株式会社（以下「当社」）`: how a text introduces its author. */
function companySaid(lines: readonly Line[]): string | null {
  for (const line of lines) {
    const said = cleanly(line.plain).match(
      /([^\s、。「」()（）はがを]{0,25}(?:株式会社|合同会社|有限会社)[^\s、。「」()（）はがを]{0,25})[(（]以下[、,「『\s]*(?:当社|弊社)/,
    )?.[1];
    if (said !== undefined) return said.replace(/\s+/g, '');
  }
  return null;
}

function companyIn(lines: readonly Line[]): string | null {
  for (const [at, line] of lines.entries()) {
    const name = cleanly(line.plain.replace(/^(?:発行|作成|著作|制定|提供|編集)(?:者|元)?\s*[:：]\s*/, ''));
    if (!company.test(name) || name.length > 40 || /[。、]|copyright|©/i.test(name)) continue;
    const next = lines[at + 1];
    const unit = next === undefined ? '' : cleanly(next.plain);
    const compact = /[a-z]{2}\s/i.test(name) && !/[\u3041-\u9fff]/.test(name) ? name : name.replace(/\s+/g, '');
    return division.test(unit) && unit.length <= 20 && !company.test(unit) ? `${compact} ${unit}` : compact;
  }
  return null;
}

/** Whether a line of the cover may be (part of) the title: no company, date, version, label, table row or address. */
function isTitleLine(line: Line): boolean {
  const text = cleanly(line.plain);
  if (!/\p{L}{2}/u.test(text) || company.test(text)) return false;
  if (line.raw.includes('\t') || text.startsWith('|') || /https?:/.test(text)) return false;
  return readDate(text) === null && !noTitle.some(form => form.test(text));
}

const noTitle: readonly RegExp[] = [
  /^[(（]?第?\s*[\d.]+\s*版/,
  /^(?:ver|rev|v)(?:ersion|ision)?[\s.]*\d/i,
  /^(?:\S{0,8}[:：]\s*)?(?:19|20)\d{2}\s*[年./]/,
  /^(?:情報区分|(?:対象)?サービス名|発効日|版番号|版数|文書番号|機密|秘密区分|社外秘)/,
];

/** The cover's lines that are no company, date, version or label, joined; a leading line that only says what kind of document it is goes. */
function findTitle(cover: readonly Line[]): string | null {
  const isDivision = (line: Line, index: number): boolean =>
    division.test(cleanly(line.plain)) && company.test(cleanly(cover[index - 1]?.plain ?? ''));
  const at = cover.findIndex((line, index) => isTitleLine(line) && !isDivision(line, index));
  if (at < 0) return null;
  const parts: string[] = [];
  let carriesOn = false;
  for (const [index, line] of cover.slice(at, at + 4).entries()) {
    if (!isTitleLine(line) || isDivision(line, at + index)) break;
    const text = line.plain.replace(/\s+/g, ' ').trim();
    if (carriesOn) parts.push(`${parts.pop() ?? ''}${text}`);
    else parts.push(text);
    carriesOn = line.full;
  }
  const [first, ...others] = parts;
  const used = first !== undefined && others.length > 0 && kindOnly.test(cleanly(first)) ? others : parts;
  return used
    .reduce((joined, part) => joined + gapBetween(joined, part) + part, '')
    .replace(/(?<=[のにはへと]) (?=[\u3041-\u9fff])/g, '');
}

/** A space between parts of a title, save after a particle that runs on. */
const gapBetween = (before: string, after: string): string =>
  before === '' || (/[のにはへとなる]$/.test(before) && /^[\u3041-\u9fff]/.test(after)) ? '' : ' ';

function findServiceName(cover: readonly Line[], title: string | null, passages: readonly Passage[]): string | null {
  const stated = cover
    .map(line => line.plain.match(/^(?:対象)?サービス名(?:称)?\s*[:：\t]\s*(.{2,60})$/)?.[1])
    .find(Boolean);
  if (stated) return stated.trim();
  const scope = passages.find(passage => passage.section === 'sec.scope')?.text ?? '';
  const marked = scope.match(/^[-*・\s]*\*\*(.+?)\*\*\s*$/m)?.[1];
  if (marked !== undefined) return marked.trim();
  const said =
    scope.match(
      /適用範囲は[、,]?\s*[「『]?([^。\n]{2,60}?)[」』]?(?:<[^>]+>[^<]*<\/[^>]+>|※\d*)*(?:と(?:なります|します|する)|です|とし)/,
    )?.[1] ?? scope.match(/^(?:本書は[、,]?)?[「『]?([^。\n]{2,60}?)[」』]?が本書の適用範囲/m)?.[1];
  if (said !== undefined) return said.trim();
  const named = title?.match(beforeSubject)?.[1] ?? title?.match(beforeKind)?.[1];
  return named?.replace(/[\s:：「『]+$/, '').trim() || null;
}

/** What stands in a title before its subject: `…の情報セキュリティに関する文書`, `… ISO/IEC 27017 ホワイトペーパー`. */
const beforeSubject =
  /^(.+?)(?:における|に関する|に係る|の(?=\s*(?:ISO|情報セキュリティ|セキュリティ|クラウド))|(?=\s(?:ISO\/IEC|ISO|ISMS|情報セキュリティ|セキュリティ|クラウドセキュリティ|Security|Cloud Security|Information Security)))/;
/** What stands in a title before the kind of document. */
const beforeKind =
  /^(.{2,}?)\s*(?:(?:クラウド)?(?:情報)?セキュリティ(?:対策|への取り組み)?)?\s*(?:ホワイト\s*ペーパー|white\s*paper|白書|チェックシート|説明(?:書|資料)|仕様書)/i;
