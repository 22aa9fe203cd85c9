// Before the first paint, so that a chosen appearance doesn't flash. app/settings.js writes the entry.
try {
  const theme = localStorage.getItem('densenet-web.theme');
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
} catch {
  // Storage is forbidden: the system's appearance holds.
}
