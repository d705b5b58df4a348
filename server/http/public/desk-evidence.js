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

const when = (iso, lang) =>
  new Date(iso).toLocaleString(lang === 'ja' ? 'ja-JP' : 'en-GB', { dateStyle: 'short', timeStyle: 'short' });

/** The cited passage with its quote marked, and the other candidates to choose from. */
export function evidence(question, chosenAt, say, on) {
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
  // Answers that were stored by an earlier version have no precedents.
  const { terms, precedents = [] } = question.machine.explanation;
  return h(
    'section',
    { class: 'evidence' },
    first.length > 0 ? [h('h3', {}, say('desk.evidence')), ...first] : null,
    terms.length > 0 ? h('p', { class: 'meta' }, `${say('desk.terms')}: ${terms.slice(0, 12).join('、')}`) : null,
    precedents.length > 0 ? precedentList(precedents, say) : null,
    others.length > 0 ? [h('h3', {}, say('desk.candidates'), ' ', h('kbd', {}, 'c')), ...others] : null,
  );
}

/** Like questions that people answered from the same section, with what they answered. */
function precedentList(precedents, say) {
  return h(
    'details',
    {},
    h('summary', {}, say('desk.precedents')),
    h(
      'ul',
      { class: 'plain' },
      precedents.map(({ question, verdict }) =>
        h('li', {}, h('b', {}, say(`verdict.${verdict}`)), h('span', { class: 'meta' }, `　${question}`)),
      ),
    ),
  );
}

/** Note, assignee, controls and history. */
export function aside(question, say, on, lang) {
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
