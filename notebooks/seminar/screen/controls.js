// The pack's controls: native elements with real labels, so that a keyboard and a screen reader can use them.
// One module for all: a control's "kind" says which function below draws it. State lives in the kernel's model.

const SAVE_AFTER_MS = 400;       // a pause in typing after which an answer is sent
const SAVE_WITHIN_MS = 1500;     // without a pause it is sent all the same: no more than this is at risk
const NO_REPLY_AFTER_MS = 3000;  // silence after which the page says that an answer is not saved
const LOOK_AGAIN_MS = 15, LOST_AFTER_MS = 10_000;  // how often to look for an answer, and when it is taken for lost
const copy = crypto.getRandomValues(new Uint32Array(2)).join('-');  // each control loads its own copy of this module
let made = 0;

function make(tag, properties = {}, ...children) {
  const { data, aria, ...rest } = properties;
  const element = Object.assign(document.createElement(tag), rest);
  for (const [name, value] of Object.entries(aria ?? {})) element.setAttribute(`aria-${name}`, value);
  element.append(...children);
  return element;
}

const newId = () => `seminar-${copy}-${made++}`;

// Calls `draw` now and at every change of the named traits; returns what undoes it.
function follow(model, names, draw) {
  for (const name of names) model.on(`change:${name}`, draw);
  draw();
  return () => { for (const name of names) model.off(`change:${name}`, draw); };
}

const UNANSWERED = 'data-unanswered';

// Returns what sends values of this control to Python, and marks the control until Python has taken the last of them.
function sender(model, el) {
  let last;
  return (values) => {
    if (Object.entries(values).every(([name, value]) => model.get(name) === value)) return;
    const sent = last = {};
    const status = ({ content }) => {
      if (content.execution_state === 'idle' && sent === last) el.removeAttribute(UNANSWERED);
    };
    el.setAttribute(UNANSWERED, '');
    for (const [name, value] of Object.entries(values)) model.set(name, value);
    model.save_changes({ iopub: { ...model.widget_manager.callbacks?.()?.iopub, status } });  // the log keeps errors
  };
}

// Does something once Python has taken all that was sent from this notebook before, and waits until that is taken too.
// ipywidgets holds a second message of one control back until the first is answered: those of other controls would
// overtake it, and a button would not count what was typed last, or a choice would be taken for that of the next row.
function inTurn(el, act) {
  const notebook = el.closest('.jp-NotebookPanel') ?? document;
  const open = () => notebook.querySelectorAll(`[${UNANSWERED}]`);
  const answered = async () => {
    const lost = performance.now() + LOST_AFTER_MS;
    while (open().length && performance.now() < lost) await new Promise((done) => setTimeout(done, LOOK_AGAIN_MS));
    for (const control of open()) control.removeAttribute(UNANSWERED);  // its answer went with a restart
  };
  const before = Promise.resolve(notebook.seminarTurn);
  notebook.seminarTurn = before.then(answered).then(act).then(answered).catch(console.error);
  return notebook.seminarTurn;
}

// Follows a value that a reader chooses: "choose" sends it in its turn, and until Python has it "draw" leaves the page
// as it is, so that the next arrow key goes on from there.
function followValue({ model, el, put }, show) {
  let waiting = 0;
  const draw = () => { if (waiting === 0) show(model.get('value')); };
  const choose = (value) => {
    waiting += 1;
    inTurn(el, () => put({ value })).then(() => { waiting -= 1; draw(); });
  };
  return { draw, choose };
}

// Follows a line to type in; returns a function that says whether something stands there that was not sent yet.
function watchTyping(box, send) {
  let typing = false;
  box.addEventListener('input', () => { typing = true; });
  box.addEventListener('change', () => { typing = false; send(box.value); });
  box.addEventListener('blur', () => { typing = false; });  // the old text typed anew is no change
  return () => typing;
}

