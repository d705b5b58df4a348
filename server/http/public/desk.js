import { ApiError, announce, api } from './api.js';
import { drawDetail, fit } from './desk-detail.js';
import { askConflict, drawKeys, startBulk } from './desk-dialogs.js';
import { listenToKeys } from './desk-keys.js';
import { createList, kindOf } from './desk-list.js';
import { h, sayer } from './dom.js';

const at = name => document.getElementById(name);
const desk = at('desk');
const say = sayer(desk);
const { id } = desk.dataset;
const path = question => `/questionnaires/${id}/questions/${question}`;

let current = null;
let together = true;
/** What a person has changed and not saved, by question. */
const drafts = new Map();
/** What was done in this tab, for undo: lists of question ids. */
const done = [];
const details = new Map();

const list = createList({
  list: at('list'),
  form: at('filters'),
  shown: at('shown'),
  none: at('none'),
  say,
  choose: (question, open) => choose(question, open),
});

async function reload() {
  const { items } = await api('GET', `/questionnaires/${id}/queue`);
  list.load(items);
  drawSummary();
}

function drawSummary() {
  const groups = { decided: 0, sure: 0, review: 0, blank: 0, prefilled: 0 };
  const group = {
    approved: 'decided',
    edited: 'decided',
    rejected: 'decided',
    sure: 'sure',
    'needs-review': 'review',
    'no-evidence': 'blank',
    prefilled: 'prefilled',
  };
  for (const item of list.items.values()) groups[group[kindOf(item)]] += 1;
  const entries = Object.entries(groups).filter(([, n]) => n > 0);
  at('bar').replaceChildren(
    ...entries.map(([kind, n]) => {
      const part = h('span', { class: `part ${kind}` });
      part.style.flexGrow = String(n);
      return part;
    }),
  );
  const names = {
    decided: ['count.decided', 'decided'],
    sure: ['count.sure', 'sure'],
    review: ['count.review', 'needs-review'],
    blank: ['count.no-evidence', 'no-evidence'],
    prefilled: ['count.prefilled', 'prefilled'],
  };
  at('counts').replaceChildren(
    ...entries.map(([kind, n]) =>
      h(
        'li',
        {},
        h(
          'button',
          { type: 'button', class: 'legend-button', onclick: () => list.setState(names[kind][1]) },
          h('i', { class: `swatch ${kind}` }),
          say(names[kind][0]),
          ' ',
          h('b', {}, String(n)),
        ),
      ),
    ),
  );
}

async function load(question) {
  const found = await api('GET', path(question));
  // Asked for before a change of one's own and answered after it: ask again.
  if (found.version < list.items.get(question).version) return load(question);
  details.set(question, found);
  return found;
}

async function choose(question, open) {
  if (question === null) return;
  current = question;
  list.mark(question);
  history.replaceState(null, '', `#${question}`);
  if (open) document.body.classList.add('showing-detail');
  try {
    const found = details.get(question) ?? (await load(question));
    if (current !== question) return;
    draw(found);
    if (open) at('detail').focus();
    at('detail').scrollTop = 0;
    // The one after it, so that going on shows it at once; nobody waits for that.
    const after = list.neighbour(question, 1);
    if (after !== null && !details.has(after)) load(after).catch(() => undefined);
  } catch (error) {
    tellError(error);
  }
}

function draw(question = details.get(current)) {
  drawDetail(at('detail'), question, drafts.get(current) ?? {}, { say, on });
}

const detail = () => details.get(current);
const setDraft = changes => {
  const question = detail();
  const draft = { ...drafts.get(current), ...changes };
  if (draft.text === question.proposal.text) delete draft.text;
  if (Object.values(draft).every(value => value === undefined)) drafts.delete(current);
  else drafts.set(current, draft);
};

