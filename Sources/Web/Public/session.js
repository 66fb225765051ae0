// Keeps the three screens of a session up to date. Every page is whole without it: the server draws the page of this audience, the
// stream only says that there is a newer one, and the page fetches itself and takes over the regions that changed.

const root = document.documentElement;
const body = document.body;
root.classList.add('scripted');
const said = document.getElementById('said');
const pill = document.getElementById('pill');
const policy = globalThis.trustedTypes?.createPolicy('session', { createHTML: (text) => text });
const parse = (text) => new DOMParser().parseFromString(policy ? policy.createHTML(text) : text, 'text/html');
const wait = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

// One polite place says what is new, once. It is emptied first, so that the same words said later are heard again.
let toSay = [];
function say(text) {
  const words = text?.replace(/([.?!…:])\s*\./g, '$1').replace(/\s+/g, ' ').trim();
  if (!words || !said || toSay.includes(words)) return;
  if (!toSay.length) {
    said.textContent = '';
    setTimeout(() => { said.textContent = toSay.join(' '); toSay = []; }, 80);
  }
  toSay.push(words);
}

// ——— the regions of the page ———

// What the server drew, to see what changed: scripts change the page itself.
const drawn = new Map();
for (const region of document.querySelectorAll('[data-region]')) drawn.set(region.id, region.outerHTML);
const dirty = new Set();
addEventListener('input', (event) => {
  const region = event.target.closest('[data-region]');
  if (region) dirty.add(region.id);
});

// What somebody opened or closed, and where they were, is known by what it is, not by its place: lines come and go.
const detailsKey = (details) => details.dataset.keepOpen ?? details.querySelector('summary')?.textContent;
function opened(place) {
  const states = new Map();
  for (const details of place.querySelectorAll('details')) {
    if (details.open !== (details.dataset.drawn === 'open')) states.set(detailsKey(details), details.open);
  }
  return states;
}
function openAgain(place, states) {
  for (const details of place.querySelectorAll('details')) {
    const key = detailsKey(details);
    if (states.has(key)) details.open = states.get(key);
  }
}
function focusKey(element) {
  if (!element) return null;
  if (element.id && !element.matches('[data-region], main')) return `id ${element.id}`;
  if (element.matches('summary')) return `summary ${detailsKey(element.parentElement)}`;
  if (element.dataset.keyPress) return `press ${element.dataset.keyPress}`;
  if (element.dataset.by) return `by ${element.dataset.by} ${element.closest('.stepper')?.querySelector('input').name}`;
  if (element.dataset.move) return `move ${element.dataset.move} ${element.closest('li')?.querySelector('select').name}`;
  if (element.matches('input, select, textarea')) {
    return `field ${element.name} ${['radio', 'checkbox'].includes(element.type) ? element.value : ''}`;
  }
  if (element.matches('[data-hand-in] .button')) return 'hand in';
  if (element.form) {
    const what = ['command', 'round', 'idea', 'move', 'ready'].map((name) => element.form.elements[name]?.value ?? '');
    const details = element.closest('details');
    return `button ${element.form.getAttribute('action')} ${what} ${details ? detailsKey(details) : ''} ${element.textContent}`;
  }
  return element.href ? `link ${element.href}` : null;
}
function focusAgain(place, key) {
  const found = key && [...place.querySelectorAll('a, button, input, select, textarea, summary')]
    .find((one) => focusKey(one) === key && !one.disabled && !one.hidden);
  found?.focus({ preventScroll: true });
  return !!found;
}