function range({ model, el, put }) {
  const id = newId();
  const label = make('label', { htmlFor: id });
  const slider = make('input', { type: 'range', id, min: 0, step: 1 });
  const box = make('input', { type: 'text', inputMode: 'numeric', autocomplete: 'off', className: 'number' });
  const unit = make('span', { className: 'unit', aria: { hidden: 'true' } });
  const message = make('p', { className: 'message', id: `${id}-message` });
  message.setAttribute('role', 'status');
  box.setAttribute('aria-describedby', message.id);
  el.append(label, make('div', { className: 'row' }, slider, box, unit), message);

  const ask = (what) => put({ asked: { n: model.get('asked').n + 1, ...what } });
  slider.addEventListener('input', () => {
    box.value = model.get('labels')[slider.value];
    slider.setAttribute('aria-valuetext', box.value + model.get('unit'));
    ask({ index: Number(slider.value) });
  });
  const isTyping = watchTyping(box, (text) => ask({ text }));
  return follow(model, ['label', 'labels', 'unit', 'state'], () => {
    const { n, index, shown, message: words, wrong } = model.get('state');
    if (n < model.get('asked').n) return;          // a late answer: a newer one is on its way
    label.textContent = model.get('label');
    box.setAttribute('aria-label', `${model.get('label')}, exact number`);
    slider.max = model.get('labels').length - 1;   // before the value: a browser clips it to the old range
    slider.value = index;
    slider.setAttribute('aria-valuetext', shown + model.get('unit'));
    if (!wrong && !isTyping()) box.value = shown;  // a wrong entry stays, to be mended; so does one not sent yet
    box.setAttribute('aria-invalid', String(wrong));
    unit.textContent = model.get('unit');
    message.textContent = words;
  });
}

function entry({ model, el, put }) {
  const id = newId();
  const label = make('label', { htmlFor: id });
  const box = make('input', { type: 'text', id, autocomplete: 'off', spellcheck: false });
  const message = make('p', { className: 'message', id: `${id}-message` });
  message.setAttribute('role', 'status');
  box.setAttribute('aria-describedby', message.id);
  el.append(label, box, message);
  const isTyping = watchTyping(box, (text) => put({ typed: { n: model.get('typed').n + 1, text } }));
  return follow(model, ['label', 'state'], () => {
    const { n, shown, message: words } = model.get('state');
    if (n < model.get('typed').n) return;          // a late answer: a newer one is on its way
    label.textContent = model.get('label');
    if (!words && !isTyping()) box.value = shown;  // a wrong entry stays, to be mended; so does one not sent yet
    box.setAttribute('aria-invalid', String(Boolean(words)));
    message.textContent = words;
  });
}

function choice({ model, el, put }) {
  const id = newId();
  const legend = make('legend');
  const list = make('div', { className: 'options' });
  const fieldset = make('fieldset', { className: model.get('look') }, legend, list);
  el.append(fieldset);
  const radios = new Map();
  const { draw, choose } = followValue({ model, el, put }, (value) => {
    for (const [key, { radio }] of radios) radio.checked = key === value;
  });

  const fill = () => {
    list.replaceChildren();
    radios.clear();
    model.get('options').forEach(({ id: key, text }, place) => {
      const radio = make('input', { type: 'radio', name: id, id: `${id}-${place}`, value: key });
      radio.addEventListener('change', () => choose(key));
      const verdict = make('p', { className: 'verdict', id: `${id}-${place}-verdict` });
      list.append(make('div', { className: 'option' }, radio, make('label', { htmlFor: radio.id }, text), verdict));
      radios.set(key, { radio, verdict });
    });
  };
  const stopFilling = follow(model, ['options'], fill);
  const stop = follow(model, ['options', 'legend', 'value', 'disabled', 'verdicts'], () => {
    legend.textContent = model.get('legend');
    fieldset.disabled = model.get('disabled');
    draw();
    for (const [key, { radio, verdict }] of radios) {
      const { mark = '', text = '' } = model.get('verdicts')[key] ?? {};
      verdict.replaceChildren(...(mark ? [make('strong', {}, mark), ` ${text}`] : []));
      if (mark) radio.setAttribute('aria-describedby', verdict.id);
      else radio.removeAttribute('aria-describedby');
    }
  });
  return () => { stopFilling(); stop(); };
}

