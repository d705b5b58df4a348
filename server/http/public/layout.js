import { ApiError, api } from './api.js';
import { h, sayer } from './dom.js';
import { drawPicture, showHeader } from './layout-picture.js';

const at = name => document.getElementById(name);
const place = at('layout');
const say = sayer(place);
const { id, status } = place.dataset;
let layout = JSON.parse(place.dataset.layout);

/** What the person says of sheets: those corrected before, and those changed now. */
const corrections = new Map((JSON.parse(place.dataset.correction)?.sheets ?? []).map(sheet => [sheet.name, sheet]));
const changed = new Set();
const pictures = new Map();
let sheet = layout.sheets.find(s => s.role === 'questions') ?? layout.sheets[0];
let tableAt = 0;
let timer;
let asked = 0;

const stateOf = name => {
  const found = corrections.get(name);
  const read = layout.sheets.find(s => s.name === name);
  return { role: found?.role ?? read.role, tables: found?.tables ?? read.tables };
};
const change = next => {
  corrections.set(sheet.name, { name: sheet.name, ...stateOf(sheet.name), ...next });
  changed.add(sheet.name);
  draw();
  clearTimeout(timer);
  timer = setTimeout(preview, 250);
};

/** Reads the workbook by what was changed so far, and shows what that finds; nothing is stored. */
async function preview() {
  const mine = ++asked;
  try {
    const read = await api('POST', `/questionnaires/${id}/layout/preview`, correction());
    // A later change has asked again.
    if (mine !== asked) return;
    layout = read;
    sheet = layout.sheets.find(s => s.name === sheet.name);
    at('layout-error').hidden = true;
    draw();
  } catch (error) {
    if (mine === asked) tell(error);
  }
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
            changed.has(s.name) ? '✎ ' : '',
            state.role === 'questions' ? say('layout.found', { n: s.questions.length }) : '–',
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
  return drawSheet(asks ? table : null);
}

async function drawSheet(table) {
  const { name } = sheet;
  try {
    if (!pictures.has(name))
      pictures.set(name, await api('GET', `/questionnaires/${id}/picture?sheet=${encodeURIComponent(name)}`));
    if (sheet.name !== name) return;
    const picture = pictures.get(name);
    at('cut').hidden = !picture.cut;
    const on = { role: setTable, header: row => toggleHeader(table, row) };
    drawPicture(at('picture'), picture, { table, questions: sheet.questions, say, on });
  } catch (error) {
    tell(error);
  }
}

function toggleHeader(table, row) {
  const headerRows = table.headerRows.includes(row)
    ? table.headerRows.filter(r => r !== row)
    : [...table.headerRows, row].sort((a, b) => a - b);
  setTable({ ...table, headerRows });
}

async function show(other) {
  sheet = other;
  tableAt = 0;
  await draw();
  showHeader(at('picture'), stateOf(sheet.name).tables[0]);
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
  at('layout-error').hidden = true;
  at('apply').disabled = true;
  try {
    if (changed.size === 0 && status === 'layout') await api('POST', `/questionnaires/${id}/answers`);
    else await api('PUT', `/questionnaires/${id}/layout`, correction());
    location.assign(`/questionnaires/${id}`);
  } catch (error) {
    tell(error);
    at('apply').disabled = false;
  }
});

function tell(error) {
  at('layout-error').textContent = error instanceof ApiError ? error.message : say('desk.offline');
  at('layout-error').hidden = false;
}

const correction = () => ({ sheets: [...corrections.values()].map(sent) });

/** Tables without a question column ask nothing; a sheet that has no others does not ask. */
function sent({ name, role, tables = [] }) {
  const asking = tables.filter(table => table.columns.question.length > 0);
  if (role === 'other' || (tables.length > 0 && asking.length === 0)) return { name, role: 'other' };
  return { name, role, ...(asking.length > 0 && { tables: asking }) };
}

await show(sheet);
