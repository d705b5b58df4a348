import { fileURLToPath } from 'node:url';
import express, { type Express } from 'express';
import { sql } from 'kysely';
import type { Desk } from '../services/desk.ts';
import { exportRoutes } from './api/exports.ts';
import { knowledgeRoutes } from './api/knowledge.ts';
import { openApi } from './api/openapi.ts';
import { questionnaireRoutes } from './api/questionnaires.ts';
import { questionRoutes } from './api/questions.ts';
import { apiErrors, notFound } from './errors.ts';
import { pageErrors, pageRoutes } from './pages/routes.ts';
import { hostCheck, sameOrigin, securityHeaders } from './security.ts';
import { signIn } from './sign-in.ts';

/** What the web application needs beside its services. */
export interface AppOptions {
  /** Address that it is reached at; a loopback address refuses other names. */
  readonly host: string;
  /** What a person must know to be let in; null lets in everyone who can reach the address. */
  readonly password: string | null;
  /** Gets every fault that is nobody's input, for the log. */
  readonly report: (fault: unknown) => void;
}

const PUBLIC = fileURLToPath(new URL('./public', import.meta.url));

/** The web application: pages, API and assets. */
export function createApp(desk: Desk, { host, password, report }: AppOptions): Express {
  const app = express();
  app.disable('x-powered-by');
  app.set('query parser', 'simple');
  app.use(securityHeaders, hostCheck(host), sameOrigin);

  app.get(['/healthz', '/readyz'], async (req, res) => {
    if (req.path === '/readyz') await sql`select 1`.execute(desk.db);
    res.json({ status: 'ok' });
  });
  if (password !== null) app.use(signIn(password));
  app.use(
    '/assets',
    express.static(PUBLIC, { index: false, setHeaders: res => res.setHeader('Cache-Control', 'no-cache') }),
  );

  const api = express.Router();
  api.use(express.json({ limit: '1mb' }));
  api.get('/openapi.json', (_req, res) => {
    res.json(openApi);
  });
  api.use(questionnaireRoutes(desk), questionRoutes(desk), exportRoutes(desk), knowledgeRoutes(desk));
  api.use(() => {
    throw notFound();
  });
  app.use('/api/v1', api);

  app.use(pageRoutes(desk));
  app.use(() => {
    throw notFound();
  });
  // Also for what is refused before the API's own routes are reached.
  app.use(['/api', '/healthz', '/readyz'], apiErrors(report));
  app.use(pageErrors(report));
  return app;
}
