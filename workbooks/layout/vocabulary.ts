/**
 * What a column can be for. Only number, category, question, description, verdict, comment and reference are read or written;
 * the other roles are known so that their columns are left alone.
 */
export type HeaderRole =
  | 'number'
  | 'category'
  | 'question'
  | 'description'
  | 'verdict'
  | 'comment'
  | 'reference'
  | 'options'
  | 'assessor'
  | 'person'
  | 'date'
  | 'importance'
  | 'clause'
  | 'guide'
  | 'cost'
  | 'foreign';

/**
 * Words that head a column: `ja` parted by white space, `en` by commas. They say the role by themselves; the weak ones only
 * where no other column says it better.
 */
export interface HeaderWords {
  readonly ja: string;
  readonly en: string;
  readonly weakJa?: string;
  readonly weakEn?: string;
}

/**
 * The words that customers write over their columns, in Japanese and English. Compared after folding width, case and spaces,
 * exactly first, then as a part of the header, then fuzzily; polite ご and お, 貴社 and brackets are taken off before.
 */
export const headerWords: Readonly<Record<HeaderRole, HeaderWords>> = {
  number: {
    ja: `
      n° ＃ 番号 項番 通番 連番 質問番号 設問番号 管理番号 項目番号 整理番号 確認番号 チェック番号 管理策番号
      質問no 設問no 項目no 管理no チェックno 通しno 通し番号 項no 枝番`,
    en: `
      no, no., #, sl, s/n, sr, seq, id, question id, control id, item id, requirement id, item no, question no,
      question number, item number, ref, ref no, sr no, serial no, row, control no, control number, req id, test id,
      ref id, #id, no/id, num, ques num, question num`,
    weakJa: '項 番 問 コード',
    weakEn: 'q, code',
  },
  category: {
    ja: `
      分類 区分 種別 カテゴリ カテゴリー 分野 領域 大分類 中分類 小分類 大項目 中項目 大区分 中区分 小区分 管理区分
      対策区分 管理目的 対策分野 対策分類 要求区分 評価分野 確認区分 テーマ 章 節`,
    en: `
      category, categories, domain, control domain, area, main area, sub area, section, topic, subcategory,
      sub category, sub-category, control family, family, theme, security domain, security area, chapter, function,
      type, design area`,
    weakJa: '項目 項目名 小項目 観点 対象 目的 管理策 管理項目 対策',
    weakEn: 'title, control title, group, scope, item name, subject',
  },
  question: {
    ja: `
      質問 設問 質問事項 質問内容 質問文 質問項目 設問内容 設問文 設問事項 確認事項 確認内容 確認項目 確認ポイント
      チェック項目 チェック内容 チェックポイント チェック事項 点検項目 点検内容 評価項目 評価内容 調査項目 調査内容
      審査項目 審査内容 監査項目 要求事項 要求内容 要求項目 要件 要求仕様 要件内容 要求 セキュリティ要件
      セキュリティ要求事項 遵守事項 検証要件 検証項目 ヒアリング項目 ヒアリング内容 ヒアリング事項 回答項目
      管理策の内容 管理策内容 対策要件 対策基準 管理基準 依頼事項 照会事項 お尋ねしたいこと お伺いしたいこと
      確認したい内容 セキュリティ項目 セキュリティ対策項目 対策項目 実施項目 セキュリティ基準
      達成条件 達成基準 実践項目 取組項目 診断項目 診断内容 自己診断項目`,
    en: `
      question, questions, question text, questionnaire item, requirement, requirements, requirement text, control,
      controls, control description, control question, control specification, control statement, control objective,
      checklist item, check item, checkpoint, check point, criteria, criterion, assessment question,
      assessment item, security requirement, security control, verification requirement,
      detailed verification requirement, consensus assessment question, inquiry, query, item to check, what we ask,
      statement, assessment criteria, evaluation item, test name, due diligence question`,
    weakJa: '項目 内容 事項 小項目 管理策 管理項目 項目名 対策 対策内容 基準 メトリクス 指標 確認 チェック 問',
    weakEn: 'item, items, objective, description, measure, safeguard, practice, metric, topic',
  },
  description: {
    ja: `
      説明 詳細 解説 項目説明 小項目説明 内容説明 詳細説明 詳細内容 質問の意図 質問の趣旨 質問の補足 設問の補足
      確認の観点 評価の観点 確認観点 着眼点 確認のポイント 判断基準 評価基準 判定基準 具体例 要求の詳細 趣旨`,
    en: `
      description, detail, details, objectives, explanation, guidance notes, intent, further explanation,
      question details, additional guidance, clarification of question`,
    weakJa: '内容 補足 補足説明 目的 注記',
    weakEn: 'notes, objective, background, rationale',
  },
  verdict: {
    ja: `
      回答 回答欄 回答内容 回答結果 回答選択 回答記入欄 記入欄 対応状況 対応有無 対応の有無 対応可否 対応区分 対応
      対応結果 実施状況 実施有無 実施の有無 実施可否 実施 実施結果 準拠状況 遵守状況 適合状況 達成状況 充足状況
      整備状況 導入状況 対策状況 取組状況 取り組み状況 状況 現状 現況 実態 可否 適否 合否 有無 充足 該当有無
      該当の有無 判定 判定結果 評価 評価結果 自己評価 自己点検 自己判定 自己チェック 点検結果 結果 確認結果 チェック
      チェック欄 チェック結果 選択 選択欄 選択肢から選択 選択レベル ステータス 開示内容 情報開示内容 適合 適合性
      遵守 準拠 回答番号 選択番号 選択肢番号 回答コード 番号で回答 ○× ○△× はい/いいえ 有/無 可/否`,
    en: `
      yes/no, status, answer, answers, response, responses, your answer, your response, vendor response,
      vendor answer, supplier response, supplier answer, provider response, csp answer, csp caiq answer, compliance,
      compliant, compliance status, comply, conformity, conformance, implementation status, implemented, in place,
      met, meets requirement, result, results, tested, self assessment, self-assessment, pass/fail, yes / no, y/n, reply,
      current status, current state, finding, answer (yes/no), applicability status`,
    weakJa: 'レベル 確認 確認欄 点検 記入 答 該当 評点 成熟度',
    weakEn: 'rating, level, maturity, maturity level, check, choice, selection',
  },
  comment: {
    ja: `
      備考 備考欄 コメント コメント欄 補足 補足説明 補足事項 補足コメント 特記事項 具体的内容 具体的な内容
      具体的対応内容 具体的な対応内容 具体的な対応 具体的な実施内容 具体的な対策内容 具体的な取組内容 具体的な状況
      対応内容 実施内容 対策内容 取組内容 取り組み内容 対応詳細 実施詳細 回答詳細 回答の詳細 回答補足 回答備考
      回答コメント 回答理由 選択理由 判断理由 理由 回答の根拠 実施方法 実現方法 対応方法 現状の対応 状況詳細
      詳細内容 詳細説明 メモ 自由記述 自由記入 自由記入欄 記述欄 自由回答 補足欄 説明欄 対応状況の詳細 実施状況の詳細
      対応状況詳細 実施状況詳細 状況説明 代替策 代替手段 理由・代替策 内容詳細 詳細`,
    en: `
      remark, remarks, comment, comments, note, notes, explanation, explanations, details, additional information,
      additional comments, additional details, supporting information, supporting comments,
      implementation description, csp implementation description, implementation details, implementation detail,
      how implemented, justification, response details, response comments, vendor comments, vendor comment,
      supplier comments, clarification, narrative, free text, explain, description of implementation,
      description of control, please explain, please describe, answer details, elaboration, further details`,
    weakJa: '内容 説明 方法 条件 記述 現状',
    weakEn: 'description, response, detail, rationale, information, answer',
  },
  reference: {
    ja: `
      根拠 根拠資料 根拠文書 根拠規程 証跡 証跡資料 証拠 証憑 エビデンス エビデンス資料 参照資料 参照文書 参照先
      参照 参考資料 参考文献 添付資料 添付 提出資料 提示資料 関連資料 関連文書 関連規程 該当規程 該当文書 規程名
      文書名 資料名 規程類 出典 引用元 裏付け資料 裏付資料 公開資料 公開url 掲載url 参照url 根拠url`,
    en: `
      url, evidence, reference, references, supporting document, supporting documents, supporting documentation,
      supporting evidence, document reference, document references, evidence reference, attachment, attachments,
      artifact, artifacts, documentation, source, policy reference, link to evidence, evidence link, proof`,
    weakJa: '資料 文書',
    weakEn: 'link, links, document, documents',
  },
  options: {
    ja: '選択肢 回答選択肢 回答の選択肢 回答区分 選択候補 回答候補 回答例示',
    en: `
      options, answer options, choices, allowed values, possible answers, answer choices, response options,
      valid answers`,
  },
  assessor: {
    ja: `
      評価者 評価者記入欄 評価者コメント 評価者判定 確認者 確認者記入欄 確認者コメント 審査 審査結果 審査欄 審査者
      審査コメント 審査者コメント 当社記入欄 弊社記入欄 当社使用欄 弊社使用欄 当社確認 弊社確認 当社確認欄
      弊社確認欄 当社評価 弊社評価 当社判定 弊社判定 当社コメント 弊社コメント 総合判定 総合評価 承認 検印 受付 所見
      査定 レビュー レビュー結果 レビューコメント 判定者 監査人 監査人コメント 監査結果 監査者 二次評価 一次評価
      委託元記入欄 委託元確認 委託元評価 発注者記入欄 発注者確認 事務局 事務局記入欄 事務局使用欄 社内確認欄
      情シス確認欄 確認印 再評価 再確認 追加質問 再質問 指摘 指摘事項`,
    en: `
      reviewer, reviewer comment, reviewer comments, reviewer notes, review, review result, review status,
      review comments, assessor, assessor comments, assessor notes, assessor rating, assessment result, auditor,
      auditor comments, audit result, internal use, internal use only, for internal use, for internal use only,
      approver, approval, follow up, follow-up, follow-up question, evaluator, evaluation result, customer use only,
      office use only, our assessment, risk rating, residual risk, accepted`,
  },
  person: {
    ja: `
      回答者 記入者 質問者 照会者 担当 担当者 担当部署 担当部門 回答部署 回答部門 責任者 作成者 氏名 名前 部署 部署名 会社名 社名
      連絡先 所有者 管理者 対応者 実施者 主管部署 実施主体 責任範囲 責任分界 責任区分`,
    en: `
      owner, ownership, control ownership, ssrm control ownership, respondent, responder, responsible,
      responsible party, responsibility, assignee, prepared by, completed by, contact, department, person in charge,
      name, answered by`,
  },
  date: {
    ja: '実施時期 対応時期 対応予定 対応予定日 対応予定時期 予定日 予定時期 完了予定日 完了予定 完了日 期限 対応期限 実施日 確認日 回答日 記入日 日付 時期 更新日 点検日',
    en: `
      date, due date, target date, planned date, completion date, implementation date, timeline, deadline,
      date completed, last updated, eta`,
  },
  importance: {
    ja: `
      重要度 優先度 優先順位 必須 必須/任意 必須・任意 任意 必須区分 要否 重み 重要項目 リスク リスクレベル
      点 点数 得点 配点 評点 スコア 素点 加点 ランク レベル1 レベル2 レベル3 レベル4`,
    en: `
      severity, priority, weight, weighting, importance, criticality, required, mandatory, optional, must, should,
      risk, risk level, impact, score, scores, points, point, max score, level 1, level 2, level 3, l1, l2, l3,
      since, tier, must/want`,
    weakJa: 'レベル',
    weakEn: 'level',
  },
  clause: {
    ja: `
      参照規格 準拠規格 関連規格 対応規格 規格 規格番号 関連条項 該当条項 条項 条番号 関連管理策 対応管理策 附属書a
      附属書 ガイドライン 参照ガイドライン 関連ガイドライン 関連法令 法令 根拠法令 管理コード コード`,
    en: `
      iso, iso27001, iso27002, iso27017, iso/iec, 27001, 27002, 27017, nist, csf, cis, pci,
      pci dss soc2 soc 2 ismap fisc guid mapping, mappings, framework, frameworks, standard, standards,
      standard reference, regulation, clause, annex a, control mapping, ccm, ccm control id, related control,
      related controls, nist 800-53, cobit`,
  },
  guide: {
    ja: `
      記入例 回答例 記載例 記入要領 記載要領 記入方法 回答方法 記入上の注意 回答上の注意 留意事項 注意事項 注意点
      確認方法 確認手順 テスト手順 検証方法 検証手順 サンプル 参考 例 備考(例)`,
    en: `
      more, info, training, help, tooltip, guidance, guideline, guidelines, instruction, instructions,
      how to answer, example, examples, sample answer, sample response, example answer, test procedure, procedure,
      tool, tools, more information`,
  },
  cost: {
    ja: '費用 追加費用 追加費用有無 費用有無 カスタマイズ費用 概算費用 初期費用 価格 見積 見積額 見積金額',
    en: 'cost, costs, price impact, additional cost, additional costs, fee, fees, cost impact',
  },
  foreign: {
    ja: `
      期待結果 期待値 期待される結果 想定結果 予想結果 操作手順 試験手順 事前条件 前提条件 入力値 テスト観点
      テストケース テストデータ テスト項目 ケースno ケース番号 不具合番号 指摘内容
      指摘分類 指摘箇所 レビュー対象 レビューア レビューイ 改訂内容 改訂日 改訂箇所 改版内容
      変更内容 変更箇所 変更日 更新内容 版 版数 版番号 課題内容 課題 発生日 起票日 起票者 用語 定義 読み 資産名
      資産番号 脅威 脆弱性 残留リスク リスク値 発生可能性 発生頻度 影響度 タスク 進捗 進捗率 作業項目 作業内容 工数 開始日 終了日 単価 数量 金額`,
    en: `
      expected result, expected results, expected, actual result, test case, test case id, test steps, steps,
      precondition, preconditions, test data, version, revision, change, changes, change description, author,
      changed by, issue, defect, term, definition, asset, quantity, price, amount, unit price, start date, end date,
      vulnerability name, task, action item, progress, threat, vulnerability, likelihood`,
  },
};

