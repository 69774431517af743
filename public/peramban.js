/* Says on the sign-in page when a device is below what judging needs. ES5: it has to run in the browsers it is about. */
(function () {
  var CHROME = 111;
  var MEMORY_GB = 2;

  function chromeVersion() {
    var brands = (navigator.userAgentData && navigator.userAgentData.brands) || [];
    for (var i = 0; i < brands.length; i += 1) {
      if (brands[i].brand === 'Chromium') return Number(brands[i].version);
    }
    var named = /(?:Chrome|Chromium|HeadlessChrome)\/(\d+)/.exec(navigator.userAgent);
    return named ? Number(named[1]) : null;
  }

  /* What the sheet uses, for browsers that are not Chrome: roughly Firefox 121 and Safari 16.4. */
  function canJudge() {
    return (
      typeof AbortSignal === 'function' &&
      typeof AbortSignal.timeout === 'function' &&
      typeof Array.prototype.findLast === 'function' &&
      typeof structuredClone === 'function' &&
      typeof CSS === 'object' &&
      CSS.supports('selector(:has(*))') &&
      CSS.supports('height', '1dvh')
    );
  }

  function show(id) {
    var element = document.getElementById(id);
    if (element) element.hidden = false;
  }

  var version = chromeVersion();
  var old = version === null ? !canJudge() : version < CHROME;
  /* Known in Chrome over https only, and rounded: 0.25, 0.5, 1, 2, 4, 8. Not known is not too little. */
  var little = typeof navigator.deviceMemory === 'number' && navigator.deviceMemory < MEMORY_GB;
  if (old) show('peramban-lama');
  if (little) show('memori-kecil');
  if (old || little) show('perangkat-kurang');
})();
