import { createHash, timingSafeEqual } from 'node:crypto';
import type { RequestHandler } from 'express';
import { InputError } from '../../knowledge/errors.ts';

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/**
 * Lets in who knows the password (HTTP Basic; programs may send it too). The name that a person signs in with stands in the
 * history. Without TLS before it the password travels readably: for a network that is trusted not to listen.
 */
export function signIn(password: string): RequestHandler {
  const wanted = digest(password);
  return (req, res, next) => {
    const [, sent = ''] = /^Basic ([A-Za-z0-9+/=]+)$/.exec(req.headers.authorization ?? '') ?? [];
    const [name = '', ...rest] = Buffer.from(sent, 'base64').toString('utf8').split(':');
    if (!timingSafeEqual(digest(rest.join(':')), wanted)) {
      res.setHeader('WWW-Authenticate', 'Basic realm="Kotae", charset="UTF-8"');
      throw new InputError(
        'not-signed-in',
        'パスワードが必要です。名前と、管理者から知らされたパスワードを入力してください。',
        'A password is needed. Enter your name and the password that the administrator gave you.',
      );
    }
    res.locals.signedInAs = name;
    next();
  };
}