function takeOver(text, { force = false } = {}) {
  const page = parse(text);
  const fresh = [...page.querySelectorAll('[data-region]')];
  if (!fresh.length) return false;
  const ids = (regions) => [...regions].map((region) => region.id).join();
  const isOther = ids(fresh) !== ids(document.querySelectorAll('[data-region]'));
  let focusLost = false;
  for (const region of isOther ? [] : fresh) {
    const old = document.getElementById(region.id);
    if (!old) { continue; }
    const html = region.outerHTML;
    if (drawn.get(region.id) === html && !force) continue;
    // What somebody is typing stays as long as it is about the same.
    if (!force && dirty.has(region.id) && region.dataset.key && region.dataset.key === old.dataset.key) {
      // Its page is up to date all around it, so what it is sent against is too.
      const [seq, now] = [old, region].map((place) => place.querySelector('input[name=seq]'));
      if (seq && now) seq.value = now.value;
      continue;
    }
    const open = opened(old);
    const focused = old.contains(document.activeElement) ? document.activeElement : null;
    const key = focusKey(focused);
    drawn.set(region.id, html);
    dirty.delete(region.id);
    old.replaceWith(region);
    enhance(region);
    openAgain(region, open);
    if (focused && !focusAgain(region, key)) focusLost = true;
    if (region.dataset.say && region.dataset.say !== old.dataset.say) say(region.dataset.say);
    if (region.dataset.key && region.dataset.key !== old.dataset.key && body.classList.contains('phone')) scrollTo({ top: 0 });
  }
  // A region that is new or gone: the page is another one.
  if (isOther) {
    for (const region of fresh) {
      const old = document.getElementById(region.id);
      if (old && !old.closest('main')) old.replaceWith(region);
      drawn.set(region.id, region.outerHTML);
    }
    const main = page.getElementById('main');
    const before = document.getElementById('main');
    const open = opened(before);
    const focused = before.contains(document.activeElement) ? document.activeElement : null;
    const key = focusKey(focused);
    const heard = before.querySelector('[data-say]')?.dataset.say;
    // What was said about something that was sent stays until there is something else to do.
    const note = main.querySelector('[data-hand-in]') ? null : document.querySelector('#main > .callout.wrong');
    before.replaceWith(main);
    if (note) main.prepend(note);
    enhance(main);
    openAgain(main, open);
    if (focused && !focusAgain(main, key)) focusLost = true;
    const now = main.querySelector('[data-say]');
    if (now && now.dataset.say !== heard) say(now.dataset.say);
  }
  if (focusLost) document.getElementById('main')?.focus({ preventScroll: true });
  document.title = page.title;
  body.dataset.seq = page.body.dataset.seq ?? body.dataset.seq;
  if (page.body.dataset.now) setClock(Number(page.body.dataset.now));
  const wrong = document.querySelector('[data-focus]');
  if (wrong) wrong.focus();
  return true;
}

// ——— the connection ———

let offset = 0;
function setClock(now) { offset = now - Date.now(); }
if (body.dataset.now) setClock(Number(body.dataset.now));

function show(state) {
  if (!pill || pill.dataset.now === state) return;
  const before = pill.dataset.now;
  pill.dataset.now = state;
  pill.textContent = pill.dataset[state];
  pill.classList.toggle('searching', state === 'searching');
  pill.classList.toggle('offline', state === 'offline');
  if (before && (state === 'offline' || before === 'offline')) say(pill.dataset[state]);
}

let fetching = false;
let again = false;
/** How many sendings began or ended: a page that was asked for before one of them doesn't know what it brought. */
let sendings = 0;
/** Fetches this page as it is now. One at a time; who asks meanwhile gets one more after it. */
async function refresh(spread = 0) {
  if (fetching) { again = true; return; }
  fetching = true;
  try {
    // A room full of phones doesn't ask in the same instant.
    if (spread) await wait(Math.random() * spread);
    const asked = sendings;
    const answer = await fetch(location.href, { headers: { 'X-Live': '1' }, cache: 'no-store' });
    if (answer.ok) {
      const text = await answer.text();
      if (asked === sendings) takeOver(text); else again = true;
      if (pill?.dataset.now === 'offline' || pill?.dataset.now === 'searching') show(source && !polling ? 'connected' : 'slow');
    }
    await sendWaiting();
  } catch {
    show(navigator.onLine === false ? 'offline' : 'searching');
  } finally {
    fetching = false;
    if (again) { again = false; refresh(spread); }
  }
}

let source = null;
let lastHeard = 0;
let openedAt = 0;
let mute = 0;
let polling = null;
let hiddenSince = 0;
const latest = () => Number(body.dataset.seq || 0);

