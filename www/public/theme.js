// Runs before the first paint, so that the chosen theme doesn't flash. app/settings.js writes the entry.
try {
  const theme = localStorage.getItem('densenet-web.theme');
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
} catch {
  // Storage is blocked: the system's theme is used.
}
