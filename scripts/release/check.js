// Refuses a release that isn't ready, before anything is built: node scripts/release/check.js TAG
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { repository, versions } from './project.js';

/**
 * What must be done before a release, as sentences.
 * @param {{ tag: string, repository: string, forge: string | undefined, versions: Record<string, string | undefined>, changelog: string }} state
 */
export function problems({ tag, repository, forge, versions, changelog }) {
  const found = [];
  if (!/^https:\/\/[^/]+\/[^/]+\/[^/]+(?<!\.git)$/.test(repository)) {
    found.push(
      `"repository" in [workspace.package] of Cargo.toml is "${repository}": write there where this repository is, such as ` +
        '"https://github.com/OWNER/NAME", because npm publishes no provenance without it.',
    );
  } else if (forge && repository.toLowerCase() !== forge.toLowerCase()) {
    found.push(
      `"repository" in [workspace.package] of Cargo.toml is "${repository}", but this workflow runs in "${forge}": npm ` +
        'publishes a package with provenance only from the repository that it names.',
    );
  }
  const version = tag.replace(/^v/, '');
  for (const [place, other] of Object.entries(versions)) {
    if (other !== version) found.push(`The tag is "${tag}", but the version in ${place} is "${other}".`);
  }
  const heading = changelog.split('\n').find((line) => line.startsWith('## ')) ?? '';
  if (!heading.startsWith(`## ${version} (`) || !/\(\d{4}-\d\d-\d\d\)$/.test(heading)) {
    found.push(
      `CHANGELOG.md begins with "${heading}": it should be "## ${version} (YYYY-MM-DD)", with the release's date.`,
    );
  }
  return found;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [tag] = process.argv.slice(2);
  if (!tag) throw new Error('usage: node scripts/release/check.js TAG');
  const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: name } = process.env;
  const forge = server && name ? `${server}/${name}` : undefined;
  const changelog = readFileSync('CHANGELOG.md', 'utf8');
  const found = problems({ tag, repository: repository(), forge, versions: versions(), changelog });
  for (const problem of found) console.error(`error: ${problem}`);
  if (found.length > 0) process.exit(1);
}