function select({ model, el, put }) {
  const id = newId();
  const label = make('label', { htmlFor: id });
  const list = make('select', { id });
  el.append(label, list);
  const { draw, choose } = followValue({ model, el, put }, (value) => { list.value = value; });
  list.addEventListener('change', () => choose(list.value));
  const stopFilling = follow(model, ['options'], () => {
    list.replaceChildren(...model.get('options').map(({ id: key, text }) => make('option', { value: key }, text)));
  });
  const stop = follow(model, ['options', 'legend', 'value', 'disabled'], () => {
    label.textContent = model.get('legend');
    draw();
    list.disabled = model.get('disabled');
  });
  return () => { stopFilling(); stop(); };
}

function toggle({ model, el, put }) {
  const id = newId();
  const box = make('input', { type: 'checkbox', id });
  box.setAttribute('role', 'switch');
  const label = make('label', { htmlFor: id });
  el.append(make('div', { className: 'row' }, box, label));
  const { draw, choose } = followValue({ model, el, put }, (value) => { box.checked = value; });
  box.addEventListener('change', () => choose(box.checked));
  return follow(model, ['label', 'of', 'value'], () => {
    label.textContent = model.get('label');
    if (model.get('of')) box.setAttribute('aria-label', `${model.get('of')}: ${model.get('label')}`);
    draw();
  });
}

function button({ model, el, put }) {
  const press = make('button', { type: 'button' });
  el.append(press);
  press.addEventListener('click', () => inTurn(el, () => {
    if (!model.get('off')) put({ presses: model.get('presses') + 1 });
  }));
  return follow(model, ['label', 'off'], () => {
    press.textContent = model.get('label');
    press.setAttribute('aria-disabled', String(model.get('off')));  // stays in the tab order: the focus is not lost
  });
}

function pane({ model, el }) {
  if (model.get('announce')) el.setAttribute('role', 'status');
  return follow(model, ['html'], () => {
    const open = [...el.querySelectorAll('details')].map((part) => part.open);
    el.innerHTML = model.get('html');              // built and escaped by seminar.screen.page
    el.querySelectorAll('details').forEach((part, place) => { part.open = open[place] ?? part.open; });
  });
}

const keptText = {
  read: (key) => { try { return localStorage.getItem(key); } catch { return null; } },
  write: (key, text) => { try { localStorage.setItem(key, text); } catch { /* private window: nothing to keep it in */ } },
  dropAll: (prefix) => {
    try { for (const key of Object.keys(localStorage)) if (key.startsWith(prefix)) localStorage.removeItem(key); } catch { /* as above */ }
  },
  drop: (key) => { try { localStorage.removeItem(key); } catch { /* as above */ } },
};

