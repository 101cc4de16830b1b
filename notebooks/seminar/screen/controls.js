// The pack's controls: native elements with real labels, so that a keyboard and a screen reader can use them.
// One module for a page: the "kind" of a part says which function below draws it. State lives in the kernel's model,
// under "number.name" for each part. What a reader does goes to Python by the one channel of the box.

const SAVE_AFTER_MS = 400;       // a pause in typing after which an answer is sent
const SAVE_WITHIN_MS = 1500;     // without a pause it is sent all the same: no more than this is at risk
const NO_REPLY_AFTER_MS = 3000;  // silence after which the page says that Python does not answer
const GO_ON = 'open the menu Run and choose Run All Cells';
const NO_ANSWER = `The page gets no answer, and your last step does not count yet. What was saved before is kept. If this stays here, ${GO_ON}.`;
const NOT_SAVED = `Not saved yet: the page gets no answer. Your text is kept in this browser. If this stays here, ${GO_ON}: then you can bring it back.`;
const ELSEWHERE = `This page was run again in another window, and this part lives there now. Nothing is lost. To go on here, ${GO_ON}.`;
const ASLEEP = `This part has stopped answering. Every answer that was saved is kept. To go on, ${GO_ON}.`;
const NEWS_MS = 120_000;          // how long a screen reader, which may be slow, finds what it is told of a new part
const BOX = '.seminar:not(.seminar *)';
const TOLD = '[role=status]';
const page = crypto.getRandomValues(new Uint32Array(2)).join('-');
let made = 0;

function make(tag, properties = {}, ...children) {
  const { aria, ...rest } = properties;
  const element = Object.assign(document.createElement(tag), rest);
  for (const [name, value] of Object.entries(aria ?? {})) element.setAttribute(`aria-${name}`, value);
  // Notebook 7 looks for its shortcuts (arrow keys, "a") before a control gets a key, and first at what has the focus.
  if (element.matches('input, select, textarea, button')) element.setAttribute('data-lm-suppress-shortcuts', 'true');
  element.append(...children);
  return element;
}

const newId = () => `seminar-${page}-${made++}`;

// The newest value of one control, which waits while Python is busy with the one before: a slider that is dragged asks
// for no more pictures than Python can draw. Whatever else is sent from this page goes after it.
let held;
const sendHeld = () => { const send = held?.send; held = undefined; send?.(); };

// The way to Python and back: what is sent arrives in that order, and is answered in that order. "say" tells the reader
// beside the control with which it was sent; "begin" is called with every step.
function channel(model, say, begin) {
  const waiting = new Map();  // ticket → what to do once Python has taken what was sent with it, and if it does not
  let watchdog;
  const lost = () => { for (const { lose } of waiting.values()) lose(); };
  const watch = () => {
    clearTimeout(watchdog);
    if (waiting.size) watchdog = setTimeout(lost, NO_REPLY_AFTER_MS);
  };
  const answered = () => {
    const { ticket, fault } = model.get('answer');
    if (!waiting.has(ticket)) return;  // that of another window
    for (const [earlier, { take, at }] of [...waiting]) {
      waiting.delete(earlier);
      take();
      if (earlier === ticket) { say(fault, at); break; }
    }
    watch();
  };
  model.on('change:answer', answered);
  return {
    send(to, event, at, take, lose = () => say(NO_ANSWER, at)) {
      begin();
      const ticket = newId();
      waiting.set(ticket, { take, lose, at });
      watch();
      try {
        model.send({ to, ticket, event }, model.widget_manager.callbacks?.());  // with these the log keeps errors
      } catch { lost(); }                // its kernel is gone
    },
    stop() {
      clearTimeout(watchdog);
      model.off('change:answer', answered);
    },
  };
}

// One part as its function below sees it: what Python says of it, and the way to send what a reader did. Until Python
// has taken all of that, the part is "open".
function partOf(model, way, number, el) {
  const settles = [], stops = [];
  let open = 0;
  const take = () => {
    open -= 1;
    if (held?.part === part) sendHeld();
    if (open) return;
    el.removeAttribute('data-unanswered');
    for (const settle of settles) settle();
  };
  const post = (event, lose) => {
    open += 1;
    el.setAttribute('data-unanswered', '');
    way.send(number, event, el, take, lose);
  };
  const part = {
    notebook: model.widget_manager.context?.model,
    rendermime: model.widget_manager.rendermime,
    get: (name) => model.get(`${number}.${name}`),
    // Calls "act" at every change of the named values.
    on(names, act) {
      for (const name of names) model.on(`change:${number}.${name}`, act);
      stops.push(() => { for (const name of names) model.off(`change:${number}.${name}`, act); });
    },
    // Draws now and at every change of the named values.
    follow(names, draw) {
      part.on(names, draw);
      draw();
    },
    // Draws what a reader changes too: while the part is open the page stays as it is, so that the next key goes on from
    // there, and a late answer does not take back what is newer.
    followSettled(names, draw) {
      const settle = () => { if (!open) draw(); };
      settles.push(settle);
      part.follow(names, settle);
    },
    send(event, lose) {
      sendHeld();
      post(event, lose);
    },
    // As "send", for an event that takes the place of the one before.
    sendNewest(event) {
      if (held?.part !== part) sendHeld();
      if (open) held = { part, send: () => post(event) };
      else post(event);
    },
    stop() { for (const stop of stops) stop(); },
  };
  return part;
}