function heard() {
  lastHeard = Date.now();
  mute = 0;
  stopPolling();
  show('connected');
}

function listen() {
  if (!body.dataset.stream || !globalThis.EventSource) return startPolling();
  source?.close();
  source = new EventSource(body.dataset.stream);
  openedAt = Date.now();
  lastHeard = openedAt;
  source.addEventListener('state', (event) => {
    heard();
    const seq = Number(event.lastEventId || 0);
    if (!seq || seq !== latest()) refresh(250);
  });
  source.addEventListener('progress', (event) => {
    heard();
    try { count(JSON.parse(event.data)); } catch { /* A count that can't be read is renewed by the next. */ }
  });
  source.addEventListener('ping', (event) => {
    heard();
    try { setClock(JSON.parse(event.data).now); } catch { /* The next one tells the time. */ }
  });
  source.addEventListener('elsewhere', () => { source?.close(); source = null; lastHeard = 0; stopPolling(); show('elsewhere'); });
  source.addEventListener('error', () => {
    show(navigator.onLine === false ? 'offline' : 'searching');
    if (source?.readyState === EventSource.CLOSED) { source = null; startPolling(); }
  });
}

function startPolling() {
  if (polling) return;
  const ask = async () => {
    if (!document.hidden) {
      await refresh();
      if (pill?.dataset.now !== 'offline') show('slow');
    }
    polling = setTimeout(ask, 2000 + Math.random() * 2000);
  };
  polling = setTimeout(ask, 300);
}
function stopPolling() { clearTimeout(polling); polling = null; }

// A stream that says nothing though it is open is held up by something on the way: ask for the page instead.
setInterval(() => {
  if (!source || document.hidden) return;
  const silence = Date.now() - lastHeard;
  if (lastHeard === openedAt && silence > 5000) {
    mute += 1;
    startPolling();
    if (mute > 1) { source.close(); source = null; setTimeout(listen, 300_000); } else { listen(); }
  } else if (silence > 35_000) {
    startPolling();
    listen();
  }
}, 1000);

function comeBack() {
  if (document.hidden) return;
  refresh();
  if (!source || source.readyState === EventSource.CLOSED || (hiddenSince && Date.now() - hiddenSince > 25_000)) listen();
  hiddenSince = 0;
  if (wakeWanted) stayAwake();
}
document.addEventListener('visibilitychange', () => {
  if (!document.hidden) return comeBack();
  hiddenSince = Date.now();
  setTimeout(() => { if (document.hidden && Date.now() - hiddenSince > 29_000) { source?.close(); source = null; } }, 30_000);
});
// A page in the drawer holds no line open; taken out of it, it looks again.
addEventListener('pagehide', () => { source?.close(); source = null; });
addEventListener('pageshow', (event) => { if (event.persisted) comeBack(); });
document.addEventListener('resume', comeBack);
addEventListener('online', comeBack);
addEventListener('focus', () => { if (pill?.dataset.now === 'elsewhere') comeBack(); });
pill?.addEventListener('click', () => { if (pill.dataset.now === 'elsewhere') comeBack(); });
addEventListener('offline', () => show('offline'));

/** Numbers that change between two states: who is here, how many handed in. */
function count(counts) {
  for (const [name, value] of Object.entries(counts)) {
    const place = document.querySelector(`[data-count="${name}"]`);
    if (place && typeof value === 'number') place.textContent = value.toLocaleString(root.lang);
  }
  const sentence = document.querySelector('[data-count="sentence"]');
  if (sentence?.dataset.pattern) {
    sentence.textContent = sentence.dataset.pattern.replace(/\{(\w+)\}/g, (all, name) => counts[name] ?? all);
  }
}

// ——— sending ———

const waitingKey = (form) => `waiting ${location.pathname} ${new URL(form.action).pathname}`;
addEventListener('submit', async (event) => {
  const form = event.target;
  if (!form.matches('[data-swap]') || event.defaultPrevented) return;
  event.preventDefault();
  if (form.dataset.busy) return;
  form.dataset.busy = 'yes';
  const fields = new URLSearchParams(new FormData(form, event.submitter));
  try {
    await send(form.action, fields);
  } catch {
    // Kept in this browser until the server has it: nothing handed in is lost to a bad connection.
    if (form.matches('[data-hand-in]')) { localStorage.setItem(waitingKey(form), fields.toString()); tryLater(); }
    show('offline');
  } finally {
    delete form.dataset.busy;
  }
});

