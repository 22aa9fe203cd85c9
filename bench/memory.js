// Resident memory of Chromium's processes, if the system reports it (Linux). Firefox doesn't say which process has a page.
/** @import { Browser, Page } from 'puppeteer-core' */
import { readFileSync, writeFileSync } from 'node:fs';

/** @param {number} pid @param {'VmRSS' | 'VmHWM'} field In bytes. */
function status(pid, field) {
  const found = readFileSync(`/proc/${pid}/status`, 'utf8').match(new RegExp(`${field}:\\s*(\\d+) kB`));
  return Number(found?.[1]) * 1024;
}

/**
 * Begins to watch the pages' processes and the GPU process.
 * @param {Page} page whose garbage is collected first
 * @returns {Promise<() => number | null>} by how many bytes they have grown at most since then, all of them together
 */
export async function watchPeak(page) {
  const browser = page.browser();
  try {
    const session = await page.createCDPSession();
    await session.send('HeapProfiler.collectGarbage');
    await session.detach();
    const before = await start(browser);
    return () => growth(before);
  } catch {
    return () => null;
  }
}

/** @param {Browser} browser */
async function start(browser) {
  const session = await browser.target().createCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  const pids = processInfo.filter(({ type }) => /^(renderer|GPU)$/i.test(type)).map(({ id }) => id);
  return pids.map((pid) => {
    // Resets the peak.
    writeFileSync(`/proc/${pid}/clear_refs`, '5');
    return { pid, bytes: status(pid, 'VmRSS') };
  });
}

/** @param {{ pid: number, bytes: number }[]} before */
function growth(before) {
  try {
    return before.reduce((sum, { pid, bytes }) => sum + status(pid, 'VmHWM') - bytes, 0);
  } catch {
    return null;
  }
}