// Follows a line to type in; returns a function that says whether something stands there that was not sent yet.
function watchTyping(box, send) {
  let typing = false;
  box.addEventListener('input', () => { typing = true; });
  box.addEventListener('change', () => { typing = false; send(box.value); });
  box.addEventListener('blur', () => { typing = false; });  // the old text typed anew is no change
  return () => typing;
}

function range(part, el) {
  const id = newId();
  const label = make('label', { htmlFor: id });
  const slider = make('input', { type: 'range', id, min: 0, step: 1 });
  const box = make('input', { type: 'text', inputMode: 'numeric', autocomplete: 'off', className: 'number' });
  const unit = make('span', { className: 'unit', aria: { hidden: 'true' } });
  const message = make('p', { className: 'message', id: `${id}-message` });
  message.setAttribute('role', 'status');
  box.setAttribute('aria-describedby', message.id);
  el.append(label, make('div', { className: 'row' }, slider, box, unit), message);

  slider.addEventListener('input', () => {
    box.value = part.get('labels')[slider.value];
    slider.setAttribute('aria-valuetext', box.value + part.get('unit'));
    part.sendNewest({ index: Number(slider.value) });
  });
  const isTyping = watchTyping(box, (text) => part.send({ text }));
  part.followSettled(['label', 'labels', 'unit', 'state'], () => {
    const { index, shown, message: words, wrong } = part.get('state');
    label.textContent = part.get('label');
    box.setAttribute('aria-label', `${part.get('label')}, exact number`);
    slider.max = part.get('labels').length - 1;    // before the value: a browser clips it to the old range
    slider.value = index;
    slider.classList.toggle('unset', !shown);
    slider.setAttribute('aria-valuetext', shown ? shown + part.get('unit') : 'nothing chosen yet');
    if (!wrong && !isTyping()) box.value = shown;  // a wrong entry stays, to be mended; so does one not sent yet
    box.setAttribute('aria-invalid', String(wrong));
    unit.textContent = part.get('unit');
    message.textContent = words;
  });
}

function entry(part, el) {
  const id = newId();
  const label = make('label', { htmlFor: id });
  const box = make('input', { type: 'text', id, autocomplete: 'off', spellcheck: false });
  const message = make('p', { className: 'message', id: `${id}-message` });
  message.setAttribute('role', 'status');
  box.setAttribute('aria-describedby', message.id);
  const offered = make('datalist', { id: `${id}-offered` });
  el.append(label, box, offered, message);
  part.follow(['suggestions'], () => {
    const suggestions = part.get('suggestions');
    offered.replaceChildren(...suggestions.map(([value, note]) => make('option', { value, label: note })));
    if (suggestions.length) box.setAttribute('list', offered.id);  // it makes another kind of box of it, a combobox
    else box.removeAttribute('list');
  });
  const isTyping = watchTyping(box, (text) => part.send({ text }));
  part.followSettled(['label', 'state'], () => {
    const { shown, message: words } = part.get('state');
    label.textContent = part.get('label');
    if (!words && !isTyping()) box.value = shown;  // a wrong entry stays, to be mended; so does one not sent yet
    box.setAttribute('aria-invalid', String(Boolean(words)));
    message.textContent = words;
  });
}