function text({ model, el, put }) {
  const id = newId();
  const key = model.get('browser_key');
  const label = make('label', { htmlFor: id });
  const area = make('textarea', { id, rows: model.get('rows'), value: model.get('value') });
  const status = make('p', { className: 'status', id: `${id}-status` });
  status.setAttribute('role', 'status');
  const words = make('p', { className: 'words', id: `${id}-words` });
  area.setAttribute('aria-describedby', `${words.id} ${status.id}`);
  const found = make('div', { className: 'found', hidden: true });
  el.append(label, area, found, words, status);

  let waiting, watchdog, unsentSince;
  const unsent = () => waiting !== undefined;
  const unanswered = () => model.get('saved').n !== model.get('typed').n;

  const send = () => {
    if (!unsent()) return;
    clearTimeout(waiting);
    waiting = undefined;
    keptText.write(key, area.value);
    put({ typed: { text: area.value, n: model.get('typed').n + 1 } });
    clearTimeout(watchdog);
    watchdog = setTimeout(() => {
      if (unanswered()) status.textContent = 'Not saved: Python does not answer. Your text is kept in this browser. Run this cell again.';
    }, NO_REPLY_AFTER_MS);
  };
  const count = () => {
    const wanted = model.get('words');
    const n = area.value.split(/\s+/).filter(Boolean).length;
    return wanted ? `${n} of ${wanted} words.` : '';
  };
  const offer = () => {
    const kept = keptText.read(key);
    found.hidden = !kept || kept === area.value;
    if (found.hidden) { keptText.drop(key); return; }
    const back = make('button', { type: 'button' }, 'Bring it back');
    const away = make('button', { type: 'button' }, 'Throw it away');
    back.addEventListener('click', () => { area.value = kept; changed(); found.hidden = true; area.focus(); });
    away.addEventListener('click', () => { keptText.drop(key); found.hidden = true; area.focus(); });
    found.replaceChildren(make('p', {}, 'A text that was not saved is kept in this browser:'),
      make('blockquote', {}, kept), back, ' ', away);
  };
  const changed = () => {
    const longest = model.get('longest');
    const clipped = area.value.length > longest;
    if (clipped) area.value = area.value.slice(0, longest);
    if (!unsent()) unsentSince = performance.now();
    clearTimeout(waiting);
    waiting = setTimeout(send, Math.min(SAVE_AFTER_MS, unsentSince + SAVE_WITHIN_MS - performance.now()));
    status.textContent = 'Saving…';
    words.textContent = count() + (clipped ? ` Cut off after ${longest.toLocaleString('en')} characters: the rest is not kept.` : '');
  };

  area.addEventListener('input', changed);
  area.addEventListener('blur', send);
  const leaving = () => { if (document.visibilityState === 'hidden') send(); };
  document.addEventListener('visibilitychange', leaving);
  window.addEventListener('pagehide', send);

  const stopSaved = follow(model, ['saved'], () => {
    if (unsent() || unanswered()) return;
    clearTimeout(watchdog);
    const { line, failed } = model.get('saved');
    status.textContent = line;
    if (!failed && model.get('saved').n > 0) keptText.drop(key);
  });
  const stopValue = follow(model, ['label', 'value', 'words'], () => {
    label.textContent = model.get('label');
    if (unsent() || document.activeElement === area) return;   // what is being typed is newer than what was saved
    area.value = model.get('value');
    words.textContent = count();
  });
  offer();
  return () => {
    send();
    stopSaved();
    stopValue();
    document.removeEventListener('visibilitychange', leaving);
    window.removeEventListener('pagehide', send);
  };
}

function browser({ model }) {
  return follow(model, ['forgets'], () => { if (model.get('forgets') > 0) keptText.dropAll(model.get('prefix')); });
}

const kinds = { range, entry, choice, select, toggle, button, pane, text, browser };

function render({ model, el }) {
  const kind = model.get('kind');
  el.classList.add('seminar', 'seminar-control', `seminar-${kind}`);
  if (kind === 'pane') return kinds.pane({ model, el });
  // JupyterLab reads its one-letter shortcuts ("a", "dd", arrow keys) from the whole page: not from inside a control.
  el.setAttribute('data-lm-suppress-shortcuts', 'true');
  el.addEventListener('keydown', (event) => {
    event.stopPropagation();
    if ((event.ctrlKey || event.metaKey) && event.key === 's') event.preventDefault();  // no "save page" dialog
  });
  const focus = () => el.querySelector('input, select, textarea, button').focus({ preventScroll: true });
  model.on('change:focuses', focus);
  const stop = kinds[kind]({ model, el, put: sender(model, el) });
  return () => { model.off('change:focuses', focus); stop(); };
}

export default { render };