const on = {
  back: () => {
    document.body.classList.remove('showing-detail');
    at('list').querySelector('[aria-current]')?.focus();
  },
  verdict(choice) {
    setDraft(
      choice.verdicts.length > 0
        ? { verdict: choice.verdicts[0], option: undefined }
        : { option: choice.option, verdict: undefined },
    );
    keepFocus(() => draw());
  },
  text(value) {
    const before = drafts.has(current);
    setDraft({ text: value });
    fit(at('answer-text'));
    // The button says what it does: approve what stands, or save what changed.
    if (before !== drafts.has(current)) keepFocus(() => draw());
  },
  decide() {
    const draft = drafts.get(current);
    if (draft) return act({ action: 'edit', ...draft }, 'desk.saved');
    return act({ action: 'approve' }, 'desk.approved');
  },
  reject: () => act({ action: 'reject' }, 'desk.rejected'),
  flag: () => act({ action: 'flag' }, 'desk.flagged', false),
  choose: citation => act({ action: 'choose', citation }, 'desk.chose', false),
  revert() {
    drafts.delete(current);
    draw();
  },
  note: note => act({ action: 'note', note }, 'desk.saved', false),
  assign: assignee => act({ action: 'assign', assignee }, 'desk.saved', false),
  together: checked => {
    together = checked;
  },
  isTogether: () => together,
};

/** Draws anew and puts the focus and the caret back where they were. */
function keepFocus(redraw) {
  const focused = document.activeElement;
  const { id: name, selectionStart, selectionEnd } = focused ?? {};
  const pressed = [...at('detail').querySelectorAll('.verdicts button')].indexOf(focused);
  redraw();
  const again = name ? at(name) : at('detail').querySelectorAll('.verdicts button')[pressed];
  again?.focus();
  if (again?.tagName === 'TEXTAREA') again.setSelectionRange(selectionStart, selectionEnd);
}

/** Draws a question after a step; the focus stays where the person is, or goes to the question if its place is gone. */
function redraw() {
  const inside = at('detail').contains(document.activeElement);
  keepFocus(() => draw());
  if (inside && !at('detail').contains(document.activeElement)) focusQuestion();
}

function focusQuestion() {
  at('detail').querySelector('.question-text')?.focus({ preventScroll: true });
}

let busy = false;
/** Notes and assignments on their way: what follows them waits for the version that they leave. */
let noting = Promise.resolve();
const isNoting = ({ action }) => action === 'note' || action === 'assign';

/**
 * Sends one step; goes on to the next question when the step decides it. A key pressed before the answer is there does
 * nothing: it would meet a question that the person has not seen. A note is saved when one leaves it, often by pressing a
 * button: the button's step comes after it.
 */
async function act(command, told, goOn = true) {
  const mine = current;
  if (!detail() || detail().prefilled) return;
  if (isNoting(command)) {
    noting = noting.then(() => step(mine, command, told, false));
    return noting;
  }
  if (busy) return;
  busy = true;
  await noting;
  await step(mine, command, told, goOn);
  busy = false;
}

async function step(mine, command, told, goOn) {
  try {
    const question = details.get(mine) ?? (await load(mine));
    const inside = at('detail').contains(document.activeElement);
    const withSame = !isNoting(command) && together && question.same.length > 0;
    const next = list.neighbour(mine, 1) ?? list.neighbour(mine, -1);
    const changed = await send(command, question, withSame);
    if (!changed) return;
    done.push(changed.map(q => Number(q.questionId)));
    if (!isNoting(command)) drafts.delete(mine);
    await took(changed);
    toast(say(told) + (changed.length > 1 ? say('desk.also', { n: changed.length - 1 }) : ''));
    await load(mine);
    // The person has gone elsewhere in the meantime: there they stay.
    if (current !== mine) return;
    // A redrawn field would lose what is being typed into it.
    if (isNoting(command) && at('detail').querySelector('input:focus, textarea:focus')) return;
    if (!goOn || next === null || next === mine || list.order.length === 0) return redraw();
    await choose(list.order.includes(next) ? next : list.order[0], false);
    if (inside) focusQuestion();
  } catch (error) {
    tellError(error);
  }
}