function choice(part, el) {
  const id = newId();
  const legend = make('legend');
  const list = make('div', { className: 'options' });
  const below = make('div');  // options that stand in a row keep their places: what is said of them stands under all
  const look = part.get('look');
  const fieldset = make('fieldset', { className: look }, legend, list, below);
  el.append(fieldset);
  const radios = new Map();
  part.follow(['options'], () => {
    list.replaceChildren();
    below.replaceChildren();
    radios.clear();
    part.get('options').forEach(({ id: key, text, short, apart, lines }, place) => {
      const radio = make('input', { type: 'radio', name: id, id: `${id}-${place}`, value: key });
      if (short) radio.setAttribute('aria-label', `${short}: ${text}`);
      radio.addEventListener('change', () => part.sendNewest({ value: key }));
      const note = make('span', { className: 'note', id: `${id}-${place}-note` });
      const verdict = make('p', { className: 'verdict', id: `${id}-${place}-verdict` });
      const words = lines ? [...lines, text].map((line) => make('span', {}, line)) : [short ?? text];
      const label = make('label', { htmlFor: radio.id }, ...words);
      const option = make('div', { className: apart ? 'option apart' : 'option' }, radio, label, note);
      list.append(option);
      (look === 'row' ? below : option).append(verdict);
      radios.set(key, { radio, note, verdict, said: look === 'row' ? `${text}: ` : '' });
    });
  });
  part.follow(['options', 'legend', 'disabled', 'verdicts', 'notes'], () => {
    legend.textContent = part.get('legend');
    fieldset.disabled = part.get('disabled');
    for (const [key, { radio, note, verdict, said }] of radios) {
      const { mark = '', text = '' } = part.get('verdicts')[key] ?? {};
      verdict.replaceChildren(...(mark ? [said, make('strong', {}, mark), ` ${text}`] : []));
      note.textContent = part.get('notes')[key] ?? '';
      const described = [note, verdict].filter((one) => one.textContent).map((one) => one.id);
      if (described.length) radio.setAttribute('aria-describedby', described.join(' '));
      else radio.removeAttribute('aria-describedby');
    }
  });
  part.followSettled(['options', 'value'], () => {
    for (const [key, { radio }] of radios) radio.checked = key === part.get('value');
  });
}

// A table of buttons: one stop for the tabulator, arrows move in it.
const STEPS = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };
function tiles(part, el) {
  const caption = make('caption');
  const head = make('tr');
  const body = make('tbody');
  el.append(make('table', {}, caption, make('thead', {}, head), body));
  let buttons = [];
  const reach = (row, column) => {
    buttons.flat().forEach((button) => { button.tabIndex = -1; });
    buttons[row][column].tabIndex = 0;
  };
  const move = (event, row, column) => {
    if (!STEPS[event.key]) return;
    event.preventDefault();
    const [down, right] = STEPS[event.key];
    const next = buttons[row + down]?.[column + right];
    if (!next) return;
    reach(row + down, column + right);
    next.focus();
  };
  part.follow(['caption', 'rows', 'columns'], () => {
    const columns = part.get('columns');
    caption.textContent = part.get('caption');
    head.replaceChildren(make('td'), ...columns.map((words) => make('th', { scope: 'col' }, words)));
    buttons = part.get('rows').map((_, row) => columns.map((_, column) => {
      const button = make('button', { type: 'button' });
      button.addEventListener('click', () => { reach(row, column); part.sendNewest({ value: [row, column] }); });
      button.addEventListener('keydown', (event) => move(event, row, column));
      return button;
    }));
    body.replaceChildren(...part.get('rows').map((words, row) => make('tr', {}, make('th', { scope: 'row' }, words),
      ...buttons[row].map((button, column) => {
        const cell = make('td', {}, button);
        cell.dataset.column = columns[column];         // on a narrow page, where no head of the column stands above it
        return cell;
      }))));
  });
  part.follow(['caption', 'rows', 'columns', 'tiles'], () => {
    part.get('tiles').forEach((row, at) => row.forEach(({ word, looks, was }, column) => {
      const button = buttons[at][column];
      button.className = `tile ${looks} ${was && 'changed'}`;
      button.replaceChildren(make('span', {}, word), ...(was ? [' ', make('strong', {}, was)] : []));
      button.setAttribute('aria-label', `${part.get('rows')[at]}, ${part.get('columns')[column]} ${word} ${was}`.trim());
    }));
  });
  part.followSettled(['rows', 'columns', 'value'], () => {
    const [row, column] = part.get('value');
    buttons.flat().forEach((button) => button.setAttribute('aria-pressed', String(button === buttons[row][column])));
    if (!el.contains(document.activeElement)) reach(row, column);
  });
}

