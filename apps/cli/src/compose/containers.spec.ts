import { describe, expect, it } from '@jest/globals';
import { readContainers } from './containers.ts';

const container = (Service: string, State: string, Health = '', ExitCode = 0): string =>
  JSON.stringify({ Name: `ppaas-${Service}-1`, Service, State, Health, ExitCode });

describe('the containers of the sandbox', () => {
  it.each([
    [container('redis', 'running'), 'running', true],
    [container('auth', 'running', 'healthy'), 'healthy', true],
    [container('auth', 'running', 'starting'), 'starting', false],
    [container('auth', 'running', 'unhealthy'), 'unhealthy', false],
    [container('seed', 'exited'), 'done', true],
    [container('seed', 'exited', '', 1), 'ended with 1', false],
    [container('auth', 'restarting', '', 1), 'restarting', false],
  ])('are as the engine says: %s', (line, how, isGood) => {
    const [found] = readContainers(`time="…" level=warning msg="something else"\n${line}\n`);
    expect(found).toMatchObject({ how, isGood });
  });

  it('are read from both forms of the list, in the order of their names', () => {
    const lines = [container('seed', 'exited'), container('auth', 'running')];
    expect(readContainers(lines.join('\n')).map(({ name }) => name)).toEqual(['auth', 'seed']);
    expect(readContainers(`[${lines.join(',')}]`)).toEqual(readContainers(lines.join('\n')));
    expect(readContainers('')).toEqual([]);
  });
});
