// Asks the npm registry about vulnerabilities of what package-lock.json names. Only an answer can fail this: a registry that can't
// be reached, or has no answers, is a warning.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const LEVELS = ['high', 'critical'];

/** What `npm audit --json` said: the vulnerabilities that matter, or why there is no answer. @param {string} output */
export function readAudit(output) {
  /** @type {{ auditReportVersion?: number, message?: string, vulnerabilities?: Record<string, { severity: string, range: string, via: (string | { title: string, url: string })[] }> }} */
  let report;
  try {
    report = JSON.parse(output);
  } catch {
    return { silence: output.trim() || 'npm printed nothing' };
  }
  if (!report.auditReportVersion) return { silence: report.message ?? output.trim() };
  const severe = Object.entries(report.vulnerabilities ?? {}).filter(([, { severity }]) =>
    LEVELS.includes(severity),
  );
  return {
    vulnerabilities: severe.map(([name, { severity, range, via }]) => {
      const causes = via.map((cause) =>
        typeof cause === 'string' ? `by ${cause}` : `${cause.title}, ${cause.url}`,
      );
      return `${name} ${range}, ${severity}: ${causes.join('; ')}`;
    }),
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { stdout } = spawnSync('npm', ['audit', '--json', '--fetch-retries=1', '--fetch-timeout=60000'], {
    encoding: 'utf8',
  });
  const { silence, vulnerabilities = [] } = readAudit(stdout);
  // GitHub shows what begins like this on the run's page.
  if (silence !== undefined) console.warn(`::warning::npm audit got no answer: ${silence}`);
  else console.log(`${vulnerabilities.length} npm packages with severe vulnerabilities`);
  for (const one of vulnerabilities) console.error(`::error::${one}`);
  if (vulnerabilities.length > 0) process.exitCode = 1;
}