// A picture with a button over each of its spots; arrow keys go from one to the next.
function spots(part, el) {
  const legend = make('legend');
  const picture = make('div', { aria: { hidden: 'true' } });
  const place = make('div', { className: 'place' }, picture);
  el.append(make('fieldset', { className: 'spots' }, legend, place));
  let buttons = [];
  const reach = (at) => buttons.forEach((button, place) => { button.tabIndex = place === at ? 0 : -1; });
  const move = (event, at) => {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    if (!buttons[at + step]) return;
    reach(at + step);
    buttons[at + step].focus();
  };
  part.follow(['legend', 'picture', 'spots'], () => {
    legend.textContent = part.get('legend');
    picture.innerHTML = part.get('picture');         // built and escaped by seminar.screen
    buttons = part.get('spots').map(({ id: key, text: words, across, down }, at) => {
      const button = make('button', { type: 'button', title: words }, make('span', {}, words));
      button.style.left = `${across}%`;
      button.style.top = `${down}%`;
      button.addEventListener('click', () => { reach(at); part.send({ value: key }); });
      button.addEventListener('keydown', (event) => move(event, at));
      return button;
    });
    place.replaceChildren(picture, ...buttons);
    reach(0);
  });
  part.followSettled(['spots', 'value'], () => {
    const chosen = part.get('value').split(';');
    part.get('spots').forEach(({ id: key }, at) => buttons[at].setAttribute('aria-pressed', String(chosen.includes(key))));
  });
}

// Rungs to put a card on: radio buttons, each over the cards that stand there. A press anywhere on a rung chooses it.
function ladder(part, el) {
  const id = newId();
  const legend = make('legend');
  const fieldset = make('fieldset', { className: 'ladder' }, legend);
  el.append(fieldset);
  const rungs = part.get('options').map(({ id: key, text, side }, place) => {
    const radio = make('input', { type: 'radio', name: id, id: `${id}-${place}`, value: key });
    const cards = make('ul', { id: `${id}-${place}-cards` });
    radio.setAttribute('aria-describedby', cards.id);
    radio.addEventListener('change', () => part.sendNewest({ value: key }));
    const rung = make('div', { className: side ? 'rung side' : 'rung' }, make('div', { className: 'name' }, radio, make('label', { htmlFor: radio.id }, text)), cards);
    rung.addEventListener('click', ({ target }) => { if (target !== radio && !target.closest('label')) radio.click(); });
    fieldset.append(rung);
    return { key, radio, cards };
  });
  const card = ({ title, lines, note }) => make('li', {}, make('strong', {}, title),
    ...lines.map((line) => make('span', {}, line)), ...(note ? [make('em', {}, note)] : []));
  part.follow(['legend', 'disabled', 'here'], () => {
    legend.textContent = part.get('legend');
    for (const { radio, cards } of rungs) {
      radio.disabled = part.get('disabled');
      cards.dataset.here = part.get('here');
    }
  });
  part.follow(['cards', 'nobody'], () => {
    for (const { key, cards } of rungs) {
      const standing = part.get('cards')[key] ?? [];
      const nobody = make('li', { className: 'nobody' }, part.get('nobody'));
      cards.replaceChildren(...(standing.length ? standing.map(card) : [nobody]));
    }
  });
  part.followSettled(['value'], () => {
    for (const { key, radio } of rungs) radio.checked = key === part.get('value');
  });
}

function select(part, el) {
  const id = newId();
  const label = make('label', { htmlFor: id });
  const list = make('select', { id });
  el.append(label, list);
  list.addEventListener('change', () => part.sendNewest({ value: list.value }));
  part.follow(['options'], () => {
    list.replaceChildren(...part.get('options').map(({ id: key, text }) => make('option', { value: key }, text)));
  });
  part.follow(['legend', 'disabled'], () => {
    label.textContent = part.get('legend');
    list.disabled = part.get('disabled');
  });
  part.followSettled(['options', 'value'], () => { list.value = part.get('value'); });
}

function toggle(part, el) {
  const id = newId();
  const box = make('input', { type: 'checkbox', id });
  box.setAttribute('role', 'switch');
  const label = make('label', { htmlFor: id });
  el.append(make('div', { className: 'row' }, box, label));
  box.addEventListener('change', () => part.sendNewest({ value: box.checked }));
  part.follow(['label', 'of'], () => {
    label.textContent = part.get('label');
    if (part.get('of')) box.setAttribute('aria-label', `${part.get('of')}: ${part.get('label')}`);
  });
  part.followSettled(['value'], () => { box.checked = part.get('value'); });
}

function button(part, el) {
  const press = make('button', { type: 'button' });
  el.append(press);
  press.addEventListener('click', () => part.send({}));
  part.follow(['label', 'off'], () => {
    press.textContent = part.get('label');
    press.setAttribute('aria-disabled', String(part.get('off')));  // stays in the tab order: the focus is not lost
  });
}

