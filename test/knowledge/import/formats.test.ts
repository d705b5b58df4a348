import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { importDisclosure } from '../../../knowledge/index.ts';
import { makeDocx, makePdf, type PdfLine } from './make-documents.ts';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const minimal = '# つばめ便 セキュリティホワイトペーパー\n\n## 12.3.1 情報のバックアップ\n毎日取得しています。\n';
const outlineOf = async (bytes: Uint8Array, name: string): Promise<readonly string[]> =>
  (await importDisclosure(bytes, name)).disclosure.passages.map(
    p => `${p.section} ${p.title}: ${p.text.replaceAll('\n', '⏎')}`,
  );

describe('importing Word documents', () => {
  it('reads headings by style, list items, tables of controls and a table of contents', async () => {
    const bytes = makeDocx([
      'つばめ便',
      'セキュリティホワイトペーパー',
      '株式会社つばめ運輸',
      '2024年7月1日 第2版',
      '目次',
      'はじめに\t2',
      '12.3.1 情報のバックアップ\t2',
      '12.4.1 イベントログ取得\t3',
      '# はじめに',
      '本書はつばめ便の安全について述べます。',
      '## 12.3.1 情報のバックアップ',
      '次の情報を毎日複製します。',
      '- 荷物の記録',
      '- 利用者の情報',
      {
        table: [
          ['項番', '管理策', '当社の対応'],
          ['12.4.1', 'イベントログ取得', '操作の記録を1年残します。\n写しをお渡しできます。'],
        ],
      },
    ]);
    expect(await outlineOf(bytes, 'tsubame.docx')).toEqual([
      'sec.intro はじめに: 本書はつばめ便の安全について述べます。',
      '12.3.1 情報のバックアップ: 次の情報を毎日複製します。⏎- 荷物の記録⏎- 利用者の情報',
      '12.4.1 イベントログ取得: 操作の記録を1年残します。⏎写しをお渡しできます。',
    ]);
    expect((await importDisclosure(bytes, 'tsubame.docx')).disclosure).toMatchObject({
      title: 'つばめ便 セキュリティホワイトペーパー',
      provider: '株式会社つばめ運輸',
      version: '第2版',
      effective: '2024-07-01',
    });
  });

  it('reads plain paragraphs that only their numbers make headings', async () => {
    const bytes = makeDocx([
      '9.4.1 情報へのアクセス制限',
      '部署ごとに制限できます。',
      '9.4.4 特権的なユーティリティプログラムの使用',
      '提供していません。',
    ]);
    expect(await outlineOf(bytes, 'a.docx')).toEqual([
      '9.4.1 情報へのアクセス制限: 部署ごとに制限できます。',
      '9.4.4 特権的なユーティリティプログラムの使用: 提供していません。',
    ]);
  });

  it('puts a footnote behind the paragraph that refers to it', async () => {
    const w = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
    const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
    const bytes = makeDocx([], {
      'word/document.xml': utf8(
        `<w:document ${w}><w:body><w:p><w:r><w:t>12.3.1 情報のバックアップ</w:t></w:r></w:p><w:p><w:r><w:t>毎日取得します。</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p><w:p><w:r><w:t>12.4.4 クロックの同期</w:t></w:r></w:p><w:p><w:r><w:t>同期します。</w:t></w:r></w:p></w:body></w:document>`,
      ),
      'word/footnotes.xml': utf8(
        `<w:footnotes ${w}><w:footnote w:id="2"><w:p><w:r><w:t>祝日を除きます。</w:t></w:r></w:p></w:footnote></w:footnotes>`,
      ),
      'word/_rels/document.xml.rels': utf8(
        `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="${relations}/footnotes" Target="footnotes.xml"/></Relationships>`,
      ),
    });
    expect(await outlineOf(bytes, 'a.docx')).toEqual([
      '12.3.1 情報のバックアップ: 毎日取得します。⏎※祝日を除きます。',
      '12.4.4 クロックの同期: 同期します。',
    ]);
  });
});

