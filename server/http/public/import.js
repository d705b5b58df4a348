import { ApiError, api } from './api.js';
import { h, sayer } from './dom.js';

const at = name => document.getElementById(name);
const form = at('import');
const say = sayer(form);
const english = document.documentElement.lang === 'en';

const send = async preview => {
  const data = new FormData(form);
  if (preview) data.set('preview', 'true');
  at('import-error').hidden = true;
  at('import-state').textContent = say('import.reading');
  for (const button of form.querySelectorAll('button')) button.disabled = true;
  try {
    return await api('POST', '/disclosures', data);
  } catch (error) {
    at('import-error').textContent = error instanceof ApiError ? error.message : say('desk.offline');
    at('import-error').hidden = false;
    return null;
  } finally {
    at('import-state').textContent = '';
    for (const button of form.querySelectorAll('button')) button.disabled = false;
  }
};

const messagesOf = messages =>
  messages.length === 0
    ? h('p', { class: 'hint' }, say('import.no-messages'))
    : h(
        'ul',
        { class: 'notice' },
        messages.map(({ where, text, en }) => h('li', {}, where ? `${where}: ` : '', english ? en : text)),
      );

form.addEventListener('submit', async event => {
  event.preventDefault();
  const found = await send(true);
  at('store').hidden = !found;
  if (!found) return at('found').replaceChildren();
  const { service, disclosure, messages } = found;
  const { title, version, effective, passages } = disclosure;
  at('found').replaceChildren(
    h('h2', {}, say('import.found', { n: passages.length })),
    h(
      'p',
      { class: 'meta' },
      [`『${title}』`, version, effective, service.name, service.id].filter(Boolean).join('　'),
    ),
    h('h3', {}, say('import.messages')),
    messagesOf(messages),
    ...passages.map(passage =>
      h('article', { class: 'card' }, h('h3', {}, `${passage.section}　${passage.title}`), h('p', {}, passage.text)),
    ),
  );
});
form.addEventListener('input', () => {
  at('store').hidden = true;
});
at('store').addEventListener('click', async () => {
  const outcome = await send(false);
  if (!outcome) return;
  at('store').hidden = true;
  at('import-state').replaceChildren(
    `${say(`import.done-${outcome.outcome}`)} `,
    h('a', { href: `/knowledge/services/${outcome.service}` }, say('import.see')),
  );
  at('found').replaceChildren();
});
