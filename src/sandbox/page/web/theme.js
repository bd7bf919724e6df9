// Light or dark, before anything is drawn: as this browser was told here, else as the system has it.

(() => {
  const system = matchMedia('(prefers-color-scheme: dark)');
  const bars = { light: '#ffffff', dark: '#17211d' };

  // A browser may keep its memory to itself: then the system decides each time.
  const memory = (use) => {
    try {
      return use(localStorage);
    } catch {
      return null;
    }
  };
  const chosen = () => memory((kept) => kept.getItem('theme'));

  function show() {
    const theme = chosen() ?? (system.matches ? 'dark' : 'light');
    document.documentElement.dataset.theme = theme;
    document.querySelector('meta[name="theme-color"]').content = bars[theme];
    document.getElementById('theme')?.setAttribute('aria-pressed', String(theme === 'dark'));
  }

  function turn() {
    const next = document.documentElement.dataset.theme === 'dark' ? 'light' : 'dark';
    memory((kept) => kept.setItem('theme', next));
    show();
    // Where nothing is remembered it still turns.
    if (document.documentElement.dataset.theme !== next) document.documentElement.dataset.theme = next;
  }

  system.addEventListener('change', show);
  document.addEventListener('click', (event) => event.target.closest?.('#theme') && turn());
  document.addEventListener('DOMContentLoaded', show);
  show();
})();
