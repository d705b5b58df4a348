import express, { type ErrorRequestHandler, Router } from 'express';
import type { Desk } from '../../services/desk.ts';
import { faultOf } from '../errors.ts';
import { optionalText } from '../request.ts';
import { requireFormToken } from '../security.ts';
import { homeRoutes } from './home.ts';
import { knowledgePages } from './knowledge.ts';
import { questionnairePages } from './questionnaire.ts';
import { langOfRequest, MAX_BACK, sendPage } from './view.ts';

const YEAR = 365 * 24 * 3600 * 1000;

/** Every page. */
export function pageRoutes(desk: Desk): Router {
  const pages = Router();
  pages.use(express.urlencoded({ extended: false, limit: '100kb' }));
  pages.use(homeRoutes(desk), questionnairePages(desk), knowledgePages(desk));

  pages.post('/settings', requireFormToken, (req, res) => {
    const name = optionalText(req, 'name', 60) ?? '';
    res.cookie('kotae_user', name.trim(), { sameSite: 'lax', path: '/', maxAge: YEAR });
    // Back to a page of this server alone.
    const back = optionalText(req, 'back', MAX_BACK) ?? '/';
    res.redirect(303, /^\/(?![/\\])/.test(back) ? back : '/');
  });
  return pages;
}

/** Tells errors in words on a page. */
export function pageErrors(report: (fault: unknown) => void): ErrorRequestHandler {
  return (error, req, res, next) => {
    const fault = faultOf(error);
    if (fault.status === 500) report(error);
    if (res.headersSent) return next(error);
    res.status(fault.status);
    const text = langOfRequest(req, res) === 'ja' ? fault.message : fault.en;
    sendPage(req, res, 'error', { title: 'error.title', text, code: fault.code, status: fault.status });
  };
}
