import supertest from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApplication, type TestApplication } from './support/application.ts';
import { checklist } from './support/checklist.ts';
import { scriptedTasks } from './support/scripted-tasks.ts';

let kotae: TestApplication;
let id: string;
const http = () => supertest(kotae.app);

beforeAll(async () => {
  kotae = await startApplication();
  id = await kotae.answered();
});
afterAll(() => kotae.close());

const PAGES = (questionnaire: string) => [
  '/',
  `/questionnaires/${questionnaire}`,
  `/questionnaires/${questionnaire}/layout`,
  `/questionnaires/${questionnaire}/export`,
  `/questionnaires/${questionnaire}/evidence`,
  '/knowledge',
  '/knowledge/services/idcf-cloud',
  '/knowledge/services/idcf-cloud?q=バックアップ',
  '/knowledge/disclosures/1',
  '/knowledge/compare?from=1&to=2',
  '/knowledge/import',
];

describe('every page', () => {
  it('speaks Japanese first, English when the browser asks for it or the switch says so, and remembers', async () => {
    for (const page of PAGES(id)) {
      const japanese = await http().get(page).expect(200);
      expect(japanese.text).toContain('<html lang="ja">');
      const english = await http().get(page).set('Accept-Language', 'en-GB,en;q=0.9').expect(200);
      expect(english.text).toContain('<html lang="en">');
    }
    const switched = await http().get('/?lang=en').expect(200);
    expect(String(switched.headers['set-cookie'])).toContain('kotae_lang=en');
    const kept = await http().get('/').set('Cookie', 'kotae_lang=en').set('Accept-Language', 'ja');
    expect(kept.text).toContain('<html lang="en">');
  });

  it('carries no script or style of its own, and nothing of another host', async () => {
    for (const page of PAGES(id)) {
      const { text, headers } = await http().get(page);
      expect(headers['content-security-policy']).toContain("default-src 'self'");
      expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
      expect(headers['x-content-type-options']).toBe('nosniff');
      expect(text).not.toMatch(/<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc="\/assets\/)/);
      expect(text).not.toMatch(/(?:src|href|action)="(?:https?:)?\/\//);
    }
  });

  it('says what is missing in words', async () => {
    const missing = await http().get('/questionnaires/00000000-0000-4000-8000-000000000000').expect(404);
    expect(missing.text).toContain('このチェックシートはありません');
    const english = await http().get('/nothing').set('Accept-Language', 'en').expect(404);
    expect(english.text).toContain('There is nothing at this address.');
    expect(english.text).not.toMatch(/\.ts:\d+/);
  });
});

describe('what a customer wrote', () => {
  it('is shown as text, never as markup', async () => {
    const evil = '<img src=x onerror=alert(1)>"\'{{7*7}}をバックアップしていますか。';
    const other = await kotae.answered(
      await checklist([
        { number: '1', category: '<b>分類</b>', text: evil },
        { number: '2', category: '分類', text: 'ログを取得していますか。' },
        { number: '3', category: '分類', text: '通信を暗号化していますか。' },
      ]),
      '<script>alert(1)</script>.xlsx',
    );
    for (const page of PAGES(other)) {
      const { text } = await http().get(page);
      expect(text).not.toContain('<img src=x');
      expect(text).not.toContain('<script>alert');
    }
    const report = await http().get(`/questionnaires/${other}/evidence`);
    expect(report.text).toContain('&lt;img src&#x3D;x');
    expect(report.text).toContain('{{7*7}}');
  });
});

describe('other sites', () => {
  it('cannot act through a person’s browser', async () => {
    const act = () => http().delete(`/api/v1/questionnaires/${id}`);
    const { body } = await act().set('Origin', 'https://example.org').expect(403);
    expect(body.error.code).toBe('forbidden');
    await act().set('Sec-Fetch-Site', 'cross-site').expect(403);
    await act().set('Origin', 'null').expect(403);
    await http().get(`/api/v1/questionnaires/${id}`).expect(200);
  });

  it('cannot reach a server of this machine under their own name', async () => {
    await http().get('/').set('Host', 'evil.example').expect(403);
    await http().get('/').set('Host', 'localhost:3000').expect(200);
  });

  it('cannot send a form that this server did not write', async () => {
    await http().post('/settings').type('form').send({ name: '佐藤' }).expect(403);
    const page = await http().get('/');
    const token = /name="_token" value="([\w-]+)"/.exec(page.text)?.[1] ?? '';
    const jar = String(page.headers['set-cookie']).split(';')[0] ?? '';
    const send = (fields: object) => http().post('/settings').set('Cookie', jar).type('form').send(fields);
    await send({ _token: `${token.slice(0, -1)}!`, name: '佐藤' }).expect(403);
    const saved = await send({ _token: token, name: '佐藤', back: '//evil.example' }).expect(303);
    expect(saved.headers.location).toBe('/');
    expect(String(saved.headers['set-cookie'])).toContain(`kotae_user=${encodeURIComponent('佐藤')}`);
  });
});

describe('a server with a password', () => {
  it('lets in nobody without it, tells whether it lives, and signs the history with the name of who came in', async () => {
    const kept = await startApplication(scriptedTasks(), 'long enough');
    const get = (path: string) => supertest(kept.app).get(path);
    await get('/healthz').expect(200);
    const refused = await get('/').expect(401);
    expect(refused.headers['www-authenticate']).toContain('Basic');
    expect((await get('/api/v1/services').expect(401)).body.error.code).toBe('not-signed-in');
    await get('/api/v1/services').auth('佐藤', 'wrong').expect(401);
    await get('/assets/base.css').expect(401);
    const { text } = await get('/').auth('佐藤', 'long enough').set('X-Kotae-User', 'somebody').expect(200);
    expect(text).toMatch(/<summary>.*佐藤<\/summary>/);
    await kept.close();
  });
});

describe('without scripts', () => {
  it('the home page’s form takes a workbook and leads to its page', async () => {
    const page = await http().get('/');
    const token = /name="_token" value="([\w-]+)"/.exec(page.text)?.[1] ?? '';
    const sent = await http()
      .post('/questionnaires')
      .set('Cookie', String(page.headers['set-cookie']).split(';')[0] ?? '')
      .field({ _token: token, service: 'idcf-cloud' })
      .attach('file', await checklist(), '確認表.xlsx')
      .expect(303);
    expect(sent.headers.location).toMatch(/^\/questionnaires\/[0-9a-f-]{36}$/);
    await kotae.desk.queue.idle();
  });
});

describe('knowledge', () => {
  it('finds passages by what one types, spelling widths aside, and answers the list alone as one types', async () => {
    const list = await http().get('/knowledge/services/idcf-cloud?part=list&q=ﾊﾞｯｸｱｯﾌﾟ').expect(200);
    expect(list.text).not.toContain('<html');
    expect(list.text.indexOf('12.3.1')).toBeGreaterThan(0);
    const none = await http().get('/knowledge/services/idcf-cloud?part=list&q=xyzzyplugh').expect(200);
    expect(none.text).toContain('「xyzzyplugh」');
  });

  it('imports a document after a preview that stores nothing, then as a new version, and compares the two', async () => {
    const document = (sentence: string, version: string) =>
      Buffer.from(
        `# 見本クラウド セキュリティホワイトペーパー\n\n${version}\n\n2026年1月10日\n\n## 12.3.1 情報のバックアップ\n\n${sentence}\n\n## 12.4.1 イベントログ取得\n\n操作ログを取得しています。\n`,
      );
    const post = (bytes: Buffer, more: Readonly<Record<string, string>> = {}) =>
      http()
        .post('/api/v1/disclosures')
        .field({ service: 'mihon-cloud', title: '見本ホワイトペーパー', ...more })
        .attach('file', bytes, 'mihon.md');
    const first = document('毎日バックアップを取得します。', '第1版');
    const preview = await post(first, { preview: 'true' }).expect(200);
    expect(preview.body.disclosure.passages.map((p: { section: string }) => p.section)).toEqual(['12.3.1', '12.4.1']);
    await http().get('/knowledge/services/mihon-cloud').expect(404);

    expect((await post(first, { version: '第1版' }).expect(201)).body.outcome).toBe('added');
    expect((await post(first, { version: '第1版' }).expect(200)).body.outcome).toBe('unchanged');
    const second = document('毎週バックアップを取得します。', '第2版');
    expect((await post(second, { version: '第2版' }).expect(201)).body.outcome).toBe('new-version');

    const { body } = await http().get('/api/v1/disclosures');
    const [to, from] = body.items.filter((d: { service: string }) => d.service === 'mihon-cloud');
    const page = await http().get(`/knowledge/compare?from=${from.id}&to=${to.id}`).expect(200);
    expect(page.text).toMatch(/<del>毎日バックアップを取得します。\s*<\/del>/);
    expect(page.text).toMatch(/<ins>毎週バックアップを取得します。\s*<\/ins>/);
    expect(page.text).not.toContain('操作ログを取得しています。');
    await http().get('/knowledge/compare?from=1&to=99999').expect(404);
  });

  it('refuses a document that is none, with a reason', async () => {
    const { body } = await http()
      .post('/api/v1/disclosures')
      .field('service', 'mihon-cloud')
      .attach('file', Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 0, 0, 0]), 'photo.jpg');
    expect(body.error.message).toMatch(/photo\.jpg/);
  });
});
