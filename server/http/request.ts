import type { Request } from 'express';
import { badRequest } from './errors.ts';
import { cookie } from './security.ts';

/** The body's fields, or none where there is no body. */
export function fields(req: Request): Readonly<Record<string, unknown>> {
  const body: unknown = req.body;
  return typeof body === 'object' && body !== null && !Array.isArray(body) ? (body as Record<string, unknown>) : {};
}

/** A text field that may be left out. @throws InputError `bad-request` when it is no text or too long */
export function optionalText(req: Request, name: string, max = 200): string | undefined {
  const value = fields(req)[name];
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'string' && value.length <= max) return clean(value);
  throw badRequest(
    `${name} は${max}文字以内の文字列で指定してください。`,
    `${name} must be a text of at most ${max} characters.`,
  );
}

/** A text without what neither a page nor a workbook can hold: control characters, halves of characters, other line ends. */
const clean = (text: string): string =>
  text.replace(/\r\n?/g, '\n').replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu, '');

/** A text field that must be there. @throws InputError `bad-request` */
export function requiredText(req: Request, name: string): string {
  const value = optionalText(req, name);
  if (value) return value;
  throw badRequest(`${name} を指定してください。`, `${name} is missing.`);
}

/** A query parameter, or undefined. @throws InputError `bad-request` when it is given twice: neither of the two is meant */
export function query(req: Request, name: string): string | undefined {
  const value = req.query[name];
  if (Array.isArray(value)) {
    throw badRequest(`${name} は1つだけ指定してください。`, `${name} is given more than once.`);
  }
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** A query parameter that must be one of a few words. @throws InputError `bad-request` */
export function choice<const T extends string>(req: Request, name: string, words: readonly T[], otherwise: T): T {
  const value = query(req, name);
  if (value === undefined) return otherwise;
  const word = words.find(w => w === value);
  if (word) return word;
  throw badRequest(`${name} は ${words.join(' / ')} のいずれかです。`, `${name} must be one of ${words.join(', ')}.`);
}

/** A whole number in a range. @throws InputError `bad-request` */
export function wholeNumber(value: unknown, name: string, min: number, max: number): number {
  const number = typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : value;
  if (typeof number === 'number' && Number.isInteger(number) && number >= min && number <= max) return number;
  throw badRequest(
    `${name} は ${min}〜${max} の整数で指定してください。`,
    `${name} must be a whole number from ${min} to ${max}.`,
  );
}

/** A named part of the address. */
export function param(req: Request, name: string): string {
  const value = req.params[name];
  return typeof value === 'string' ? value : '';
}

/**
 * Who acts, for the history: the name that the person signed in with; where no password is asked for, the name given on the page
 * (a cookie) or sent by a program in `X-Kotae-User` (URI-encoded), which proves nothing. Empty while nobody said.
 */
export function actorOf(req: Request): string {
  const signedIn: unknown = req.res?.locals.signedInAs;
  const sent = req.headers['x-kotae-user'];
  const told = (typeof sent === 'string' ? decoded(sent) : undefined) ?? cookie(req, 'kotae_user') ?? '';
  return clean(typeof signedIn === 'string' && signedIn !== '' ? signedIn : told)
    .trim()
    .slice(0, 60);
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