describe('importing PDF documents', () => {
  const header: PdfLine = { text: 'つばめ便 セキュリティホワイトペーパー', size: 8, x: 350 };
  const footer = (page: number): PdfLine => ({ text: `${page} / 4`, size: 8, x: 290, gap: 300 });

  it('reads Japanese that is not embedded, joins lines that the page broke, and leaves headers and page numbers out', async () => {
    const bytes = makePdf([
      [
        { text: 'つばめ便 セキュリティホワイトペーパー', size: 22 },
        { text: '株式会社つばめ運輸', gap: 60 },
        { text: '２０２４年７月１日', gap: 30 },
      ],
      [
        header,
        { text: '12.3.1 情報のバックアップ', size: 14, gap: 40 },
        { text: 'つばめ便では、荷物の記録と利用者の情報を毎日午前三時に別の地域にあるデータセ', size: 12, gap: 30 },
        { text: 'ンターへ複製します。複製は三十五日のあいだ保管し、その後は自動で消去します。復', size: 12, gap: 16 },
        footer(2),
      ],
      [
        header,
        { text: '元には有償のご依頼が必要です。', size: 12, gap: 40 },
        { text: 'CLD.8.1.5 クラウドサービスカスタマの資産の除去', size: 14, gap: 40 },
        { text: '解約の日から十日以内に消去します。', size: 12, gap: 30 },
        footer(3),
      ],
      [
        header,
        { text: '16.1.2 情報セキュリティ事象の報告', size: 14, gap: 40 },
        { text: '電子メールでお知らせします。', size: 12, gap: 30 },
        footer(4),
      ],
    ]);
    expect(await outlineOf(bytes, 'tsubame.pdf')).toEqual([
      '12.3.1 情報のバックアップ: つばめ便では、荷物の記録と利用者の情報を毎日午前三時に別の地域にあるデータセンターへ複製します。複製は三十五日のあいだ保管し、その後は自動で消去します。復元には有償のご依頼が必要です。',
      'CLD.8.1.5 クラウドサービスカスタマの資産の除去: 解約の日から十日以内に消去します。',
      '16.1.2 情報セキュリティ事象の報告: 電子メールでお知らせします。',
    ]);
    expect((await importDisclosure(bytes, 'tsubame.pdf')).disclosure).toMatchObject({
      title: 'つばめ便 セキュリティホワイトペーパー',
      provider: '株式会社つばめ運輸',
      effective: '2024-07-01',
    });
  });

  it('reads a ruled table of controls, whose cells are broken into lines and continue on the next page', async () => {
    const columns = [60, 120, 260, 520];
    const bytes = makePdf([
      [
        { text: 'つばめ便 セキュリティホワイトペーパー', size: 22 },
        {
          columns,
          rows: [
            [['項番'], ['管理策'], ['当社の対応']],
            [
              ['9.4.4'],
              ['特権的なユーティリティプ', 'ログラムの使用'],
              [
                '認証を避けて使える道具は、お客様にも当社の運用担',
                '当者にも提供していません。保守に使う道具は担当者を',
                '限って使わせています。',
              ],
            ],
            [['12.3.1'], ['情報のバックアップ'], ['次の情報を毎日複製します。', '・荷物の記録', '・利用者の情報']],
          ],
        },
      ],
      [
        {
          columns,
          rows: [
            [[''], [''], ['複製は三十五日で消します。']],
            [['12.4.4'], ['クロックの同期'], ['日本標準時に合わせています。']],
          ],
        },
      ],
    ]);
    expect(await outlineOf(bytes, 'tsubame.pdf')).toEqual([
      '9.4.4 特権的なユーティリティプログラムの使用: 認証を避けて使える道具は、お客様にも当社の運用担当者にも提供していません。保守に使う道具は担当者を限って使わせています。',
      '12.3.1 情報のバックアップ: 次の情報を毎日複製します。⏎・荷物の記録⏎・利用者の情報⏎複製は三十五日で消します。',
      '12.4.4 クロックの同期: 日本標準時に合わせています。',
    ]);
  });

  it('refuses a PDF without text, telling what to do', async () => {
    await expect(importDisclosure(makePdf([[]]), 'scan.pdf')).rejects.toMatchObject({
      code: 'empty-document',
      message: expect.stringContaining('OCR'),
    });
  });

  it('refuses a PDF protected by a password', async () => {
    await expect(importDisclosure(makePdf([[{ text: '秘密' }]], true), 'locked.pdf')).rejects.toMatchObject({
      code: 'unreadable-document',
      en: expect.stringContaining('password'),
    });
  });
});

