import { ApiError, api } from './api.js';
import { sayer } from './dom.js';

const place = document.getElementById('progress');
const say = sayer(place);
const { id } = place.dataset;
const state = JSON.parse(place.dataset.state);

const show = ({ progress, counts }) => {
  const meter = document.getElementById('meter');
  meter.max = Math.max(1, progress.total);
  meter.value = progress.done;
  document.getElementById('of').textContent = say('progress.of', progress);
  for (const count of document.querySelectorAll('[data-count]')) count.textContent = counts[count.dataset.count];
};

if (state.status === 'queued' || state.status === 'answering') {
  const events = new EventSource(`/api/v1/questionnaires/${id}/events`);
  events.addEventListener('message', event => {
    const now = JSON.parse(event.data);
    show(now);
    if (now.status === 'ready' || now.status === 'failed') {
      events.close();
      location.reload();
    }
  });
}

document.getElementById('retry')?.addEventListener('click', async () => {
  try {
    await api('POST', `/questionnaires/${id}/answers`);
    location.reload();
  } catch (error) {
    place.querySelector('.alert').textContent = error instanceof ApiError ? error.message : say('desk.offline');
  }
});
