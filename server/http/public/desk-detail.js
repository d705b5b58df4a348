import { kindOf } from './desk-list.js';
import { h } from './dom.js';

/** The quoted sentences of a passage marked in their context; a quote of several lines is found line by line. */
export function marked(text, quote) {
  const at = text.indexOf(quote);
  const spots = at >= 0 ? [[at, at + quote.length]] : [];
  if (at < 0) {
    for (const line of quote.split('\n').filter(Boolean)) {
      const from = text.indexOf(line, spots.at(-1)?.[1] ?? 0);
      if (from >= 0) spots.push([from, from + line.length]);
    }
  }
  const parts = [];
  let done = 0;
  for (const [from, to] of spots) {
    parts.push(text.slice(done, from), h('mark', {}, text.slice(from, to)));
    done = to;
  }
  return [...parts, text.slice(done)];
}

/** The choices of the verdict: the words of the sheet's list, else the words that the sheet would get. */
export function choicesOf(question, say) {
  const { options, words } = question;
  const meaning = new Map();
  for (const { verdict, word } of words) if (!meaning.has(word)) meaning.set(word, verdict);
  if (!options?.length)
    return words.map(({ verdict, word }) => ({
      word: words.every(w => w.word === word) ? say(`verdict.${verdict}`) : word,
      verdict,
      hint: say(`verdict.${verdict}`),
    }));
  return options.map(word => {
    const verdict = meaning.get(word);
    return verdict ? { word, verdict, hint: say(`verdict.${verdict}`) } : { word, option: word, hint: '' };
  });
}

/** Whether a choice is the one that counts. */
export function isChosen(choice, { verdict, option }, words) {
  if (option) return choice.word === option;
  if (!verdict) return false;
  return (
    choice.verdict === verdict ||
    (choice.word !== undefined && words.some(w => w.verdict === verdict && w.word === choice.word))
  );
}

const when = (iso, lang) =>
  new Date(iso).toLocaleString(lang === 'ja' ? 'ja-JP' : 'en-GB', { dateStyle: 'short', timeStyle: 'short' });

/**
 * Draws a question with everything that a decision needs. `draft` is what the person has changed and not saved yet; `on`
 * holds what the buttons do.
 */
