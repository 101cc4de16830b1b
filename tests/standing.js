// What must stand on a page for a tree of parts, written anew from what each kind of control is for. "compare" tells
// where the page is otherwise; "lead" gives the focus to what stands before a control, so that one more Tab leads there.
(() => {
  const CHANCE = /\b\d\d:\d\d\b|\S+\.html/g;  // when something was saved, and the names of files that are drawn by lot
  const all = (el, selector) => [...el.querySelectorAll(selector)];
  const one = (el, selector) => el.querySelector(selector);
  const words = (el) => el.textContent.replace(CHANCE, '').trim();
  const at = (live, place) => place.reduce((el, child) => el.children[child], live);

  // Markup without what the page may change in it: folds that are open, and where links to pages of the pack lead.
  function settled(nodes) {
    const made = document.createElement('div');
    made.append(...nodes);
    for (const fold of all(made, 'details')) fold.removeAttribute('open');
    for (const link of all(made, 'a:not([href^="http"], [href^="#"])')) link.replaceWith(...link.childNodes);
    const walker = document.createTreeWalker(made, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) walker.currentNode.data = walker.currentNode.data.replace(CHANCE, '');
    made.normalize();
    return made;
  }
  const known = new WeakMap();  // element → what stood in it, what must have, and whether that was the same
  function sameMarkup(el, html) {
    const { innerHTML } = el, before = known.get(el);
    if (before?.innerHTML === innerHTML && before.html === html) return before.same;
    const wanted = document.createElement('template');
    wanted.innerHTML = html;
    const same = settled(el.cloneNode(true).childNodes).isEqualNode(settled(wanted.content.childNodes));
    known.set(el, { innerHTML, html, same });
    return same;
  }

  // What is announced may stand in one piece of its own, for the sake of a screen reader.
  const piece = (el) => (el.matches('[role=status]') && el.children.length === 1 && el.firstChild.id ? el.firstChild : el);

  const radios = (el) => all(el, 'input[type=radio]');
  const byLabel = (el, input) => one(el, `label[for="${input.id}"]`);
  const described = (input) => (input.getAttribute('aria-describedby') ?? '').split(' ').filter(Boolean)
    .map((id) => document.getElementById(id)).map((el) => words(el)).join(' ');

  // Kind → pairs of what stands there and what must.
  const kinds = {
    box: (el, part) => [
      [el.className, ['seminar-box', ...part.classes].join(' ')], [el.children.length, part.children.length],
      [el.getAttribute('aria-label'), part.label || null],
    ],
    pane: (el, part) => [
      [sameMarkup(piece(el), part.html) || el.innerHTML.slice(0, 300), true],
      [el.getAttribute('role'), part.announce ? 'status' : null],
    ],
    range: (el, { label, unit, labels, state }) => {
      const slider = one(el, '[type=range]'), box = one(el, '[type=text]');
      return [
        [words(byLabel(el, slider)), label], [box.getAttribute('aria-label'), `${label}, exact number`],
        [Number(slider.min), 0], [Number(slider.max), labels.length - 1], [Number(slider.value), state.index],
        [slider.getAttribute('aria-valuetext'), state.shown ? state.shown + unit : 'nothing chosen yet'],
        [state.wrong || box.value, state.wrong || state.shown], [box.getAttribute('aria-invalid'), String(state.wrong)],
        [words(one(el, '.unit')), unit], [words(one(el, '[role=status]')), state.message],
      ];
    },
    entry: (el, { label, suggestions, state }) => {
      const box = one(el, 'input');
      return [
        [words(byLabel(el, box)), label], [state.message ? '' : box.value, state.message ? '' : state.shown],
        [box.getAttribute('aria-invalid'), String(state.message !== '')], [words(one(el, '[role=status]')), state.message],
        [all(el, 'option').map(({ value, label: note }) => [value, note]), suggestions],
      ];
    },
    choice: (el, { legend, options, value, disabled, look, verdicts, notes }) => [
      [words(one(el, 'legend')), legend],
      [radios(el).map((radio) => radio.value), options.map(({ id }) => id)],
      [radios(el).map((radio) => all(byLabel(el, radio), 'span').map(words).join(' ') || words(byLabel(el, radio))),
        options.map(({ text, short, lines }) => (lines ? [...lines, text].join(' ') : short ?? text))],
      [radios(el).map((radio) => radio.getAttribute('aria-label')),
        options.map(({ text, short }) => (short ? `${short}: ${text}` : null))],
      [radios(el).filter((radio) => radio.checked).map((radio) => radio.value), options.map(({ id }) => id).filter((id) => id === value)],
      [radios(el).every((radio) => radio.matches(':disabled') === disabled), true],
      [radios(el).map(described), options.map(({ id, text }) => {
        const { mark, text: reason } = verdicts[id] ?? {};
        return [notes[id], mark && `${look === 'row' ? `${text}: ` : ''}${mark} ${reason}`].filter(Boolean).join(' ').replace(CHANCE, '').trim();
      })],
    ],
    ladder: (el, { legend, options, value, disabled, cards, nobody }) => [
      [words(one(el, 'legend')), legend],
      [radios(el).map((radio) => [radio.value, words(byLabel(el, radio))]), options.map(({ id, text }) => [id, text])],
      [radios(el).filter((radio) => radio.checked).map((radio) => radio.value), options.map(({ id }) => id).filter((id) => id === value)],
      [radios(el).every((radio) => radio.disabled === disabled), true],
      [radios(el).map((radio) => all(document.getElementById(radio.getAttribute('aria-describedby')), 'li').map((card) => [...card.childNodes].map(words).join('|'))),
        options.map(({ id }) => (cards[id]?.length ? cards[id].map(({ title, lines, note }) => [title, ...lines, note].filter(Boolean).join('|')) : [nobody]))],
    ],
    select: (el, { legend, options, value, disabled }) => {
      const list = one(el, 'select');
      return [
        [words(byLabel(el, list)), legend], [list.value, value], [list.disabled, disabled],
        [all(list, 'option').map((option) => [option.value, words(option)]), options.map(({ id, text }) => [id, text.trim()])],
      ];
    },
    toggle: (el, { label, of, value }) => {
      const box = one(el, '[role=switch]');
      return [[words(byLabel(el, box)), label], [box.checked, value], [box.getAttribute('aria-label'), of ? `${of}: ${label}` : null]];
    },
    button: (el, { label, off }) => [[words(one(el, 'button')), label], [one(el, 'button').getAttribute('aria-disabled'), String(off)]],
    tiles: (el, { caption, rows, columns, tiles, value }) => [
      [words(one(el, 'caption')), caption],
      [all(el, 'thead th').map(words), columns], [all(el, 'tbody th').map(words), rows],
      [all(el, 'tbody tr').map((row) => all(row, 'button').map((button) => [button.getAttribute('aria-label'), words(button)])),
        rows.map((row, r) => columns.map((column, c) => [`${row}, ${column} ${tiles[r][c].word} ${tiles[r][c].was}`.trim(), `${tiles[r][c].word} ${tiles[r][c].was}`.trim()]))],
      [all(el, 'button').findIndex((button) => button.getAttribute('aria-pressed') === 'true'), value[0] * columns.length + value[1]],
    ],
    spots: (el, { legend, picture, spots, value }) => [
      [words(one(el, 'legend')), legend], [sameMarkup(one(el, '[aria-hidden=true]'), picture), true],
      [all(el, 'button').map((button) => [words(button), button.getAttribute('aria-pressed')]),
        spots.map(({ id, text }) => [text, String(value.split(';').includes(id))])],
    ],
    text: (el, { label, value, saved }) => {
      const area = one(el, 'textarea');
      return [[words(byLabel(el, area)), label], [area.value, value], [words(one(el, '.status')), saved.line.replace(CHANCE, '').trim()]];
    },
    copied: (el, { label, text }) => [[words(byLabel(el, one(el, 'input'))), label], [one(el, 'input').value, text]],
  };

  // A paragraph at the end of the control that a reader used says why a step was not taken.
  const faults = (live) => all(live, '.seminar-fault').map(words).filter(Boolean);

  function walk(el, part, place, seen, wrong) {
    const same = (what, is, must) => {
      if (JSON.stringify(is) !== JSON.stringify(must)) wrong.push({ place, kind: part.kind, what, is, must });
    };
    const shown = seen && !part.hidden;
    same('hidden', el.hidden, part.hidden);
    if (part.kind !== 'box' && part.kind !== 'pane') same('seen', el.checkVisibility(), shown);
    kinds[part.kind](el, part).forEach(([is, must], number) => same(number, is, must));
    part.children?.forEach((child, number) => {
      if (el.children[number]) walk(el.children[number], child, [...place, number], shown, wrong);
    });
  }

  // The findings on the page, the rows of its tables, also of those that are folded up, and all its text.
  const seen = (live) => ({
    text: all(live, 'p, li').filter((el) => !el.closest('[hidden]')).map(words).join('\n'),
    findings: all(live, '.seminar-finding').filter((el) => !el.closest('[hidden]')).map(words),
    rows: all(live, 'tbody tr').filter((el) => !el.closest('[hidden]')).map((row) => all(row, 'th, td').map(words)),
  });

  const wait = () => new Promise((go) => { setTimeout(go, 4); });

  return {
    // What differs once the page has taken all that Python said (nothing, as soon as nothing differs), and what is seen.
    async compare(live, [told, fault, longest]) {
      const tree = JSON.parse(told), end = performance.now() + longest;
      let wrong;
      do {
        wrong = [];
        if (one(live, '[data-unanswered]') || live.matches('[data-unanswered]')) wrong.push('unanswered');
        else {
          walk(live, tree, [], true, wrong);
          if (document.activeElement === document.body || !document.activeElement.checkVisibility()) wrong.push('the keyboard has lost its place');
          if (JSON.stringify(faults(live)) !== JSON.stringify(fault ? [fault] : [])) wrong.push({ faults: faults(live), fault });
        }
        if (!wrong.length) break;
        await wait();
      } while (performance.now() < end);
      return { wrong, ...seen(live) };
    },
    lead(live, [place, selector]) {
      const target = one(at(live, place), selector);
      const stops = all(live, 'a[href], input, select, textarea, button, summary, [tabindex="0"]').filter((stop) => (
        stop.checkVisibility() && stop.tabIndex >= 0 && !stop.matches(':disabled') && !(stop.type === 'radio' && stop.name === target.name)));
      const before = stops.filter((stop) => stop.compareDocumentPosition(target) & Node.DOCUMENT_POSITION_FOLLOWING).at(-1);
      if (!before) live.tabIndex = -1;
      (before ?? live).focus({ preventScroll: true });
    },
    enter(live, [place, selector]) { one(at(live, place), selector).focus({ preventScroll: true }); },
    has: (live, [place, selector]) => document.activeElement === one(at(live, place), selector),
  };
})()