async function send(address, fields) {
  sendings += 1;
  const answer = await fetch(address, { method: 'POST', body: fields, headers: { 'X-Live': '1' } })
    .finally(() => { sendings += 1; });
  // The server is there but can't write: not in yet, so not said to be.
  if (answer.status >= 500) throw new Error(`${answer.status}`);
  const text = await answer.text();
  // Too late, or somebody was faster: what it was about is gone, so the page is taken anew and the reason stays on it.
  const isLate = answer.status === 409;
  if (isLate || !takeOver(text, { force: true })) {
    if (answer.ok) return location.assign(answer.redirected ? answer.url : location.href);
    // Not taken: the reason stands on the page that came back. What was filled in stays.
    const page = parse(text);
    const late = [...page.querySelectorAll('.receipt.late p')].map((line) => line.textContent.trim()).join('. ');
    const reasons = [...page.querySelectorAll('main p.problem')].map((line) => line.textContent.trim());
    const reason = late || (reasons.length ? reasons.join(' ') : page.querySelector('main p')?.textContent.trim());
    if (isLate) { dirty.clear(); await refresh(); }
    complain(reason || `${answer.status}`, address);
    return;
  }
  document.querySelector('#main > .callout.wrong')?.remove();
  const receipt = document.querySelector('.receipt b');
  if (receipt) { say(receipt.textContent); receipt.scrollIntoView({ block: 'nearest' }); }
}

/** Says why something was not taken, at the form that it came from or at the top of the page. */
function complain(reason, address) {
  const form = [...document.forms].find((form) => form.action === new URL(address, location.href).href && form.matches('.task'));
  const callout = document.createElement('div');
  callout.className = 'callout wrong';
  callout.setAttribute('role', 'alert');
  callout.tabIndex = -1;
  const text = document.createElement('p');
  text.textContent = reason;
  callout.append(text);
  const place = form ?? document.getElementById('r-problem') ?? document.getElementById('main');
  place.querySelector('.callout.wrong')?.remove();
  place.prepend(callout);
  callout.focus();
}

const waiting = () => Object.keys(localStorage).filter((key) => key.startsWith(`waiting ${location.pathname} `));
async function sendWaiting() {
  for (const key of waiting()) {
    const fields = localStorage.getItem(key);
    await send(key.split(' ').pop(), new URLSearchParams(fields));
    if (localStorage.getItem(key) === fields) localStorage.removeItem(key);
  }
}

let later = null;
/** What could not be sent is tried again, also where the line itself never noticed. */
function tryLater() {
  clearTimeout(later);
  later = setTimeout(async () => {
    try { await sendWaiting(); } catch { show('offline'); }
    if (waiting().length) tryLater();
    else if (pill?.dataset.now === 'offline' && navigator.onLine !== false) refresh();
  }, 2000 + Math.random() * 1000);
}

// ——— clocks ———

