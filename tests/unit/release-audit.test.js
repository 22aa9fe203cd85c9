import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readAudit } from '../../scripts/release/audit.js';

/** @param {object} vulnerabilities */
const report = (vulnerabilities) => JSON.stringify({ auditReportVersion: 2, vulnerabilities });

test('severe vulnerabilities are named with their cause, lesser ones are not', () => {
  const via = [{ title: 'Runs code', url: 'https://example.com/1' }, 'b'];
  const output = report({
    a: { severity: 'high', range: '<2', via },
    b: { severity: 'critical', range: '*', via: [] },
    c: { severity: 'moderate', range: '<1', via: [] },
  });
  assert.deepEqual(readAudit(output).vulnerabilities, [
    'a <2, high: Runs code, https://example.com/1; by b',
    'b *, critical: ',
  ]);
});

test('an answer without vulnerabilities is one', () => {
  assert.deepEqual(readAudit(report({})), { vulnerabilities: [] });
});

test('a registry that does not answer is no vulnerability', () => {
  const refused = JSON.stringify({
    message: '405 Method Not Allowed',
    statusCode: 405,
    error: { summary: '' },
  });
  assert.deepEqual(readAudit(refused), { silence: '405 Method Not Allowed' });
  assert.deepEqual(readAudit('{"error":{}}'), { silence: '{"error":{}}' });
  assert.deepEqual(readAudit('npm error network'), { silence: 'npm error network' });
  assert.deepEqual(readAudit(''), { silence: 'npm printed nothing' });
});