export function drawDetail(place, question, draft, { say, on }) {
  const lang = document.documentElement.lang;
  const kind = kindOf(question);
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
    h('h2', { class: 'question-text' }, question.text),
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
  const choices = choicesOf(question, say);
  const verdicts = h(
    'fieldset',
    { class: 'verdicts' },
    h('legend', {}, say('desk.verdict')),
    choices.length === 0
      ? h('p', { class: 'hint' }, say('desk.verdict-none'))
      : choices.map((choice, at) =>
          h(
            'button',
            {
              type: 'button',
              'aria-pressed': isChosen(choice, decided, question.words) ? 'true' : 'false',
              title: choice.hint || null,
              onclick: () => on.verdict(choice),
            },
            h('b', {}, choice.word),
            choice.hint && choice.hint !== choice.word ? h('span', {}, choice.hint) : null,
            at < 9 ? h('kbd', {}, String(at + 1)) : null,
          ),
        ),
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

function reasons(question, say) {
  const { machine } = question;
  if (!machine) return [h('p', { class: 'notice' }, say('desk.unanswered'))];
  const out = [];
  if (machine.status === 'no-evidence') out.push(h('p', { class: 'notice' }, say('desk.no-evidence')));
  const guards = machine.status === 'review' ? machine.explanation.guards : [];
  if (guards.length > 0 || machine.uncovered.length > 0) {
    out.push(
      h(
        'div',
        { class: 'notice' },
        guards.length > 0
          ? [
              h('h3', {}, say('desk.why')),
              h(
                'ul',
                {},
                guards.map(guard => h('li', {}, say(`guard.${guard}`))),
              ),
            ]
          : null,
        machine.uncovered.length > 0
          ? [
              h('h3', {}, say('desk.uncovered')),
              h(
                'ul',
                {},
                machine.uncovered.map(clause => h('li', {}, clause)),
              ),
            ]
          : null,
      ),
    );
  }
  return out;
}

function evidence(question, chosenAt, say, on) {
  const source = ({ disclosure }) =>
    [`『${disclosure.title}』`, disclosure.version, disclosure.effective].filter(Boolean).join('　');
  const card = (citation, at) => {
    const chosen = at === chosenAt;
    const passage = question.passages[at];
    return h(
      'article',
      { class: chosen ? 'candidate chosen' : 'candidate', 'data-candidate': String(at) },
      h(
        'header',
        {},
        h('h4', {}, `${citation.section}　${citation.title}`),
        chosen
          ? h('span', { class: 'chip approved' }, say('desk.used'))
          : h('button', { type: 'button', onclick: () => on.choose(at) }, say('desk.use')),
      ),
      h(
        'p',
        { class: 'passage', tabindex: '0', role: 'group', 'aria-label': citation.title },
        marked(passage.text, citation.quote),
      ),
      h('p', { class: 'meta' }, source(citation)),
    );
  };
  const cards = question.candidates.map(card);
  const first = chosenAt === null ? [] : [cards[chosenAt]];
  const others = cards.filter(c => !first.includes(c));
  if (cards.length === 0) return h('section', { class: 'evidence' });
  const { terms } = question.machine.explanation;
  return h(
    'section',
    { class: 'evidence' },
    first.length > 0 ? [h('h3', {}, say('desk.evidence')), ...first] : null,
    terms.length > 0 ? h('p', { class: 'meta' }, `${say('desk.terms')}: ${terms.slice(0, 12).join('、')}`) : null,
    others.length > 0 ? [h('h3', {}, say('desk.candidates'), ' ', h('kbd', {}, 'c')), ...others] : null,
  );
}

function aside(question, say, on, lang) {
  const note = h('textarea', {
    id: 'note',
    rows: '2',
    maxlength: '4000',
    onchange: event => on.note(event.target.value),
  });
  note.value = question.note;
  const assignee = h('input', {
    id: 'assignee',
    maxlength: '60',
    value: question.assignee,
    list: 'people',
    onchange: event => on.assign(event.target.value),
  });
  return h(
    'section',
    { class: 'beside' },
    h(
      'div',
      { class: 'fields' },
      h('label', { class: 'field' }, say('desk.note'), note),
      h('label', { class: 'field' }, say('desk.assignee'), assignee),
    ),
    question.controls.length > 0
      ? h(
          'details',
          {},
          h('summary', {}, say('desk.controls')),
          h(
            'ul',
            { class: 'plain' },
            question.controls.map(c =>
              h(
                'li',
                {},
                `${c.number}　${c.title}`,
                c.iso27002_2022.length > 0
                  ? h('span', { class: 'meta' }, `　(2022: ${c.iso27002_2022.join(', ')})`)
                  : null,
              ),
            ),
          ),
        )
      : null,
    h(
      'details',
      { class: 'history' },
      h('summary', {}, `${say('desk.history')} (${question.history.length})`),
      question.history.length === 0
        ? h('p', { class: 'hint' }, say('desk.no-history'))
        : h(
            'ol',
            { class: 'plain' },
            question.history
              .toReversed()
              .map(event =>
                h(
                  'li',
                  {},
                  h('b', {}, say(`action.${event.action}`)),
                  h('span', { class: 'meta' }, `　${when(event.at, lang)}　${event.actor || '—'}`),
                  event.before.review === event.after.review
                    ? null
                    : h(
                        'span',
                        { class: 'meta' },
                        `　${say(`review.${event.before.review}`)} → ${say(`review.${event.after.review}`)}`,
                      ),
                ),
              ),
          ),
    ),
  );
}
