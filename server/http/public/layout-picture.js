import { h } from './dom.js';

const ROLES = [
  'none',
  'number',
  'category',
  'question',
  'verdict',
  'comment',
  'reference',
  'exclusive-yes',
  'exclusive-partial',
  'exclusive-no',
  'exclusive-na',
];
const SINGLE = ['number', 'verdict', 'comment', 'reference'];

/** The role that a column plays in a table. */
export function roleOf(table, letters) {
  const { category, question, exclusive = {} } = table.columns;
  if (question.includes(letters)) return 'question';
  if (category.includes(letters)) return 'category';
  const single = SINGLE.find(role => table.columns[role] === letters);
  if (single) return single;
  const mark = Object.entries(exclusive ?? {}).find(([, column]) => column === letters);
  return mark ? `exclusive-${mark[0]}` : 'none';
}

/** The table with a column in another role; a role that one column alone can play leaves the column that had it. */
export function withRole({ headerRows, columns }, letters, role) {
  const without = list => list.filter(column => column !== letters);
  const next = {
    ...columns,
    category: without(columns.category),
    question: without(columns.question),
    exclusive: { ...columns.exclusive },
  };
  for (const name of SINGLE) if (next[name] === letters) next[name] = null;
  for (const [meaning, column] of Object.entries(next.exclusive))
    if (column === letters) delete next.exclusive[meaning];
  if (role === 'category' || role === 'question')
    next[role] = [...next[role], letters].sort((a, b) => a.length - b.length || a.localeCompare(b));
  else if (SINGLE.includes(role)) next[role] = letters;
  else if (role.startsWith('exclusive-')) next.exclusive[role.slice('exclusive-'.length)] = letters;
  if (Object.keys(next.exclusive).length === 0) delete next.exclusive;
  return { headerRows, columns: next };
}

/**
 * Columns that only merged cells of other columns pass through, as on sheets drawn on graph paper: no question or answer begins
 * there. A column that is merely empty is none of them, for answers may go there.
 */
function fillersOf(columns, rows) {
  const begins = new Set();
  const passed = new Set();
  for (const { cells } of rows) {
    for (const { ref, text, colSpan } of cells) {
      const at = columns.findIndex(({ letters }) => letters === ref.replace(/\d+$/, ''));
      if (text !== '' || colSpan > 1) begins.add(columns[at].letters);
      for (const { letters } of columns.slice(at + 1, at + colSpan)) passed.add(letters);
    }
  }
  return new Set([...passed].filter(letters => !begins.has(letters)));
}

/** What the questions that were read make of the cells: which ask, which are answered in. */
function placesOf(questions) {
  const answers = questions.flatMap(({ answer }) => [
    answer.verdict,
    answer.comment,
    answer.reference,
    ...Object.values(answer.exclusive ?? {}),
  ]);
  return { asks: new Set(questions.map(q => q.cell)), answers: new Set(answers) };
}

/** Width that a text takes, in the sheet's own measure: characters, the wide ones twice. */
const widthOf = text => [...text].reduce((n, letter) => n + (letter.codePointAt(0) > 0x2e7f ? 2 : 1), 0);

/** The cells of a row as a spreadsheet shows them: a long text runs on over empty cells to its right, unless they have a part to play. */
function spilled(cells, columns, isFree) {
  const width = new Map(columns.map(column => [column.letters, column.width]));
  const shown = [];
  for (const cell of cells) {
    const before = shown.at(-1);
    const runsOn = before && before.rowSpan === 1 && before.room < widthOf(before.text);
    const own = width.get(cell.ref.replace(/\d+$/, '')) ?? 0;
    if (runsOn && cell.text === '' && cell.colSpan === 1 && cell.rowSpan === 1 && isFree(cell.ref)) {
      before.colSpan += 1;
      before.room += own;
    } else shown.push({ ...cell, room: own });
  }
  return shown;
}

/** What has the focus, as a selector that finds the same in a new drawing. */
function focusIn(place) {
  const { column, row } = place.contains(document.activeElement) ? document.activeElement.dataset : {};
  if (column) return `[data-column="${column}"]`;
  return row ? `[data-row="${row}"]` : null;
}

/**
 * Draws a sheet as it looks, with the roles of the chosen table's columns above it and its rows as buttons that head it. `table`
 * is null where the sheet does not ask; `on` holds what a person does.
 */
export function drawPicture(place, { columns, rows }, { table, questions, say, on }) {
  const focused = focusIn(place);
  const { asks, answers } = placesOf(questions);
  const headers = new Set(table?.headerRows ?? []);
  const fillers = fillersOf(columns, rows);
  const roles = new Map(columns.map(({ letters }) => [letters, table ? roleOf(table, letters) : 'none']));
  const classOf = (ref, row) => {
    if (headers.has(row)) return 'is-header';
    if (asks.has(ref)) return 'is-question';
    return answers.has(ref) ? 'is-answer' : null;
  };
  const head = h(
    'thead',
    {},
    h(
      'tr',
      {},
      h('td', {}),
      columns.map(({ letters, hidden }) =>
        h('th', { scope: 'col' }, letters, hidden ? h('span', { class: 'meta' }, ` ${say('layout.hidden')}`) : null),
      ),
    ),
    table
      ? h(
          'tr',
          { class: 'roles' },
          h('td', {}),
          columns.map(({ letters }) => {
            if (fillers.has(letters) && roles.get(letters) === 'none') return h('td', {});
            const select = h(
              'select',
              {
                'aria-label': `${say('layout.column', { letters })} ${say('layout.role')}`,
                'data-column': letters,
                onchange: event => on.role(withRole(table, letters, event.target.value)),
              },
              ROLES.map(role => h('option', { value: role }, role === 'none' ? '–' : say(`layout.role.${role}`))),
            );
            select.value = roles.get(letters);
            select.className = roles.get(letters) === 'none' ? 'none' : '';
            return h('td', {}, select);
          }),
        )
      : null,
  );
  const body = h(
    'tbody',
    {},
    rows.map(({ row, cells }) =>
      h(
        'tr',
        {},
        h(
          'th',
          { scope: 'row' },
          table
            ? h(
                'button',
                {
                  type: 'button',
                  class: 'link',
                  'aria-pressed': headers.has(row) ? 'true' : 'false',
                  'aria-label': `${say('layout.legend-header')} ${row}`,
                  'data-row': String(row),
                  onclick: () => on.header(row),
                },
                String(row),
              )
            : String(row),
        ),
        spilled(cells, columns, ref => !headers.has(row) && !asks.has(ref) && !answers.has(ref)).map(cell => {
          const td = h(
            'td',
            { class: classOf(cell.ref, row), colSpan: cell.colSpan, rowSpan: cell.rowSpan },
            cell.text,
          );
          if (cell.bold) td.style.fontWeight = '700';
          return td;
        }),
      ),
    ),
  );
  place.replaceChildren(h('table', {}, head, body));
  columns.forEach(({ width, letters }, n) => {
    const cell = place.querySelectorAll('thead tr:first-child th')[n];
    cell.style.minWidth = `${Math.max(fillers.has(letters) && roles.get(letters) === 'none' ? 1.2 : table ? 6.5 : 2.5, Math.min(40, width * 0.55))}rem`;
  });
  if (focused) place.querySelector(focused)?.focus();
}

/** Brings the first header row into view. */
export function showHeader(place, table) {
  const row = table && place.querySelector(`[data-row="${Math.min(...table.headerRows)}"]`);
  if (row) place.scrollTop = row.offsetTop - 120;
}
