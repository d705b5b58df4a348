import type { RequestHandler } from 'express';
import type { Desk } from '../../services/desk.ts';
import { requireQuestionnaire } from '../../services/questionnaire-service.ts';
import { param } from '../request.ts';
import { questionnaireJson } from './views.ts';

/** Time between two comments that keep proxies from closing a quiet stream. Milliseconds. */
const HEARTBEAT = 15_000;

/** A questionnaire's progress as server-sent events: one at once, one after every step, until it is ready or failed. */
export function progressEvents(desk: Desk): RequestHandler {
  return async (req, res) => {
    const id = param(req, 'id');
    await requireQuestionnaire(desk, id);
    // Who went away in the meantime closes nothing any more.
    if (res.destroyed) return;
    res.writeHead(200, { 'Content-Type': 'text/event-stream; charset=utf-8', 'X-Accel-Buffering': 'no' });
    if (req.method === 'HEAD') return res.end();
    let sending = Promise.resolve();
    const send = () => {
      sending = sending.then(tell).catch(() => finish());
    };
    const tell = async () => {
      if (res.writableEnded) return;
      const now = questionnaireJson(await requireQuestionnaire(desk, id));
      res.write(`data: ${JSON.stringify(now)}\n\n`);
      if (now.status === 'ready' || now.status === 'failed') finish();
    };
    const unwatch = desk.queue.watch(id, send);
    const heartbeat = setInterval(() => res.write(': still here\n\n'), HEARTBEAT);
    const finish = () => {
      unwatch();
      clearInterval(heartbeat);
      res.end();
    };
    res.on('close', finish);
    send();
  };
}
