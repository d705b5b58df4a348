import { ApiError, api } from './api.js';
import { h, sayer } from './dom.js';

const place = document.getElementById('export');
const say = sayer(place);
const { id } = place.dataset;
const state = document.getElementById('particulars-state');
const ask = document.getElementById('delete-ask');
const tell = error => {
  state.textContent = error instanceof ApiError ? error.message : say('desk.offline');
};

document.getElementById('particulars').addEventListener('submit', async event => {
  event.preventDefault();
  try {
    await api('PATCH', `/questionnaires/${id}`, Object.fromEntries(new FormData(event.target)));
    state.textContent = say('desk.saved');
  } catch (error) {
    tell(error);
  }
});

document.getElementById('delete').addEventListener('click', () => ask.showModal());
ask.addEventListener('close', async () => {
  if (ask.returnValue !== 'delete') return;
  try {
    await api('DELETE', `/questionnaires/${id}`);
    location.assign('/');
  } catch (error) {
    tell(error);
  }
});

/** Fetches a file and hands it to the browser, so that a refusal is told on this page and not in place of it. */
async function download({ href, download: name }) {
  const response = await fetch(href);
  if (!response.ok) {
    const { error } = await response.json();
    throw new ApiError(response.status, error);
  }
  const encoded = /filename\*=UTF-8''([^;]+)/.exec(response.headers.get('Content-Disposition') ?? '')?.[1];
  const plain = /filename="([^"]+)"/.exec(response.headers.get('Content-Disposition') ?? '')?.[1];
  const address = URL.createObjectURL(await response.blob());
  h('a', { href: address, download: encoded ? decodeURIComponent(encoded) : (plain ?? name) }).click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/** The cards and the record as they are now: what has just left, and what may leave. */
async function catchUp() {
  const response = await fetch(location.href);
  if (!response.ok) return;
  const page = new DOMParser().parseFromString(await response.text(), 'text/html');
  for (const part of ['.cards', '[aria-labelledby=record-title]']) {
    const fresh = page.querySelector(part);
    const focused = document.activeElement?.getAttribute('href');
    if (fresh) place.querySelector(part)?.replaceWith(fresh);
    if (focused && document.activeElement === document.body)
      place.querySelector(`[href="${CSS.escape(focused)}"]`)?.focus();
  }
}

let working = false;
place.addEventListener('click', async event => {
  const link = event.target.closest('[data-download]');
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  if (working) return;
  working = true;
  const [told, alert] = ['export-state', 'export-error'].map(name => document.getElementById(name));
  alert.hidden = true;
  told.textContent = say('export.working');
  try {
    await download(link);
    told.textContent = say('export.done');
  } catch (error) {
    told.textContent = '';
    alert.textContent = error instanceof ApiError ? error.message : say('desk.offline');
    alert.hidden = false;
  }
  working = false;
  await catchUp().catch(() => undefined);
});