// A link to a page of the pack opens as one in the prose around it does: the browser alone would leave JupyterLab.
async function leadOn(link, { resolver, linkHandler }) {
  const [path, place] = link.getAttribute('href').split('#');
  const found = await resolver.resolveUrl(path);
  const at = place ? `#${place}` : '';
  if (linkHandler) linkHandler.handleLink(link, decodeURIComponent(found), at);
  else link.href = await resolver.getDownloadUrl(found) + at;
}

// Puts markup into "el", a place that a screen reader tells of. It says what is put in, so that one line that is new comes
// alone; several come as one piece, for of pieces that come at once a slow reader says only the last. A piece without an id
// is none for Firefox.
function tell(el, html) {
  const made = [...make('template', { innerHTML: html }).content.childNodes];
  const piece = made.length > 1 ? make('div', { id: newId() }, ...made) : made[0];
  const lines = [...el.firstChild?.childNodes ?? []];
  const fresh = made.filter((line, place) => !lines[place]?.isEqualNode(line));
  if (made.length > 1 && lines.length === made.length && fresh.length === 1) lines[made.indexOf(fresh[0])].replaceWith(fresh[0]);
  else el.replaceChildren(...(piece ? [piece] : []));
}

function pane(part, el) {
  const announce = part.get('announce');
  if (announce) el.setAttribute('role', 'status');
  part.follow(['html'], () => {
    const open = [...el.querySelectorAll('details')].map((fold) => fold.open);
    const html = part.get('html');                 // built and escaped by seminar.screen.page
    if (announce) tell(el, html);
    else el.innerHTML = html;
    el.querySelectorAll('details').forEach((fold, place) => { fold.open = open[place] ?? fold.open; });
    const { resolver } = part.rendermime ?? {};
    if (resolver) el.querySelectorAll('a:not([href^="http"], [href^="#"])').forEach((link) => leadOn(link, part.rendermime));
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

function text(part, el) {
  const id = newId();
  const key = part.get('browser_key');
  const label = make('label', { htmlFor: id });
  const area = make('textarea', { id, rows: part.get('rows'), value: part.get('value') });
  const status = make('p', { className: 'status', id: `${id}-status` });
  status.setAttribute('role', 'status');
  const words = make('p', { className: 'words', id: `${id}-words` });
  area.setAttribute('aria-describedby', `${words.id} ${status.id}`);
  const found = make('div', { className: 'found', hidden: true });
  el.append(label, area, found, words, status);

  let waiting, unsentSince, sent = false;
  const unsent = () => waiting !== undefined;

  const send = () => {
    if (!unsent()) return;
    clearTimeout(waiting);
    waiting = undefined;
    sent = true;
    keptText.write(key, area.value);
    part.send({ text: area.value }, () => { status.textContent = NOT_SAVED; });
  };
  const count = () => {
    const wanted = part.get('words');
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
    const longest = part.get('longest');
    const clipped = area.value.length > longest;
    if (clipped) area.value = area.value.slice(0, longest);
    if (!unsent()) unsentSince = performance.now();
    clearTimeout(waiting);
    waiting = setTimeout(send, Math.min(SAVE_AFTER_MS, unsentSince + SAVE_WITHIN_MS - performance.now()));
    status.replaceChildren(make('span', { aria: { hidden: 'true' } }, 'Saving…'));  // no news for the ear at every pause
    words.textContent = count() + (clipped ? ` Cut off after ${longest.toLocaleString('en')} characters: the rest is not kept.` : '');
  };

  area.addEventListener('input', changed);
  area.addEventListener('blur', send);
  const leaving = () => { if (document.visibilityState === 'hidden') send(); };
  document.addEventListener('visibilitychange', leaving);
  window.addEventListener('pagehide', send);

  part.followSettled(['saved'], () => {
    if (unsent()) return;
    const { line, failed } = part.get('saved');
    status.textContent = line;
    if (sent && !failed) keptText.drop(key);
  });
  part.followSettled(['label', 'value', 'words'], () => {
    label.textContent = part.get('label');
    const typing = document.activeElement === area && document.hasFocus();
    if (unsent() || typing) return;   // what is being typed is newer than what was saved
    area.value = part.get('value');
    words.textContent = count();
  });
  offer();
  return () => {
    send();
    document.removeEventListener('visibilitychange', leaving);
    window.removeEventListener('pagehide', send);
  };
}

// A line to take along: it can be selected, or copied with the button.
function copied(part, el) {
  const id = newId();
  const label = make('label', { htmlFor: id });
  const line = make('input', { type: 'text', id, readOnly: true });
  const press = make('button', { type: 'button' }, 'Copy');
  const message = make('span', { className: 'message' });
  message.setAttribute('role', 'status');
  el.append(label, make('div', { className: 'row' }, line, press), message);
  press.addEventListener('click', async () => {
    line.select();
    try { await navigator.clipboard.writeText(line.value); message.textContent = 'Copied.'; } catch { message.textContent = 'Selected: copy it with Ctrl+C or Cmd+C.'; }
  });
  part.follow(['label'], () => { label.textContent = part.get('label'); });
  part.follow(['text'], () => { line.value = part.get('text'); message.textContent = ''; });
}

// The way back to the first line of a long page.
function top(part, el) {
  const press = make('button', { type: 'button' });
  el.append(press);
  press.addEventListener('click', () => {
    const notebook = el.closest('.jp-Notebook');
    scroller(notebook).scrollTop = 0;
    notebook.querySelector('.jp-Cell').focus({ preventScroll: true });
  });
  part.follow(['label'], () => { press.textContent = part.get('label'); });
}

// A text to read, in a box for the sake of the keyboard, which selects a passage as in any other; one that is "readonly"
// has no caret in Chromium, so changes are refused here. Keys are commands.
function reader(part, el) {
  const id = newId();
  const label = make('label', { htmlFor: id });
  const area = make('textarea', { id, aria: { readonly: 'true' }, spellcheck: false });
  el.append(label, area);
  area.addEventListener('beforeinput', (event) => event.preventDefault());
  area.addEventListener('input', () => { area.value = part.get('text'); });  // what is put together from keys comes so
  const signs = (place) => [...area.value.slice(0, place)].length;  // Python counts signs, a browser halves of some
  const passage = () => [signs(area.selectionStart), signs(area.selectionEnd)];
  area.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !part.get('keys').includes(event.key)) return;
    event.preventDefault();
    part.send({ passage: passage(), key: event.key });
  });
  area.addEventListener('blur', () => part.send({ passage: passage() }));
  part.follow(['label'], () => { label.textContent = part.get('label'); });
  part.follow(['text'], () => {
    area.value = part.get('text');
    area.setSelectionRange(0, 0);
    area.scrollTop = 0;
  });
}

