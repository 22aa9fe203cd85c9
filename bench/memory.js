// Resident memory of the browser's processes, if the system reports it (Linux).
import { readFileSync, writeFileSync } from 'node:fs';

/** @param {number} pid @param {'VmRSS' | 'VmHWM'} field In bytes. */
function status(pid, field) {
  const found = readFileSync(`/proc/${pid}/status`, 'utf8').match(new RegExp(`${field}:\\s*(\\d+) kB`));
  return Number(found?.[1]) * 1024;
}

/**
 * The peak memory growth of the page's process and the GPU process during an action.
 * @template T
 * @param {import('@playwright/test').Browser} browser @param {import('@playwright/test').Page} page
 * @param {() => Promise<T>} action
 * @returns {Promise<{ result: T, peak: number | null }>}
 */
export async function withPeak(browser, page, action) {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  await session.detach();
  const before = await start(browser);
  const result = await action();
  return { result, peak: before && growth(before) };
}

/** @param {import('@playwright/test').Browser} browser */
async function start(browser) {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  const pids = processInfo.filter(({ type }) => /^(renderer|GPU)$/i.test(type)).map(({ id }) => id);
  try {
    return pids.map((pid) => {
      // Resets the peak.
      writeFileSync(`/proc/${pid}/clear_refs`, '5');
      return { pid, bytes: status(pid, 'VmRSS') };
    });
  } catch {
    return null;
  }
}

/** @param {{ pid: number, bytes: number }[]} before */
function growth(before) {
  try {
    return before.reduce((sum, { pid, bytes }) => sum + status(pid, 'VmHWM') - bytes, 0);
  } catch {
    return null;
  }
}
