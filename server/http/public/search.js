// The list of passages follows what one types; without scripts the form asks for the whole page.
const form = document.getElementById('search');
const list = document.getElementById('passages');
let asked = 0;
let timer;
const search = async () => {
  const mine = ++asked;
  const address = new URL(location.href);
  address.searchParams.set('q', form.elements.q.value);
  history.replaceState(null, '', address);
  address.searchParams.set('part', 'list');
  const response = await fetch(address);
  const page = new DOMParser().parseFromString(await response.text(), 'text/html');
  // A later letter has asked again.
  if (mine === asked && response.ok) list.replaceChildren(...page.body.childNodes);
};
form.addEventListener('input', () => {
  clearTimeout(timer);
  timer = setTimeout(search, 120);
});
form.addEventListener('submit', event => {
  event.preventDefault();
  void search();
});