// The text in a file, or null where it is none, is too large or cannot be opened.
async function textIn(file, largest) {
  if (file.size > largest) return null;
  try {
    const words = new TextDecoder('utf-8', { fatal: true }).decode(await file.arrayBuffer());
    return /[\0-\x08]/.test(words) ? null : words;
  } catch { return null; }
}

function file(part, el) {
  const id = newId();
  const label = make('label', { htmlFor: id });
  const input = make('input', { type: 'file', id, accept: part.get('accept') });
  el.append(label, input);
  part.follow(['label'], () => { label.textContent = part.get('label'); });
  input.addEventListener('change', async () => {
    const [chosen] = input.files;
    if (!chosen) return;
    part.send({ name: chosen.name, size: chosen.size, text: await textIn(chosen, part.get('largest')) });
    input.value = '';                              // the same file can be chosen again
  });
}

function download(part, el) {
  let addresses = [];
  const forget = () => { addresses.forEach((address) => URL.revokeObjectURL(address)); };
  part.follow(['files'], () => {
    forget();
    const files = part.get('files');
    addresses = files.map(({ text: words }) => URL.createObjectURL(new Blob([words], { type: 'application/octet-stream' })));
    el.replaceChildren(...files.map(({ name, label }, place) => (
      make('p', {}, make('a', { href: addresses[place], download: name }, label)))));
  });
  return forget;
}

function browser(part) {
  const others = new BroadcastChannel('seminar');
  others.addEventListener('message', ({ data }) => { if (data === part.get('prefix')) part.send({}); });
  part.on(['forgets'], () => keptText.dropAll(part.get('prefix')));
  part.on(['changes'], () => others.postMessage(part.get('prefix')));
  return () => others.close();
}

// What stands in the cells of the open notebook: told now, and whenever the reader comes back to the page.
function sources(part) {
  const tell = () => {
    if (document.visibilityState === 'hidden') return;
    part.send({ cells: Object.fromEntries([...part.notebook.cells].map((cell) => [cell.id, cell.sharedModel.getSource()])) });
  };
  document.addEventListener('visibilitychange', tell);
  tell();
  return () => document.removeEventListener('visibilitychange', tell);
}

