import { ApiError, api } from './api.js';
import { h, sayer } from './dom.js';

const at = name => document.getElementById(name);
const place = at('layout');
const say = sayer(place);
const { id, status } = place.dataset;
const layout = JSON.parse(place.dataset.layout);
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

/** What the person says of sheets: those corrected before, and those changed now. */
const corrections = new Map((JSON.parse(place.dataset.correction)?.sheets ?? []).map(sheet => [sheet.name, sheet]));
const changed = new Set();
const pictures = new Map();
let sheet = layout.sheets.find(s => s.role === 'questions') ?? layout.sheets[0];
let tableAt = 0;

const stateOf = name => {
  const found = corrections.get(name);
  const read = layout.sheets.find(s => s.name === name);
  return { role: found?.role ?? read.role, tables: found?.tables ?? read.tables };
};
const change = next => {
  corrections.set(sheet.name, { name: sheet.name, ...stateOf(sheet.name), ...next });
  changed.add(sheet.name);
  draw();
};

/** The role that a column plays in a table. */
function roleOf(table, letters) {
  const { category, question, exclusive = {} } = table.columns;
  if (question.includes(letters)) return 'question';
  if (category.includes(letters)) return 'category';
  const single = SINGLE.find(role => table.columns[role] === letters);
  if (single) return single;
  const mark = Object.entries(exclusive ?? {}).find(([, column]) => column === letters);
  return mark ? `exclusive-${mark[0]}` : 'none';
}

