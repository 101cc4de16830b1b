// Looks, before anything is loaded, whether this browser can run the course and keep answers. Old browsers read it too.
(function () {
  var words = SENTENCES;
  var runs = typeof WebAssembly === 'object' && typeof Worker === 'function' && 'noModule' in document.createElement('script')
    && typeof structuredClone === 'function';
  var stores = true;
  try {
    stores = !!window.localStorage;
  } catch (refused) {
    stores = false;
  }
  var cannot = runs ? (stores ? '' : words.refuses) : words.old;
  var onStart = !/\/lab\/(index\.html)?$/.test(location.pathname);
  function say(sentence) {
    var place = document.createElement('div');
    place.setAttribute('role', 'alert');
    place.innerHTML = sentence;                      // built and escaped by seminar.lite.doors
    (document.querySelector('main') || document.body).appendChild(place);
  }
  function whenRead(act) {
    if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', act);
    else act();
  }
  if (cannot && !onStart) {                          // nothing of the live page would come
    window.stop();
    document.documentElement.innerHTML = '<head></head><body><main>' + cannot + words.back + '</main></body>';
    return;
  }
  if (!onStart) return;                              // the live page itself says where answers are not kept
  whenRead(function () {
    if (cannot) say(cannot);
    else if (!window.isSecureContext) say(words.insecure);
    else if (!navigator.serviceWorker || !window.indexedDB) say(words.forgets);
  });
})();
