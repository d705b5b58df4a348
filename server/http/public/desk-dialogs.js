import { api } from './api.js';
import { h } from './dom.js';

/** Approving many: a slider, what it would take, and the deed. `done` gets what the server says. */
export function startBulk(dialog, { id, say, done, failed }) {
  const range = dialog.querySelector('#bulk-range');
  const value = dialog.querySelector('#bulk-value');
  const count = dialog.querySelector('#bulk-count');
  const body = dialog.querySelector('tbody');
  const button = dialog.querySelector('#bulk-do');
  let seen = [];
  let asked = 0;
  const preview = async () => {
    value.textContent = `${range.value}%`;
    const mine = ++asked;
    try {
      const { items } = await api('GET', `/questionnaires/${id}/approvals?confidence=${Number(range.value) / 100}`);
      // A later move of the slider has asked again.
      if (mine !== asked) return;
      seen = items;
      count.textContent = items.length > 0 ? say('desk.bulk-count', { n: items.length }) : say('desk.bulk-none');
      button.textContent = say('desk.bulk-do', { n: items.length });
      button.disabled = items.length === 0;
      body.replaceChildren(
        ...items.map(item =>
          h(
            'tr',
            {},
            h('td', { class: 'num' }, `${Math.round(item.confidence * 100)}%`),
            h('td', {}, item.text),
            h('td', {}, say(`verdict.${item.verdict}`)),
            h('td', {}, item.citations[0]?.quote ?? ''),
          ),
        ),
      );
    } catch (error) {
      failed(error);
    }
  };
  range.addEventListener('input', preview);
  button.addEventListener('click', async () => {
    button.disabled = true;
    try {
      const questions = seen.map(({ questionId, version }) => ({ questionId, version }));
      done(await api('POST', `/questionnaires/${id}/approvals`, { questions }));
      dialog.close();
    } catch (error) {
      failed(error);
    }
  });
  return () => {
    dialog.showModal();
    void preview();
  };
}

/** Asks which of two states counts; resolves with `theirs` or `mine`. */
export function askConflict(dialog, { theirs, mine }) {
  dialog.querySelector('#their-state').textContent = theirs.state;
  dialog.querySelector('#their-text').textContent = theirs.text;
  dialog.querySelector('#my-state').textContent = mine.state;
  dialog.querySelector('#my-text').textContent = mine.text;
  dialog.returnValue = '';
  dialog.showModal();
  return new Promise(resolve => {
    dialog.addEventListener('close', () => resolve(dialog.returnValue === 'mine' ? 'mine' : 'theirs'), { once: true });
  });
}

/** The keys of the desk, as `?` shows them. */
export function drawKeys(place, say) {
  const keys = [
    ['j ↓', 'next'],
    ['k ↑', 'previous'],
    ['a', 'approve'],
    ['1–9', 'verdict'],
    ['e', 'edit'],
    ['Ctrl+Enter', 'save'],
    ['x', 'reject'],
    ['f', 'flag'],
    ['c', 'candidate'],
    ['u', 'undo'],
    ['t', 'together'],
    ['n', 'note'],
    ['i', 'assign'],
    ['/', 'search'],
    ['b', 'bulk'],
    ['?', 'help'],
    ['Esc', 'escape'],
  ];
  place.replaceChildren(
    ...keys.flatMap(([key, name]) => [h('dt', {}, h('kbd', {}, key)), h('dd', {}, say(`key.${name}`))]),
  );
}
