import { aside, evidence } from './desk-evidence.js';
import { kindOf } from './desk-list.js';
import { h } from './dom.js';

/** The label of a choice, and what it means where the label alone does not say it. */
export function labelOf({ word, verdicts, option }, say) {
  const meaning = verdicts.length > 0 ? say(`verdict.${verdicts[0]}`) : option === 'na' ? say('verdict.na') : '';
  return word === null ? { label: meaning || option, hint: '' } : { label: word, hint: meaning };
}

/** Whether a choice is the one that counts. */
const isChosen = (choice, { verdict, option }) =>
  option ? choice.option === option : Boolean(verdict) && choice.verdicts.includes(verdict);

/**
 * Draws a question with everything that a decision needs. `draft` is what the person has changed and not saved yet; `on`
 * holds what the buttons do.
 */
export function drawDetail(place, question, draft, { say, on }) {
  const lang = document.documentElement.lang;
  const kind = kindOf(question);
  const isLong = question.text.length > 300;
  const chosenAt = question.decision?.citation ?? (question.candidates.length > 0 && question.used > 0 ? 0 : null);
  const decided = {
    verdict: draft.verdict ?? (draft.option ? null : question.proposal.verdict),
    option: draft.option ?? (draft.verdict ? null : question.decision?.option),
  };

  const head = h(
    'header',
    { class: 'detail-head' },
    h('button', { type: 'button', class: 'back', onclick: on.back }, `← ${say('desk.back')}`),
    h(
      'p',
      { class: 'meta' },
      [question.number, `${question.sheet} ${question.cell}`, question.category].filter(Boolean).join('　'),
    ),
    h(
      'h2',
      // A very long one scrolls within itself, also by keyboard, so that the answer stays in view.
      isLong ? { class: 'question-text long', tabindex: '0' } : { class: 'question-text', tabindex: '-1' },
      question.text,
    ),
    h(
      'p',
      { class: 'chips' },
      h('span', { class: `chip ${kind}` }, kind === 'sure' ? say('answer.answered') : say(`desk.filter.${kind}`)),
      question.confidence !== null && question.status !== 'no-evidence'
        ? h('span', { class: 'meta' }, say('desk.confidence', { n: Math.round(question.machine.confidence * 100) }))
        : null,
    ),
  );
  if (question.prefilled) {
    place.replaceChildren(head, h('p', { class: 'notice' }, say('desk.prefilled')));
    return;
  }

  const why = reasons(question, say);
  const { choices } = question;
  const verdicts = h(
    'fieldset',
    { class: 'verdicts' },
    h('legend', {}, say('desk.verdict')),
    choices.length === 0
      ? h('p', { class: 'hint' }, say('desk.verdict-none'))
      : choices.map((choice, at) => {
          const { label, hint } = labelOf(choice, say);
          return h(
            'button',
            {
              type: 'button',
              'aria-pressed': isChosen(choice, decided) ? 'true' : 'false',
              onclick: () => on.verdict(choice),
            },
            h('b', {}, label),
            hint ? h('span', {}, hint) : null,
            at < 9 ? h('kbd', {}, String(at + 1)) : null,
          );
        }),
  );
  const text = h('textarea', {
    id: 'answer-text',
    rows: '6',
    maxlength: '32767',
    oninput: event => on.text(event.target.value),
  });
  text.value = draft.text ?? question.proposal.text;
  const dirty = draft.text !== undefined || draft.verdict !== undefined || draft.option !== undefined;
  const actions = h(
    'div',
    { class: 'actions decide' },
    h(
      'button',
      { type: 'button', class: 'primary', id: 'decide', onclick: on.decide },
      say(dirty ? 'desk.save' : 'desk.approve'),
      ' ',
      h('kbd', {}, 'a'),
    ),
    h('button', { type: 'button', id: 'reject', onclick: on.reject }, say('desk.reject'), ' ', h('kbd', {}, 'x')),
    kind === 'needs-review'
      ? null
      : h('button', { type: 'button', id: 'flag', onclick: on.flag }, say('desk.flag'), ' ', h('kbd', {}, 'f')),
    dirty ? h('button', { type: 'button', id: 'revert', onclick: on.revert }, say('desk.revert')) : null,
  );
  const together =
    question.same.length > 0
      ? h(
          'div',
          { class: 'together' },
          h(
            'label',
            { class: 'check' },
            h('input', {
              type: 'checkbox',
              id: 'together',
              checked: on.isTogether(),
              onchange: event => on.together(event.target.checked),
            }),
            ' ',
            say('desk.together', { n: question.same.length }),
          ),
          h(
            'p',
            { class: 'hint' },
            say('desk.same', {
              places: question.same
                .slice(0, 12)
                .map(s => `${s.sheet} ${s.cell}`)
                .join('、'),
            }),
          ),
        )
      : null;

  place.replaceChildren(
    head,
    ...why,
    h(
      'div',
      { class: 'answer' },
      verdicts,
      h('label', { class: 'field', for: 'answer-text' }, say('desk.text')),
      text,
      actions,
      together,
    ),
    evidence(question, chosenAt, say, on),
    aside(question, say, on, lang),
  );
  fit(text);
}

/** The text area as high as its text, so that nothing of the answer hides. */
export function fit(text) {
  text.rows = Math.min(
    10,
    Math.max(
      4,
      text.value.split('\n').reduce((n, line) => n + 1 + Math.floor(line.length / 46), 0),
    ),
  );
}

/** A heading with its list; nothing where the list is empty. */
function listed(heading, lines) {
  if (lines.length === 0) return [];
  return [
    h('h3', {}, heading),
    h(
      'ul',
      {},
      lines.map(line => h('li', {}, line)),
    ),
  ];
}

function reasons(question, say) {
  const { machine } = question;
  if (!machine) return [h('p', { class: 'notice' }, say('desk.unanswered'))];
  const out = [];
  if (machine.status === 'no-evidence') out.push(h('p', { class: 'notice' }, say('desk.no-evidence')));
  const isReview = machine.status === 'review';
  const guards = isReview ? machine.explanation.guards : [];
  // Answers that were stored by an earlier version have none.
  const againstYes = isReview ? (machine.explanation.againstYes ?? []) : [];
  const lists = [
    ...listed(
      say('desk.why'),
      guards.map(guard => say(`guard.${guard}`)),
    ),
    ...listed(
      say('desk.against-yes'),
      againstYes.map(guard => say(`guard.${guard}`)),
    ),
    ...listed(say('desk.uncovered'), machine.uncovered),
  ];
  if (lists.length > 0) out.push(h('div', { class: 'notice' }, ...lists));
  return out;
}
