// Tries what a session needs of this network and sums it up in a short code: a letter per check, capital where it works.

document.documentElement.classList.add('scripted');
const list = document.getElementById('check');
const outcome = document.getElementById('outcome');
const names = ['page', 'post', 'first', 'second', 'minute', 'protocol', 'clock', 'wake'];
const letters = { page: 'p', post: 'f', first: 's', second: 't', minute: 'm', protocol: 'h', clock: 'c', wake: 'w' };
const results = { page: true };

function tell(name, isGood, detail = '') {
  results[name] = isGood;
  const place = list.querySelector(`[data-check="${name}"]`);
  place.className = isGood ? 'good' : 'bad';
  place.textContent = (isGood ? list.dataset.good : list.dataset.bad) + (detail ? ` (${detail})` : '');
  const code = names.map((name) => (name in results ? (results[name] ? letters[name].toUpperCase() : letters[name]) : '·')).join('');
  outcome.textContent = code;
}

const begin = performance.now();
try {
  const answer = await fetch(list.dataset.post, { method: 'POST', body: new URLSearchParams({ csrf: list.dataset.proof }) });
  tell('post', answer.ok, `${Math.round(performance.now() - begin)} ms`);
} catch { tell('post', false); }

const entry = performance.getEntriesByType('navigation')[0];
tell('protocol', entry?.nextHopProtocol !== 'http/1.0', entry?.nextHopProtocol ?? '?');
const offset = Math.round((Number(list.dataset.now) - Date.now()) / 1000);
tell('clock', Math.abs(offset) < 30, `${offset} s`);
try {
  const lock = await navigator.wakeLock.request('screen');
  tell('wake', true);
  await lock.release();
} catch { tell('wake', false); }

const opened = Date.now();
let events = 0;
const source = new EventSource(list.dataset.stream);
const timers = [
  setTimeout(() => events < 1 && tell('first', false), 8000),
  setTimeout(() => events < 2 && tell('second', false), 10000),
];
source.addEventListener('ping', () => {
  events += 1;
  if (events === 1) tell('first', true, `${Date.now() - opened} ms`);
  if (events === 2) tell('second', true, `${Date.now() - opened} ms`);
  if (Date.now() - opened > 60_000 && !('minute' in results)) { tell('minute', true); source.close(); timers.forEach(clearTimeout); }
});
source.addEventListener('error', () => { if (!('minute' in results)) { tell('minute', false); source.close(); } });
list.querySelector('[data-check="minute"]').textContent = list.dataset.busy;