// Whether this browser promises to keep what is stored. It is asked to as soon as somebody writes: some then ask the reader.
function storage(part) {
  const store = navigator.storage;
  const tell = (promised) => part.send({ promised });
  const ask = () => store.persist().then(tell, () => tell(false));
  store?.persisted().then((promised) => {
    tell(promised);
    if (!promised) document.addEventListener('input', ask, { once: true });
  }, () => tell(false));
  return () => document.removeEventListener('input', ask);
}

const kinds = {
  storage, sources, range, entry, choice, tiles, spots, ladder, select, toggle, button, pane, text, reader, file, download, copied, top,
  browser,
};

// Draws the part with that number, and for a box all that stands in it. Returns its element and what ends it.
function drawPart(model, way, number) {
  const el = make('div');
  const part = partOf(model, way, number, el);
  const kind = part.get('kind');
  const end = kind === 'box' ? drawBox(model, way, part, el) : drawControl(part, kind, el);
  part.follow(['hidden'], () => {
    el.hidden = part.get('hidden');
    if (el.hidden) queueMicrotask(() => passOn(el));  // once all else has changed too
  });
  part.on(['focuses'], () => lead(el));
  return { el, stop() { end?.(); part.stop(); } };
}

const controlsIn = (el) => [...el.querySelectorAll('input, select, textarea, button, summary')].filter((one) => one.checkVisibility());

// Whoever used what is hidden now goes on at the next control of the box, or at the last one where none comes after it.
function passOn(el) {
  if (!el.contains(document.activeElement)) return;
  const controls = controlsIn(el.closest(BOX));
  const next = controls.find((one) => el.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING);
  (next ?? controls.at(-1))?.focus({ preventScroll: true });
}

// Leads a keyboard to the first control in "el", and the eye to the start of "el" where that stands above the screen.
function lead(el) {
  el.tabIndex = -1;                                // takes the focus itself where nothing in it can
  (controlsIn(el)[0] ?? el).focus({ preventScroll: true });
  const area = el.closest('.jp-Notebook') && scroller(el.closest('.jp-Notebook'));
  if (area && el.getBoundingClientRect().top < area.getBoundingClientRect().top) el.scrollIntoView();
}

// A screen reader says what changes in a place that it knows, and of a place that came a moment ago only sometimes. So what is
// told in "el", which came to a page that stood there already, is said from the place for news, which is there from the start.
function tellNew(el) {
  requestAnimationFrame(() => {
    const news = el.closest(BOX).querySelector(':scope > .seminar-news');
    const told = el.matches(TOLD) ? [el] : [...el.querySelectorAll(TOLD)];
    const words = told.filter((place) => place.checkVisibility()).map((place) => place.innerText).join(' ').trim();
    if (!words) return;
    const piece = make('div', { id: newId() }, words);
    news.replaceChildren(piece);
    setTimeout(() => piece.remove(), NEWS_MS);     // whoever reads on finds them once only
  });
}

function drawBox(model, way, part, el) {
  const drawn = new Map();
  let stands = false;
  part.follow(['label'], () => {
    const label = part.get('label');
    if (!label) return;
    el.setAttribute('role', 'group');
    el.setAttribute('aria-label', label);
  });
  part.follow(['classes'], () => { el.className = ['seminar-box', ...part.get('classes')].join(' '); });
  part.follow(['children'], () => {
    const numbers = part.get('children');
    for (const [number, child] of [...drawn]) {
      if (numbers.includes(number)) continue;
      drawn.delete(number);
      child.stop();
      child.el.remove();
    }
    numbers.forEach((number, place) => {
      const isNew = !drawn.has(number);
      if (isNew) drawn.set(number, drawPart(model, way, number));
      const child = drawn.get(number).el;
      if (isNew && stands) tellNew(child);
      if (el.children[place] !== child) el.insertBefore(child, el.children[place] ?? null);  // what stays keeps the focus
    });
    stands = true;
  });
  return () => { for (const child of drawn.values()) child.stop(); };
}

function drawControl(part, kind, el) {
  el.className = `seminar-control seminar-${kind}`;
  if (kind !== 'pane') {
    // JupyterLab reads its one-letter shortcuts ("a", "dd", arrow keys) from the whole page: not from inside a control.
    el.addEventListener('keydown', (event) => {
      event.stopPropagation();
      if ((event.ctrlKey || event.metaKey) && event.key === 's') event.preventDefault();  // no "save page" dialog
    });
  }
  return kinds[kind](part, el);
}

const scroller = (notebook) => notebook.querySelector('.jp-WindowedPanel-outer') ?? notebook;

// Where the reader stood in each notebook at the last press of a key or of the mouse.
const stood = new WeakMap();
function remember() {
  for (const notebook of document.querySelectorAll('.jp-Notebook')) stood.set(notebook, scroller(notebook).scrollTop);
}
for (const press of ['pointerdown', 'keydown']) document.addEventListener(press, remember, { capture: true, passive: true });

