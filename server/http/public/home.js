import { ApiError, api } from './api.js';
import { sayer } from './dom.js';

const form = document.getElementById('upload');
if (form) startUpload(form);
startList();

function startUpload(form) {
  const say = sayer(form);
  const drop = document.getElementById('drop');
  const input = document.getElementById('file');
  const name = document.getElementById('drop-name');
  const state = document.getElementById('upload-state');
  const alert = document.getElementById('upload-error');
  const nameLayout = document.getElementById('name-layout');
  const submit = document.getElementById('submit');

  const showName = () => {
    const [file] = input.files;
    name.textContent = file ? file.name : say('home.drop');
    drop.classList.toggle('filled', Boolean(file));
    alert.hidden = true;
  };
  input.addEventListener('change', showName);
  showName();

  // Files may be dropped anywhere on the page; without this the browser would open them.
  const hasFiles = event => event.dataTransfer?.types.includes('Files');
  addEventListener('dragover', event => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    drop.classList.add('over');
  });
  addEventListener('dragleave', event => {
    if (event.relatedTarget === null) drop.classList.remove('over');
  });
  addEventListener('drop', event => {
    drop.classList.remove('over');
    if (!hasFiles(event)) return;
    event.preventDefault();
    input.files = event.dataTransfer.files;
    showName();
    form.querySelector('select').focus();
  });

  const send = async checkLayout => {
    const data = new FormData(form);
    data.delete('_token');
    if (checkLayout) data.set('checkLayout', 'true');
    alert.hidden = true;
    nameLayout.hidden = true;
    state.hidden = false;
    state.textContent = say('home.reading');
    submit.disabled = true;
    try {
      const { id } = await api('POST', '/questionnaires', data);
      location.assign(`/questionnaires/${id}`);
    } catch (error) {
      submit.disabled = false;
      state.hidden = true;
      alert.hidden = false;
      alert.querySelector('p').textContent = error instanceof ApiError ? error.message : say('desk.offline');
      nameLayout.hidden = error.code !== 'no-question';
    }
  };
  form.addEventListener('submit', event => {
    event.preventDefault();
    void send(false);
  });
  nameLayout.addEventListener('click', () => send(true));
}

function startList() {
  const filters = document.getElementById('filters');
  if (!filters) return;
  const rows = [...document.querySelectorAll('table.questionnaires tbody tr')];
  const none = document.getElementById('none-match');
  const filter = () => {
    const { q, status, service } = Object.fromEntries(new FormData(filters));
    const words = q.normalize('NFKC').toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const row of rows) {
      const { status: own, service: at, text } = row.dataset;
      const fits = (!status || own === status) && (!service || at === service) && words.every(w => text.includes(w));
      row.hidden = !fits;
      if (fits) shown += 1;
    }
    none.hidden = shown > 0;
  };
  filters.addEventListener('input', filter);
  filters.addEventListener('submit', event => event.preventDefault());
  filter();

  // Lines that are still being answered move on; one request for all of them, as a browser opens few streams at once.
  const working = () => rows.filter(row => ['queued', 'answering'].includes(row.dataset.raw));
  const poll = async () => {
    const { items } = await api('GET', '/questionnaires');
    const byId = new Map(items.map(item => [item.id, item]));
    for (const row of working()) {
      const now = byId.get(row.dataset.id);
      if (!now || now.status === 'ready' || now.status === 'failed') return location.reload();
      const { done, total } = now.progress;
      row.querySelector('.percent').textContent = total ? `${Math.round((done / total) * 100)}%` : '';
    }
    later();
  };
  const later = () => {
    if (working().length > 0) setTimeout(() => poll().catch(later), 2000);
  };
  later();
}