/** Says that a column or a group of columns is for the one who answers. */
export const vendorWords =
  /貴社|御社|貴組織|貴団体|ベンダ|委託先|受託者|事業者|提供者|提供会社|提供元|供給者|取引先|お取引先|回答者(?!名)|回答会社|回答欄|今回|vendor|supplier|provider|respondent|\bcsp\b|your (answer|response)|third.party/;

/** Says that a column or a group of columns is for the one who asked, or that nobody is to write there. */
export const assessorWords =
  /当社|弊社|自社(記入|使用|確認|判定|評価|コメント)|評価者|審査|確認者|発注者|発注元|委託元|監査(人|者|結果)|事務局|社内(使用|確認|記入)|記入不要|入力不要|自動(計算|判定|入力)|変更不可|編集不可|レビュー?ア|reviewer|assessor|auditor|internal use|office use|customer use|do not (fill|edit|change|write)|evaluator|for .* use only/;

/** Says that a column holds what was answered at an earlier time. */
export const previousWords =
  /前回|前年|前期|昨年|過去|以前の|旧回答|previous|last (year|time|response)|prior (answer|response|year)/;

/** Sheets that do not ask, by what their name ends in or is. */
export const otherSheetNames: readonly { readonly kind: string; readonly pattern: RegExp }[] = [
  { kind: '表紙', pattern: /^(表紙|鑑|かがみ|カバー|cover( ?(page|sheet))?|title( page)?|dashboard|ダッシュボード)/ },
  {
    kind: '記入要領',
    pattern:
      /(記入|記載|回答|入力)(要領|方法|要項|の手引き?|上の注意|ガイド|手順|説明)|はじめに|使い方|利用方法|説明$|注意事項|手引き?$|案内$|依頼(文|状)?$|^(readme|read me|instructions?|introduction|intro|guide|guidance|how to( use)?|about|notes?)\b|(instructions?|guidance|guide)$/,
  },
  { kind: '記入例', pattern: /記入例|回答例|記載例|サンプル|見本|^(sample|example)s?\b|\((sample|example)\)/ },
  {
    kind: '改訂履歴',
    pattern:
      /(改訂|改版|変更|更新|版)(履歴|管理|記録|来歴)|^履歴$|(change|revision|version)[ -]?(log|history|control)|^(history|changes|changelog|revisions)$|license/,
  },
  {
    kind: '集計',
    pattern:
      /集計|スコア|得点|採点|サマリ|まとめ|グラフ|分析|統計|結果一覧|score|summary|chart|statistics|metrics|result summary/,
  },
  {
    kind: '選択肢・マスタ',
    pattern:
      /マスタ|^(リスト|選択リスト|ドロップダウン|選択肢|プルダウン|コード表?|定義|データ|設定)$|(選択肢|コード)一覧|(選択|ドロップダウン|プルダウン)リスト|^(list|lists|master|lookups?|values|options|config|settings|dropdowns?|data ?validation|choices|codes?|parameters?|reference ?data|references|index)\d*$/,
  },
  { kind: '用語集', pattern: /用語|凡例|glossary|definitions?|legend|terms/ },
];