/** The table with a column in another role; a role that one column alone can play leaves the column that had it. */
function withRole({ headerRows, columns }, letters, role) {
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

const EMPTY = {
  headerRows: [],
  columns: { number: null, category: [], question: [], verdict: null, comment: null, reference: null },
};
const setTable = table => {
  const { tables } = stateOf(sheet.name);
  change({ tables: tables.length === 0 ? [table] : tables.map((old, n) => (n === tableAt ? table : old)) });
};

function draw() {
  const { role, tables } = stateOf(sheet.name);
  tableAt = Math.min(tableAt, Math.max(0, tables.length - 1));
  at('sheets').replaceChildren(
    ...layout.sheets.map(s => {
      const state = stateOf(s.name);
      return h(
        'li',
        {},
        h(
          'button',
          { type: 'button', 'aria-current': s === sheet ? 'true' : null, onclick: () => show(s) },
          s.name,
          h(
            'span',
            { class: 'meta' },
            state.role === 'questions'
              ? changed.has(s.name)
                ? '✎'
                : say('layout.found', { n: s.questions.length })
              : '–',
          ),
        ),
      );
    }),
  );
  at('sheet-name').textContent = sheet.name;
  at('reason').textContent = `${say('layout.reason')}: ${sheet.reason}`;
  at('role').value = role;
  const asks = role === 'questions';
  for (const name of ['table-field', 'header-field', 'table-actions']) at(name).hidden = !asks;
  at('table').replaceChildren(
    ...(tables.length ? tables : [EMPTY]).map((_, n) =>
      h('option', { value: String(n) }, say('layout.table', { n: n + 1 })),
    ),
  );
  at('table').value = String(tableAt);
  at('remove-table').disabled = tables.length < 2;
  const table = tables[tableAt] ?? EMPTY;
  at('header-rows').value = table.headerRows.join(',');
  // Nothing to send: what was read stands, and is answered already.
  at('apply').disabled = changed.size === 0 && status !== 'layout';
  at('apply').textContent = changed.size === 0 && status === 'layout' ? say('layout.start') : say('layout.apply');
  drawPicture(asks ? table : null);
}

async function drawPicture(table) {
  const name = sheet.name;
  if (!pictures.has(name))
    pictures.set(name, await api('GET', `/questionnaires/${id}/picture?sheet=${encodeURIComponent(name)}`));
  if (sheet.name !== name) return;
  const { columns, rows, cut } = pictures.get(name);
  at('cut').hidden = !cut;
  const focused = document.activeElement?.dataset?.column;
  const read = changed.has(name) ? [] : sheet.questions;
  const asks = new Set(read.map(q => q.cell));
  const answers = new Set(
    read.flatMap(({ answer }) => [
      answer.verdict,
      answer.comment,
      answer.reference,
      ...Object.values(answer.exclusive ?? {}),
    ]),
  );
  const headers = new Set(table?.headerRows ?? []);
  const fillers = fillersOf(columns, rows);
  const roles = new Map(columns.map(({ letters }) => [letters, table ? roleOf(table, letters) : 'none']));
  const classOf = (ref, row) => {
    if (headers.has(row)) return 'is-header';
    if (asks.has(ref)) return 'is-question';
    if (answers.has(ref)) return 'is-answer';
    const role = roles.get(ref.replace(/\d+$/, ''));
    if (!changed.has(name) || role === 'none' || row <= Math.max(0, ...headers)) return null;
    return role === 'question' ? 'is-question' : ['number', 'category'].includes(role) ? null : 'is-answer';
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
                onchange: event => setTable(withRole(table, letters, event.target.value)),
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
                  onclick: () => toggleHeader(table, row),
                },
                String(row),
              )
            : String(row),
        ),
        cells.map(cell => {
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
  at('picture').replaceChildren(h('table', {}, head, body));
  columns.forEach(({ width, letters }, n) => {
    const cell = at('picture').querySelectorAll('thead tr:first-child th')[n];
    cell.style.minWidth = `${Math.max(fillers.has(letters) && roles.get(letters) === 'none' ? 1.2 : table ? 6.5 : 2.5, Math.min(40, width * 0.55))}rem`;
  });
  if (focused) at('picture').querySelector(`[data-column="${focused}"]`)?.focus();
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

function toggleHeader(table, row) {
  const headerRows = table.headerRows.includes(row)
    ? table.headerRows.filter(r => r !== row)
    : [...table.headerRows, row].sort((a, b) => a - b);
  setTable({ ...table, headerRows });
}

function show(other) {
  sheet = other;
  tableAt = 0;
  draw();
}

at('role').addEventListener('change', event => change({ role: event.target.value }));
at('table').addEventListener('change', event => {
  tableAt = Number(event.target.value);
  draw();
});
at('header-rows').addEventListener('change', event => {
  const rows = event.target.value
    .normalize('NFKC')
    .split(/[^\d]+/)
    .filter(Boolean)
    .map(Number);
  setTable({ ...(stateOf(sheet.name).tables[tableAt] ?? EMPTY), headerRows: rows });
});
at('add-table').addEventListener('click', () => {
  const { tables } = stateOf(sheet.name);
  tableAt = tables.length;
  change({ tables: [...tables, EMPTY] });
});
at('remove-table').addEventListener('click', () => {
  const { tables } = stateOf(sheet.name);
  change({ tables: tables.filter((_, n) => n !== tableAt) });
});
at('apply').addEventListener('click', async () => {
  const alert = at('layout-error');
  alert.hidden = true;
  at('apply').disabled = true;
  try {
    if (changed.size === 0 && status === 'layout') await api('POST', `/questionnaires/${id}/answers`);
    else await api('PUT', `/questionnaires/${id}/layout`, { sheets: [...corrections.values()].map(sent) });
    location.assign(`/questionnaires/${id}`);
  } catch (error) {
    alert.textContent = error instanceof ApiError ? error.message : say('desk.offline');
    alert.hidden = false;
    at('apply').disabled = false;
  }
});

/** Tables without a question column say nothing yet; a sheet that does not ask has none. */
function sent({ name, role, tables }) {
  const told = (tables ?? []).filter(table => table.columns.question.length > 0);
  return { name, role, ...(role === 'questions' && told.length > 0 && { tables: told }) };
}

draw();
