// Makes pages pleasant. Everything works without it.

// What was typed is kept until the server has taken it: a lost connection or a closed tab loses nothing.
const kept = (form) => `kept ${location.pathname} ${form.getAttribute('action')}`;
const isKept = (field) => field.name && !['hidden', 'password', 'file', 'submit'].includes(field.type);
for (const form of document.querySelectorAll('form[data-keep]')) {
  const sent = `sent ${kept(form)}`;
  if (sessionStorage.getItem(sent) && !form.querySelector('.wrong')) sessionStorage.removeItem(kept(form));
  sessionStorage.removeItem(sent);
  const values = JSON.parse(sessionStorage.getItem(kept(form)) || '{}');
  for (const field of form.elements) {
    if (!isKept(field) || !(field.name in values)) continue;
    const value = values[field.name];
    if (['checkbox', 'radio'].includes(field.type)) field.checked = value.includes(field.value);
    else if (field.value === (field.defaultValue ?? field.value)) field.value = value[0];
  }
  form.addEventListener('input', () => {
    const now = {};
    for (const field of form.elements) {
      if (!isKept(field)) continue;
      const counts = !['checkbox', 'radio'].includes(field.type) || field.checked;
      now[field.name] = (now[field.name] || []).concat(counts ? [field.value] : []);
    }
    sessionStorage.setItem(kept(form), JSON.stringify(now));
  });
  form.addEventListener('submit', () => sessionStorage.setItem(sent, '1'));
}

// A form is sent once, however often one taps; coming back makes it ready again.
addEventListener('submit', (event) => {
  const form = event.target;
  if (form.dataset.sent) event.preventDefault();
  if (form.method === 'post') form.dataset.sent = 'yes';
});
addEventListener('pageshow', () => document.querySelectorAll('form[data-sent]').forEach((form) => delete form.dataset.sent));

// Filters answer at once.
addEventListener('change', (event) => event.target.form?.matches('[data-live]') && event.target.form.requestSubmit());

// The menu closes like a menu.
const menu = document.querySelector('details.menu');
addEventListener('click', (event) => menu && !menu.contains(event.target) && (menu.open = false));
addEventListener('keydown', (event) => {
  if (event.key !== 'Escape' || !menu?.open) return;
  menu.open = false;
  menu.querySelector('summary').focus();
});

// A link, a code: copied with one tap, and said.
addEventListener('click', async (event) => {
  const button = event.target.closest('[data-copy]');
  if (!button) return;
  await navigator.clipboard.writeText(button.dataset.copy);
  const place = document.querySelector('.notice-place');
  if (place && button.dataset.copied) place.textContent = button.dataset.copied;
});

// A page that is made to be printed.
for (const button of document.querySelectorAll('[data-print]')) {
  button.hidden = false;
  button.addEventListener('click', () => print());
}

// After a form came back, start at what has to be put right.
document.querySelector('[data-focus]')?.focus();
