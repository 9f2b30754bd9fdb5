import { describe, expect, it } from '@jest/globals';
import { add, tallyOf } from './jest-run.ts';
import { closingLine } from './test-command.ts';

const report = (over: object = {}) => ({
  numPassedTests: 2,
  numFailedTests: 0,
  numRuntimeErrorTestSuites: 0,
  testResults: [{ assertionResults: [{ status: 'passed', fullName: 'a sale is approved' }] }],
  ...over,
});

describe('the closing line of the suite', () => {
  it('counts what passed and failed', () => {
    expect(closingLine(tallyOf(report({ numFailedTests: 1 })))).toBe('2 passed, 1 failed');
  });

  it('counts a file that cannot be loaded as a failure', () => {
    expect(closingLine(tallyOf(report({ numRuntimeErrorTestSuites: 1 })))).toBe('2 passed, 1 failed');
  });

  it('names skipped tests', () => {
    const skipped = report({ testResults: [{ assertionResults: [{ status: 'pending', fullName: 'needs Docker' }] }] });
    const tally = add(tallyOf(report()), tallyOf(skipped));
    expect(closingLine(tally)).toBe('4 passed, 0 failed, 1 skipped');
    expect(tally.skipped).toEqual(['needs Docker']);
  });
});
