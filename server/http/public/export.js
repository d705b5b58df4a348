import { ApiError, api } from './api.js';
import { sayer } from './dom.js';

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

// The record shows what has just left.
for (const link of document.querySelectorAll('[data-download]')) {
  link.addEventListener('click', () => setTimeout(() => location.reload(), 1500));
}