describe('importing text', () => {
  it.each([
    ['UTF-8 with a byte-order mark', Uint8Array.from([0xef, 0xbb, 0xbf, ...utf8(minimal)])],
    ['UTF-16', Uint8Array.from([0xff, 0xfe, ...Buffer.from(minimal, 'utf16le')])],
    ['line ends of Windows', utf8(minimal.replaceAll('\n', '\r\n'))],
  ])('reads %s', async (_what, bytes) => {
    expect(await outlineOf(bytes, 'a.md')).toEqual(['12.3.1 情報のバックアップ: 毎日取得しています。']);
  });

  it('reads Shift_JIS', async () => {
    const text = iconv.encode('12.4.4 クロックの同期\nNTPで同期します。', 'Shift_JIS');
    expect(await outlineOf(text, 'a.txt')).toEqual(['12.4.4 クロックの同期: NTPで同期します。']);
  });
});

describe('what cannot be imported', () => {
  const zeros = new Uint8Array(210 * 1024 * 1024);
  const cases: readonly (readonly [string, string, Uint8Array, string])[] = [
    ['an empty file', 'empty-document', new Uint8Array(), 'a.txt'],
    ['a blank file', 'empty-document', utf8(' \n\n　\n'), 'a.md'],
    [
      'a picture',
      'not-a-document',
      Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13]),
      'a.txt',
    ],
    ['a text without a control', 'no-control', utf8('# つばめ便\n\n安全に運びます。\n'), 'a.md'],
    ['a text that only mentions a control', 'no-control', utf8('つばめ便は12.3.1に沿って複製します。\n'), 'a.md'],
    ['a broken PDF', 'unreadable-document', utf8('%PDF-1.7\nnothing more'), 'a.pdf'],
    [
      'an old or encrypted Word file',
      'unreadable-document',
      Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]),
      'a.docx',
    ],
    ['a cut zip', 'unreadable-document', makeDocx(['12.3.1 情報のバックアップ']).subarray(0, 400), 'a.docx'],
    [
      'a Word file with a DOCTYPE',
      'unreadable-document',
      makeDocx([], { 'word/document.xml': utf8('<!DOCTYPE x [<!ENTITY a "b">]><x/>') }),
      'a.docx',
    ],
    ['a zip that is no Word file', 'not-a-document', withoutDocument(), 'a.docx'],
    ['a bomb', 'too-large', makeDocx(['12.3.1 情報のバックアップ'], { 'word/media/a.bin': zeros }), 'a.docx'],
    ['a file of more than 50 MB', 'too-large', zeros.subarray(0, 51 * 1024 * 1024), 'a.txt'],
  ];

  it.each(cases)('%s is refused as %s', async (_what, code, bytes, name) => {
    await expect(importDisclosure(bytes, name)).rejects.toMatchObject({
      name: 'InputError',
      code,
      message: expect.stringContaining(name),
      en: expect.stringContaining(name),
    });
  });

  it('says where a heading has no text below it', async () => {
    const { messages } = await importDisclosure(utf8(`${minimal}\n## 12.4.4 クロックの同期\n`), 'a.md');
    expect(messages).toContainEqual(
      expect.objectContaining({ severity: 'warning', code: 'heading-without-text', where: '6' }),
    );
  });
});

function withoutDocument(): Uint8Array {
  const bytes = Buffer.from(makeDocx(['x']));
  const name = Buffer.from('word/document.xml');
  for (let at = bytes.indexOf(name); at >= 0; at = bytes.indexOf(name, at + 1)) bytes.write('word/documenX.xml', at);
  return Uint8Array.from(bytes);
}
