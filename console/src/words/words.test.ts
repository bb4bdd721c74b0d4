import {readFileSync} from 'node:fs';
import {describe, expect, it} from 'vitest';
import {en} from './en';
import {Formats} from './formats';
import {ja} from './ja';

/** The paths of all texts. The compiler cannot see the members of open lists, such as states. */
function paths(value: unknown, at = ''): string[] {
  return typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([name, member]) => paths(member, `${at}.${name}`))
    : [at];
}

describe('words', () => {
  it('has the same texts in both languages', () => {
    expect(paths(ja).sort()).toEqual(paths(en).sort());
  });

  it('leaves no text empty', () => {
    const texts = (value: unknown): string[] =>
      typeof value === 'string'
        ? [value]
        : typeof value === 'object' && value !== null ? Object.values(value).flatMap(texts) : [];
    expect([...texts(en), ...texts(ja)].filter(it => it.trim() === '')).toEqual([]);
  });
});

describe('acts', () => {
  it('each have a name in the audit log', () => {
    const api = readFileSync(new URL('../../../docs/openapi.yaml', import.meta.url), 'utf8');
    const acts = [...api.matchAll(/^    (?:put|post|patch|delete):\n {6}operationId: (\w+)/gm)].map(it => it[1]);
    expect(acts.length).toBeGreaterThan(20);
    expect(Object.keys(en.audit.actions).sort()).toEqual(acts.filter(it => it !== 'receiveMallWebhook').sort());
  });
});

describe('formats', () => {
  const now = Date.parse('2026-11-21T02:03:04Z');

  it.each([
    ['en', '2026-11-21T02:00:04Z', '3 minutes ago'],
    ['ja', '2026-11-21T02:00:04Z', '3 分前'],
    ['en', '2026-11-22T02:03:04Z', 'tomorrow'],
    ['en', '2026-11-20T01:03:04Z', 'yesterday'],
    ['en', '2026-11-21T02:03:04Z', 'now'],
  ] as const)('writes ages (%s, %s)', (language, time, text) => {
    expect(new Formats(language).age(time, now)).toBe(text);
  });

  it('writes changes with their sign', () => {
    expect(new Formats('en').change(2)).toBe('+2');
    expect(new Formats('ja').change(-1234)).toBe('-1,234');
  });

  it('writes no age in the future of what has happened', () => {
    expect(new Formats('en').pastAge('2026-11-21T02:03:09Z', now)).toBe('now');
    expect(new Formats('en').pastAge('2026-11-21T02:02:04Z', now)).toBe('1 minute ago');
  });
});