/** Sends a step; a stale version asks the person which state counts. Returns the changed questions, or null. */
async function send(command, question, withSame) {
  try {
    const { also, ...own } = await api('PATCH', path(question.questionId), {
      ...command,
      version: question.version,
      together: withSame,
    });
    return [own, ...also];
  } catch (error) {
    if (error.code !== 'stale-version') throw error;
    const newest = await load(Number(question.questionId));
    const state = (review, verdict) =>
      [say(`review.${review}`), verdict ? say(`verdict.${verdict}`) : ''].filter(Boolean).join('・');
    const choice = await askConflict(at('conflict'), {
      theirs: { state: state(newest.review, newest.verdict), text: newest.proposal.text },
      mine: {
        state: [
          say(`action.${command.action}`),
          command.verdict ? say(`verdict.${command.verdict}`) : (command.option ?? ''),
        ]
          .filter(Boolean)
          .join('・'),
        text: command.text ?? command.note ?? command.assignee ?? question.proposal.text,
      },
    });
    if (choice === 'mine') return send(command, newest, withSame);
    drafts.delete(Number(question.questionId));
    await took([newest]);
    draw(newest);
    return null;
  }
}

/** Brings the queue up to date with changed questions. */
async function took(changed) {
  for (const question of changed) {
    const number = Number(question.questionId);
    details.delete(number);
    list.update({
      id: number,
      version: question.version,
      review: question.review,
      verdict: question.verdict,
      assignee: question.assignee,
      noted: question.note !== '',
    });
  }
  drawSummary();
}

async function undo() {
  if (busy) return;
  const last = done.pop();
  if (!last) return toast(say('desk.nothing-to-undo'));
  busy = true;
  try {
    await noting;
    const changed = [];
    for (const question of last) {
      const { version } = details.get(question) ?? (await load(question));
      changed.push(await api('PATCH', path(question), { action: 'undo', version }));
    }
    await took(changed);
    toast(say('desk.undone'));
    await choose(last[0], false);
  } catch (error) {
    tellError(error);
  } finally {
    busy = false;
  }
}

const openBulk = startBulk(at('bulk'), {
  id,
  say,
  failed: tellError,
  async done({ approved, conflicts }) {
    if (approved.length > 0) done.push(approved.map(Number));
    details.clear();
    await reload();
    toast(
      say('desk.bulk-done', { n: approved.length }) +
        (conflicts.length > 0 ? ` ${say('desk.bulk-conflicts', { n: conflicts.length })}` : ''),
    );
    await choose(list.order[0] ?? current, false);
  },
});
at('open-bulk').addEventListener('click', openBulk);
at('undo').addEventListener('click', undo);
at('open-help').addEventListener('click', () => at('help').showModal());
drawKeys(at('keys'), say);
const useKeys = at('use-keys');
useKeys.checked = localStorage.getItem('kotae-keys') !== 'off';
useKeys.addEventListener('change', () => localStorage.setItem('kotae-keys', useKeys.checked ? 'on' : 'off'));

const KEYS = {
  j: () => choose(list.neighbour(current, 1), false),
  k: () => choose(list.neighbour(current, -1), false),
  a: () => on.decide(),
  e: () => at('answer-text')?.focus(),
  x: () => on.reject(),
  f: () => on.flag(),
  c: () => {
    const question = detail();
    const used = question?.decision?.citation ?? (question?.used > 0 ? 0 : -1);
    if (question && used + 1 < question.candidates.length) on.choose(used + 1);
  },
  u: undo,
  t: () => at('together')?.click(),
  n: () => at('note')?.focus(),
  i: () => at('assignee')?.focus(),
  b: openBulk,
  '/': () => list.focusSearch(),
  '?': () => at('help').showModal(),
};
KEYS.ArrowDown = KEYS.j;
KEYS.ArrowUp = KEYS.k;

listenToKeys(KEYS, {
  choices: () => detail()?.choices ?? [],
  pick: on.verdict,
  decide: on.decide,
  single: () => useKeys.checked,
});
addEventListener('beforeunload', event => {
  if (drafts.size > 0) event.preventDefault();
});

let hide;
function toast(text) {
  const place = at('toast');
  place.textContent = text;
  place.hidden = false;
  announce(text);
  clearTimeout(hide);
  hide = setTimeout(() => {
    place.hidden = true;
  }, 4000);
}

function tellError(error) {
  toast(error instanceof ApiError ? error.message : say('desk.offline'));
}

// Last, when everything that it uses is there.
await reload();
const wanted = Number(location.hash.slice(1));
if (list.items.has(wanted)) await choose(wanted, false);
else if (list.order.length > 0) await choose(list.order[0], false);
else at('detail').replaceChildren(h('p', { class: 'hint pad' }, say('desk.all-done')));
desk.dataset.ready = 'true';
