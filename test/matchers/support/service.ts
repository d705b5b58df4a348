import { loadKnowledge } from '../../../knowledge/index.ts';
import { createMatcher, createMatcherBase, type Matcher, type MatcherBase } from '../../../matchers/index.ts';
import type { Logistic } from '../../../matchers/learning/logistic.ts';
import type { Answer, CitablePassage, Verdict } from '../../../matchers/model.ts';
import type { Models, Weights } from '../../../matchers/models.ts';
import shipped from '../../../matchers/weights.json' with { type: 'json' };

/** The disclosure of a service that does not exist, in our own words. */
const DISCLOSURE = { title: 'まつかぜクラウド 安全性のご案内', version: '1.0版', effective: '2025-04-01' } as const;

/** Sections, headings and texts. Near-duplicates stand beside each other on purpose: what tells them apart must decide. */
const SECTIONS: readonly (readonly [section: string, title: string, text: string])[] = [
  [
    'sec.responsibility',
    '責任の分担',
    '当社はサーバ、ネットワーク機器および施設を管理します。お客様は利用者のIDとお預けいただくデータの内容を管理します。',
  ],
  ['6.1.1', '情報セキュリティの役割及び責任', '当社とお客様の責任の境界は、「責任の分担」の項を参照してください。'],
  ['9.2.1', '利用者登録及び登録削除', '利用者のIDは、お客様の管理者が管理画面から登録および削除できます。'],
  [
    '9.4.2',
    'セキュリティに配慮したログオン手順',
    '管理画面へのログインでは、パスワードに加えてワンタイムパスワードによる二要素認証を利用できます。',
  ],
  ['10.1.1', '暗号による管理策の利用方針', 'お客様の端末と本サービスとの間の通信は、TLS1.2以上で暗号化しています。'],
  ['18.1.5', '暗号化機能に対する規制', 'お預かりしたデータは、AES256方式で暗号化したうえで記憶装置に保存しています。'],
  [
    '11.2.7',
    '装置のセキュリティを保った処分又は再利用',
    '故障などで廃棄する記憶装置は、物理的に破壊してから専門の業者に引き渡しています。',
  ],
  [
    'CLD.8.1.5',
    'クラウドサービスカスタマの資産の除去',
    '解約の際、お預かりしたデータは解約日から30日後にすべて削除します。削除証明書の発行は行っておりません。',
  ],
  [
    '12.3.1',
    '情報のバックアップ',
    'お預かりしたデータのバックアップを毎日1回取得し、7世代を保管しています。バックアップは国内の遠隔地に置いています。',
  ],
  ['12.4.1', 'イベントログ取得', '利用者の操作ログは、管理画面から過去90日分を閲覧できます。'],
  [
    '12.4.3',
    '実務管理者及び運用担当者の作業ログ',
    '当社の運用担当者がシステムに対して行った作業のシステムログは、1年間保管しています。お客様への提供は行っておりません。',
  ],
  ['12.1.2', '変更管理', '定期メンテナンスを行うときは、7日前までにメールでお知らせします。'],
  ['16.1.2', '情報セキュリティ事象の報告', '障害を検知したときは、1時間以内に障害情報ページに掲載します。'],
];

/** The passages of the made-up service. */
export const PASSAGES: readonly CitablePassage[] = SECTIONS.map(([section, title, text]) => ({
  section,
  control: section.startsWith('sec.') ? null : section,
  title,
  text,
  disclosure: DISCLOSURE,
}));

let base: MatcherBase | undefined;

/** The shared part of all matchers of one test file, made as the program makes it: the bundled disclosures' wordings help, none is cited. */
export function fixtureBase(): MatcherBase {
  if (base) return base;
  const knowledge = loadKnowledge();
  const wordings = knowledge.bundled.flatMap(({ disclosure }) =>
    disclosure.passages.flatMap(({ control, text }) => (control === null ? [] : [{ key: control, text }])),
  );
  const editions = new Map(knowledge.bundled.map(({ service, disclosure }) => [service.id, disclosure]));
  base = createMatcherBase({ ...knowledge, editions, wordings });
  return base;
}

/** A matcher over the made-up service, or over other passages. */
export const fixtureMatcher = (
  service = 'matsukaze',
  passages: readonly CitablePassage[] = PASSAGES,
  weights?: Weights,
): Matcher => createMatcher(fixtureBase(), service, passages, weights);

/** Weights that rank as those that come with Kotae, and call everything found and sure; with a verdict, that one first of all. */
export function recklessWeights(verdict?: Verdict): Weights {
  const known = shipped as Weights;
  const certain: Logistic = { bias: 20, weights: {} };
  const reckless = (models: Models): Models => ({
    ...models,
    evidence: certain,
    confidence: certain,
    verdict: verdict ? { ...models.verdict, [verdict]: certain } : models.verdict,
    blankBelow: 0,
    answeredFrom: { claim: 0, statement: 0 },
  });
  return { ...known, withLibrary: reckless(known.withLibrary), withoutLibrary: reckless(known.withoutLibrary) };
}

/** The weights that come with Kotae. */
export const SHIPPED = shipped as Weights;

/** The sections that an answer cites, best first. */
export const sectionsOf = (answer: Answer): readonly string[] => answer.citations.map(c => c.section);
