import { readdirSync, readFileSync } from 'node:fs';
import type { Request, Response } from 'express';
import Handlebars from 'handlebars';
import type { Lang } from '../../services/answer-text.ts';
import { messageKey, say } from '../messages/index.ts';
import { actorOf } from '../request.ts';
import { cookie, formToken } from '../security.ts';

const FOLDER = new URL('../../../templates/pages/', import.meta.url);
const YEAR = 365 * 24 * 3600 * 1000;
/** Longest address that the settings lead back to. */
export const MAX_BACK = 2000;

const views = Handlebars.create();
const pages = new Map<string, HandlebarsTemplateDelegate>();

/** Compiles `templates/pages` once; everything that a template prints is escaped. */
function load(): void {
  const read = (path: string) => readFileSync(new URL(path, FOLDER), 'utf8');
  const named = (file: string) => file.replace(/\.hbs$/, '');
  for (const file of readdirSync(new URL('partials/', FOLDER)))
    views.registerPartial(named(file), read(`partials/${file}`));
  for (const file of readdirSync(FOLDER).filter(f => f.endsWith('.hbs')))
    pages.set(named(file), views.compile(read(file)));
}

type Options = Handlebars.HelperOptions;
const langIn = (options: Options): Lang => (options.data as { root: { lang: Lang } }).root.lang;

views.registerHelper({
  /** `{{t "home.title" n=3}}` */
  t: (key: string, options: Options) => say(langIn(options), messageKey(key), options.hash),
  /** `{{tt "status." status}}` */
  tt: (prefix: string, name: string, options: Options) => say(langIn(options), messageKey(`${prefix}${name}`)),
  percent: (share: unknown) => (typeof share === 'number' ? Math.round(share * 100) : ''),
  day: (iso: unknown, options: Options) => (typeof iso === 'string' ? dateText(iso, langIn(options), false) : ''),
  time: (iso: unknown, options: Options) => (typeof iso === 'string' ? dateText(iso, langIn(options), true) : ''),
  /** The first digits of a hash, enough to tell files apart by eye. */
  short: (hash: unknown) => String(hash).slice(0, 12),
  json: (value: unknown) => JSON.stringify(value),
  eq: (a: unknown, b: unknown) => a === b,
});

/** A date as a person reads it, in the server's time zone; a plain date stays the day that it is. */
function dateText(iso: string, lang: Lang, withTime: boolean): string {
  const date = new Date(iso);
  return new Intl.DateTimeFormat(lang === 'ja' ? 'ja-JP' : 'en-GB', {
    dateStyle: 'medium',
    ...(withTime && { timeStyle: 'short' }),
    ...(iso.length === 10 && { timeZone: 'UTC' }),
  }).format(date);
}

/** The language of a request: `?lang=` (kept in a cookie), the cookie, what the browser asks for, Japanese. */
export function langOfRequest(req: Request, res: Response): Lang {
  const asked = req.query.lang;
  if (asked === 'ja' || asked === 'en') {
    res.cookie('kotae_lang', asked, { sameSite: 'lax', path: '/', maxAge: YEAR });
    return asked;
  }
  const kept = cookie(req, 'kotae_lang');
  if (kept === 'ja' || kept === 'en') return kept;
  return req.acceptsLanguages('ja', 'en') === 'en' ? 'en' : 'ja';
}

/** The same page in another language, whatever else its address asks for. */
function inLanguage(req: Request, lang: Lang): string {
  const asked = new URLSearchParams(req.originalUrl.split('?')[1] ?? '');
  asked.set('lang', lang);
  return `?${asked}`;
}

/** Sends a page of `templates/pages`, with what the frame of every page needs. */
export function sendPage(req: Request, res: Response, page: string, data: Readonly<Record<string, unknown>>): void {
  if (pages.size === 0) load();
  const template = pages.get(page);
  if (!template) throw new Error(`there is no page ${page}`);
  const lang = langOfRequest(req, res);
  res.vary('Accept-Language').type('html');
  res.send(
    template({
      lang,
      otherLang: lang === 'ja' ? 'en' : 'ja',
      actor: actorOf(req),
      token: formToken(req, res),
      back: req.originalUrl.length <= MAX_BACK ? req.originalUrl : req.path,
      languages: { ja: inLanguage(req, 'ja'), en: inLanguage(req, 'en') },
      ...data,
    }),
  );
}
