import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { Request, RequestHandler, Response } from 'express';
import { InputError } from '../../knowledge/errors.ts';

const LOOPBACK = /^(127(\.\d{1,3}){3}|localhost|\[::1\]|::1)$/i;

/** Whether an address is reached from this machine alone. */
export const isLoopback = (host: string): boolean => LOOPBACK.test(host);

/** Headers that keep the pages to themselves: own scripts and styles only, no frame, no guessing, no word to other sites. */
export const securityHeaders: RequestHandler = (_req, res, next) => {
  res.set({
    'Content-Security-Policy':
      "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
    'X-Content-Type-Options': 'nosniff',
    'X-Frame-Options': 'DENY',
    'Referrer-Policy': 'no-referrer',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Permissions-Policy': 'camera=(), geolocation=(), microphone=()',
    'Cache-Control': 'no-store',
  });
  next();
};

const forbidden = (ja: string, en: string): InputError => new InputError('forbidden', ja, en);

/**
 * A server on a loopback address answers only to loopback names: another site that points its own name here (DNS
 * rebinding) gets nothing.
 */
export function hostCheck(host: string): RequestHandler {
  return (req, _res, next) => {
    const name = (req.headers.host ?? '').replace(/:\d+$/, '');
    if (isLoopback(host) && !isLoopback(name)) {
      throw forbidden(
        'このサーバーは 127.0.0.1 または localhost でだけ開けます。',
        'This server answers only at 127.0.0.1 or localhost.',
      );
    }
    next();
  };
}

/** Refuses requests that change something and that a browser sends for another site's page. */
export const sameOrigin: RequestHandler = (req, _res, next) => {
  if (req.method === 'GET' || req.method === 'HEAD' || req.method === 'OPTIONS') return next();
  const site = req.headers['sec-fetch-site'];
  const { origin } = req.headers;
  const foreign =
    (site !== undefined && site !== 'same-origin' && site !== 'none') ||
    (origin !== undefined && originHost(origin) !== req.headers.host);
  if (foreign) {
    throw forbidden('ほかのサイトからの操作は受け付けません。', 'Requests from other sites are refused.');
  }
  next();
};

function originHost(origin: string): string | null {
  try {
    return new URL(origin).host;
  } catch {
    return null;
  }
}

const CSRF_COOKIE = 'kotae_csrf';

/** A cookie's value, or undefined. */
export function cookie(req: Request, name: string): string | undefined {
  const found = (req.headers.cookie ?? '').split(/;\s*/).find(part => part.startsWith(`${name}=`));
  if (found === undefined) return undefined;
  try {
    return decodeURIComponent(found.slice(name.length + 1));
  } catch {
    return undefined;
  }
}

/** The token that the forms of a page carry; the browser holds the same in a cookie that other sites cannot read or send. */
export function formToken(req: Request, res: Response): string {
  const known = cookie(req, CSRF_COOKIE);
  if (known && /^[\w-]{43}$/.test(known)) return known;
  const fresh = randomBytes(32).toString('base64url');
  res.cookie(CSRF_COOKIE, fresh, { httpOnly: true, sameSite: 'strict', path: '/' });
  return fresh;
}

/** Refuses a form without the token of `formToken`; runs after the body was read. */
export const requireFormToken: RequestHandler = (req, _res, next) => {
  const sent = Buffer.from(String((req.body as Record<string, unknown> | undefined)?._token ?? ''));
  const held = Buffer.from(cookie(req, CSRF_COOKIE) ?? '');
  if (held.length === 0 || sent.length !== held.length || !timingSafeEqual(sent, held)) {
    throw forbidden(
      'フォームの有効期限が切れました。ページを開き直して、もう一度送信してください。',
      'The form has expired. Open the page anew and send it again.',
    );
  }
  next();
};
