import { h } from './dom.js';

/** The class of a question as the desk tells it apart. */
export function kindOf(item) {
  if (item.prefilled) return 'prefilled';
  if (['approved', 'edited', 'rejected'].includes(item.review)) return item.review;
  if (item.review === 'needs-review') return 'needs-review';
  return item.status === 'answered' ? 'sure' : 'no-evidence';
}

const DECIDED = ['approved', 'edited', 'rejected'];
// Worst first: what is flagged, then what has no evidence, then what is sure, then what is done.
const RANK = { 'needs-review': 0, 'no-evidence': 1, sure: 2, edited: 3, approved: 3, rejected: 3, prefilled: 4 };

/** Whether a question meets the filters. */
function meets(item, filters, words) {
  const kind = kindOf(item);
  const { state, sheet, category, control, verdict, confidence, assignee } = filters;
  if (state === 'todo' && kind !== 'needs-review' && kind !== 'no-evidence') return false;
  if (state === 'decided' && !DECIDED.includes(kind)) return false;
  if (!['todo', 'decided', 'all'].includes(state) && kind !== state) return false;
  if (sheet && item.sheet !== sheet) return false;
  if (category && item.category !== category) return false;
  if (control && item.control !== control) return false;
  if (verdict && item.verdict !== verdict) return false;
  if (assignee && item.assignee !== assignee) return false;
  if (confidence && item.confidence === null) return false;
  if (confidence.startsWith('<') && item.confidence >= Number(confidence.slice(1))) return false;
  if (confidence.startsWith('>') && item.confidence < Number(confidence.slice(1))) return false;
  return words.every(word => item.haystack.includes(word));
}

const fold = text => text.normalize('NFKC').toLowerCase();

/** The queue: filters, order and lines. `choose` is called with the id of the question that a person points at. */
export function createList({ list, form, shown, none, say, choose }) {
  let items = new Map();
  let order = [];
  let current = null;
  const lines = new Map();

  const lineOf = item => {
    const kind = kindOf(item);
    const confidence =
      item.confidence === null || item.status === 'no-evidence' ? '' : `${Math.round(item.confidence * 100)}%`;
    const label = kind === 'sure' ? say('answer.answered') : say(`desk.filter.${kind}`);
    return h(
      'li',
      { 'data-id': String(item.id), class: kind },
      h(
        'button',
        { type: 'button', 'aria-current': current === item.id ? 'true' : null, onclick: () => choose(item.id, true) },
        h(
          'span',
          { class: 'line-head' },
          h('span', { class: 'place' }, item.number ?? item.cell),
          h('span', { class: `chip ${kind}` }, label),
          h('span', { class: 'confidence' }, confidence),
        ),
        h('span', { class: 'line-text' }, item.text),
        item.assignee || item.noted
          ? h('span', { class: 'line-foot' }, [item.assignee, item.noted ? '✎' : ''].filter(Boolean).join('  '))
          : null,
      ),
    );
  };

  const filters = () => Object.fromEntries(new FormData(form));
  const refresh = () => {
    const now = filters();
    const words = fold(now.text).split(/\s+/).filter(Boolean);
    order = [...items.values()]
      .filter(item => meets(item, now, words))
      .sort(
        (a, b) =>
          RANK[kindOf(a)] - RANK[kindOf(b)] ||
          (kindOf(a) === 'no-evidence' ? 0 : (a.confidence ?? 2) - (b.confidence ?? 2)) ||
          a.position - b.position,
      )
      .map(item => item.id);
    list.replaceChildren(...order.map(id => lines.get(id)));
    tell();
  };
  const tell = () => {
    shown.textContent = say('desk.shown', { shown: order.length, total: items.size });
    none.hidden = order.length > 0;
    none.textContent = filters().state === 'todo' && !filters().text ? say('desk.all-done') : say('desk.none');
  };
  const fillSelect = (name, values, label = value => value) => {
    const select = form.elements[name];
    const all = select.options[0];
    select.replaceChildren(all, ...values.map(value => h('option', { value }, label(value))));
  };
  const distinct = of => [...new Set([...items.values()].map(of).filter(Boolean))];
  const natural = new Intl.Collator('ja', { numeric: true });

  form.addEventListener('input', refresh);
  form.addEventListener('reset', () => setTimeout(refresh));
  form.addEventListener('submit', event => event.preventDefault());

  return {
    load(all) {
      items = new Map(
        all.map(item => [
          item.id,
          { ...item, haystack: fold(`${item.number ?? ''} ${item.cell} ${item.category} ${item.text}`) },
        ]),
      );
      lines.clear();
      for (const item of items.values()) lines.set(item.id, lineOf(item));
      fillSelect(
        'sheet',
        distinct(item => item.sheet),
      );
      fillSelect(
        'category',
        distinct(item => item.category),
      );
      fillSelect('control', distinct(item => item.control).sort(natural.compare));
      fillSelect(
        'verdict',
        distinct(item => item.verdict),
        verdict => say(`verdict.${verdict}`),
      );
      fillSelect('assignee', distinct(item => item.assignee).sort(natural.compare));
      refresh();
    },
    get items() {
      return items;
    },
    get order() {
      return order;
    },
    /** A question changed: its line is made anew; it leaves the queue where the filters no longer take it. */
    update(changes) {
      const item = { ...items.get(changes.id), ...changes };
      items.set(item.id, item);
      const line = lineOf(item);
      lines.get(item.id)?.replaceWith(line);
      lines.set(item.id, line);
      const now = filters();
      const fits = meets(item, now, fold(now.text).split(/\s+/).filter(Boolean));
      const at = order.indexOf(item.id);
      if (!fits && at >= 0) {
        line.remove();
        order.splice(at, 1);
        tell();
      } else if (fits && at < 0) refresh();
    },
    /** The question after or before another in the queue; the first one where the other is not in it. */
    neighbour(id, step) {
      const at = order.indexOf(id);
      return at < 0 ? (order[0] ?? null) : (order[at + step] ?? null);
    },
    mark(id) {
      lines.get(current)?.querySelector('button').removeAttribute('aria-current');
      current = id;
      const button = lines.get(id)?.querySelector('button');
      button?.setAttribute('aria-current', 'true');
      button?.scrollIntoView({ block: 'nearest' });
    },
    setState(state) {
      form.reset();
      form.elements.state.value = state;
      refresh();
    },
    focusSearch() {
      form.elements.text.focus();
    },
  };
}