// "Run All Cells" of JupyterLab leads to the last cell: at once or, on a slow computer, when that cell is drawn at last.
// The first box of a page leads back, unless the reader has gone somewhere meanwhile.
function stay(notebook) {
  const area = scroller(notebook), watching = new AbortController();
  const end = () => watching.abort();
  const back = () => {
    const cells = [...notebook.querySelectorAll('.jp-Cell')];
    if (!cells.at(-1).classList.contains('jp-mod-active')) return;
    end();
    area.scrollTop = stood.get(notebook) ?? 0;
    const height = area.getBoundingClientRect().top;
    cells.find((cell) => cell.getBoundingClientRect().bottom > height).focus({ preventScroll: true });
  };
  area.addEventListener('scroll', back, { signal: watching.signal });
  for (const own of ['pointerdown', 'keydown', 'wheel', 'touchstart']) {
    document.addEventListener(own, end, { signal: watching.signal, capture: true, passive: true });
  }
  back();
}

// A run makes JupyterLab ask whether to save what the boxes put out. Where every cell is locked nobody has changed anything
// else, and answers are not kept in the notebook: so there is nothing to save.
function nothingToSave(notebook) {
  const isLocked = (cell) => cell.getMetadata('editable') === false && cell.getMetadata('deletable') === false;
  const settle = () => { if (notebook.dirty && [...notebook.cells].every(isLocked)) notebook.dirty = false; };
  notebook.stateChanged.connect(settle);
  settle();
  return () => notebook.stateChanged.disconnect(settle);
}

// JupyterLab reads its shortcuts from the whole page ("a", "dd", Enter for the code): what is typed beside a box is none.
const guarded = new WeakSet();
function guard(cell) {
  if (guarded.has(cell)) return;
  guarded.add(cell);
  cell.addEventListener('keydown', (event) => {
    const command = event.ctrlKey || event.metaKey || event.altKey || event.shiftKey && event.key === 'Enter';
    const typed = event.key.length === 1 || event.key === 'Enter';
    if (typed && !command && !event.target.closest('.cm-editor')) event.stopPropagation();
  });
}

// Calls "act" once "el" stands on the page.
function whenShown(el, act) {
  if (el.isConnected) { act(); return; }
  const seen = new ResizeObserver(() => {
    if (!el.isConnected) return;
    seen.disconnect();
    act();
  });
  seen.observe(el);
}

// JupyterLab starts a thread of Python for controls as soon as it can. What is sent before that goes to the thread of the
// cells, and the next would overtake it: so nothing is drawn until that thread is there.
async function threadStarted(drawing) {
  const comm = drawing.comm?.jsServicesComm;
  const expected = drawing.widget_manager.kernel?.supportsSubshells && comm?.commsOverSubshells !== 'disabled';
  if (expected) await comm?.subshellStarted?.catch(() => {});  // without it all goes to the thread of the cells
}

export async function render({ model, el, drawing }) {
  await threadStarted(drawing);
  const news = make('div', { className: 'seminar-news' });
  news.setAttribute('aria-live', 'polite');
  const fault = make('p', { className: 'seminar-fault' });
  fault.setAttribute('role', 'alert');
  const way = channel(model, (words, at) => {
    if (fault.parentElement !== at) at.append(fault);
    fault.textContent = words;
  }, () => news.replaceChildren());                // what was told of the step before may no longer be so
  const root = drawPart(model, way, '0');
  el.classList.add('seminar');
  const asleep = make('p', { className: 'seminar-asleep' }, ASLEEP);
  const look = () => { asleep.hidden = drawing.comm_live; };  // a kernel that was restarted knows nothing of this box
  drawing.on('comm_live_update', look);
  look();
  el.append(asleep, root.el, news);
  let place, leave;
  whenShown(el, () => {
    place = el.closest('.jp-OutputArea-child');
    const cell = el.closest('.jp-Cell');
    if (!cell) return;
    guard(cell);
    if (!root.el.classList.contains('seminar-start')) return;
    stay(cell.closest('.jp-Notebook'));
    leave = nothingToSave(model.widget_manager.context.model);
  });
  return () => {
    drawing.off('comm_live_update', look);
    leave?.();
    root.stop();
    way.stop();
    // What stood here was closed, but not by a new run in this window: that would have cleared its place.
    if (place?.isConnected) place.append(make('div', { className: 'seminar live seminar-asleep' }, ELSEWHERE));
  };
}