const announced = new Set();
setInterval(() => {
  for (const clock of document.querySelectorAll('.clock[data-until]')) {
    const until = Number(clock.dataset.until);
    if (!until) continue;
    const left = Math.max(0, Math.round((until - Date.now() - offset) / 1000));
    const text = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, '0')}`;
    if (clock.textContent !== text) clock.textContent = text;
    clock.classList.toggle('over', left === 0);
    for (const mark of [60, 30, 0]) {
      if (left === mark && !announced.has(`${until} ${mark}`)) {
        announced.add(`${until} ${mark}`);
        say(mark ? clock.dataset.said.replace('{seconds}', mark) : clock.dataset.zero);
      }
    }
  }
}, 500);

// ——— a screen that stays on ———

let wakeWanted = false;
let lock = null;
async function stayAwake() {
  try { lock = await navigator.wakeLock?.request('screen'); } catch { lock = null; }
}
document.addEventListener('click', async (event) => {
  const button = event.target.closest('[data-wake]');
  if (button) {
    wakeWanted = !wakeWanted;
    if (wakeWanted) await stayAwake(); else { await lock?.release(); lock = null; }
    button.setAttribute('aria-pressed', String(wakeWanted && !!lock));
    if (wakeWanted && lock) button.textContent = button.dataset.on;
  } else if (!wakeWanted && body.matches('.screen, .console')) {
    wakeWanted = true;
    stayAwake();
  }
});

// ——— inputs that are pleasant with a script ———

const comma = (number, decimals) => number.toFixed(decimals).replace('.', root.lang === 'nl' ? ',' : '.').replace('-', '−');
const read = (text) => Number(String(text).trim().replace('−', '-').replace(',', '.').replace(/^\+/, ''));

function enhance(place) {
  place.querySelectorAll('details').forEach((details) => { details.dataset.drawn = details.open ? 'open' : ''; });
  place.querySelectorAll('.stepper button, .ranking button').forEach((button) => { button.hidden = false; });
  place.querySelectorAll('.ranking').forEach((list) => {
    list.querySelectorAll('.place').forEach((number) => { number.hidden = false; });
    list.querySelectorAll('select').forEach((select) => { select.hidden = true; });
    rank(list);
  });
  place.querySelectorAll('[data-total]').forEach(total);
  place.querySelectorAll('[data-budget]').forEach(budget);
  place.querySelectorAll('[data-most]').forEach(most);
  place.querySelectorAll('[data-lines]').forEach(lines);
  if (navigator.wakeLock) place.querySelectorAll('[data-wake]').forEach((button) => { button.hidden = false; });
  fit();
}

/** On the big screen everything is in view: what is too much is written smaller. */
function fit() {
  const scene = body.matches('.screen') && document.querySelector('.scene');
  const place = scene && scene.querySelector('.figure-place');
  if (!place) return;
  const main = document.getElementById('main');
  for (const size of [1, 0.92, 0.85, 0.78, 0.72, 0.66, 0.6, 0.55, 0.5]) {
    scene.style.setProperty('--fit', size);
    if (place.scrollHeight <= place.clientHeight + 1 && main.scrollHeight <= main.clientHeight + 1) break;
  }
}
addEventListener('resize', fit);

// ——— a script to read out, line by line ———

function lines(place) {
  const isOn = localStorage.getItem('line by line') !== 'no';
  const key = `line ${location.pathname} ${place.dataset.lines}`;
  const all = [...place.querySelectorAll('.script li')];
  const now = Math.min(Number(sessionStorage.getItem(key) || 0), all.length - 1);
  place.querySelector('.line-tools').hidden = all.length < 2;
  place.querySelector('[data-line-by-line]').checked = isOn;
  const next = place.querySelector('[data-line-next]');
  next.hidden = !isOn;
  next.disabled = now >= all.length - 1;
  all.forEach((line, number) => {
    line.classList.toggle('to-come', isOn && number > now);
    if (isOn && number === now) line.setAttribute('aria-current', 'step'); else line.removeAttribute('aria-current');
  });
  return { key, now, all };
}

document.addEventListener('click', (event) => {
  const place = event.target.closest('[data-lines]');
  if (!place || !event.target.matches('[data-line-next]')) return;
  const { key, now, all } = lines(place);
  sessionStorage.setItem(key, Math.min(now + 1, all.length - 1));
  lines(place);
  say(all[Math.min(now + 1, all.length - 1)].innerText);
});
document.addEventListener('change', (event) => {
  if (!event.target.matches('[data-line-by-line]')) return;
  localStorage.setItem('line by line', event.target.checked ? 'yes' : 'no');
  lines(event.target.closest('[data-lines]'));
});

function rank(list) {
  const items = [...list.children];
  items.forEach((item, place) => {
    item.querySelector('select').value = String(place + 1);
    item.querySelector('.place').textContent = place + 1;
    item.querySelector('[data-move="-1"]').disabled = place === 0;
    item.querySelector('[data-move="1"]').disabled = place === items.length - 1;
  });
}

function total(group) {
  const line = group.querySelector('.budget');
  const typed = [...group.querySelectorAll('input')].map((input) => input.value);
  if (typed.every((value) => value.trim() === '')) return;
  const left = Number(group.dataset.total) - typed.reduce((sum, value) => sum + (read(value) || 0), 0);
  const key = left > 0 ? 'totalLeft' : left < 0 ? 'totalOver' : 'totalDone';
  line.textContent = line.dataset[key].replace('{count}', Math.abs(left));
  line.classList.toggle('wrong', left < 0);
}

function budget(group) {
  const line = group.querySelector('.budget');
  const given = [...group.querySelectorAll('input:checked')].reduce((sum, input) => sum + Number(input.value), 0);
  const left = Number(group.dataset.budget) - given;
  const key = left > 0 ? 'budgetText' : left < 0 ? 'budgetOver' : 'budgetNone';
  if (given || left <= 0) line.textContent = line.dataset[key].replace('{count}', Math.abs(left));
  line.classList.toggle('wrong', left < 0);
}

function most(group) {
  const limit = Number(group.dataset.most);
  if (!limit) return;
  const boxes = [...group.querySelectorAll('input[type=checkbox]')];
  const isFull = boxes.filter((box) => box.checked).length >= limit;
  boxes.forEach((box) => { box.disabled = isFull && !box.checked; });
}

document.addEventListener('click', (event) => {
  const step = event.target.closest('.stepper button');
  if (step) {
    const stepper = step.closest('.stepper');
    const input = stepper.querySelector('input');
    const { low, high, decimals } = stepper.dataset;
    const middle = Number(low) < 0 ? 0 : Number(high) > 50 ? 0 : Math.round((Number(low) + Number(high)) / 2);
    const now = input.value.trim() === '' || Number.isNaN(read(input.value)) ? middle : read(input.value);
    input.value = comma(Math.min(Number(high), Math.max(Number(low), now + Number(step.dataset.by))), Number(decimals));
    input.dispatchEvent(new Event('input', { bubbles: true }));
    return;
  }
  const move = event.target.closest('.ranking [data-move]');
  if (move) {
    const item = move.closest('li');
    const other = move.dataset.move === '-1' ? item.previousElementSibling : item.nextElementSibling;
    if (!other) return;
    if (move.dataset.move === '-1') other.before(item); else other.after(item);
    rank(item.parentElement);
    move.focus();
    item.dispatchEvent(new Event('input', { bubbles: true }));
    say(`${item.querySelector('select').value}: ${item.firstElementChild.textContent}`);
  }
});
addEventListener('input', (event) => {
  const at = (selector, act) => { const group = event.target.closest(selector); if (group) act(group); };
  at('[data-total]', total);
  at('[data-budget]', budget);
  at('[data-most]', most);
});

// ——— keys ———

const shortcuts = document.querySelector('[data-shortcuts]');
if (shortcuts) {
  const list = document.querySelector('[data-shortcut-list]');
  const apply = () => { list.hidden = !shortcuts.checked; localStorage.setItem('shortcuts', shortcuts.checked ? '1' : ''); };
  shortcuts.checked = localStorage.getItem('shortcuts') === '1';
  apply();
  shortcuts.addEventListener('change', apply);
}
addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest?.('input, textarea, select')) return;
  const key = event.key.toLowerCase();
  // The big screen has no fields, so its one key needs no switch.
  if (body.matches('.screen') && key === 't') {
    const isOn = body.classList.toggle('tables');
    document.querySelectorAll('.chart details').forEach((details) => { details.open = isOn; });
  }
  if (body.matches('.screen') && key === 'f') document.fullscreenElement ? document.exitFullscreen() : root.requestFullscreen?.();
  if (!shortcuts?.checked) return;
  const button = document.querySelector(`[data-key-press="${CSS.escape(key)}"]`);
  if (button) { event.preventDefault(); button.click(); }
});

// ——— begin ———

enhance(document);
if (body.dataset.stream) {
  show('searching');
  listen();
  sendWaiting().catch(() => { show('offline'); tryLater(); });
}
