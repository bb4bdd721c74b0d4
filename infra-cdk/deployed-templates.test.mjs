// Which calls of the AWS CLI deployed-templates makes, with a command in its place.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(new URL('.', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'deployed-templates-'));
after(() => rmSync(folder, { recursive: true }));

const AWS = `#!/usr/bin/env bash
echo "$*" >> "$CALLS"
case "$*" in
  *NetStock-prod-Malls*) echo 'Stack with id NetStock-prod-Malls does not exist' >&2; exit 254 ;;
  *NetStock-prod-Denied*) echo 'An error occurred (AccessDenied)' >&2; exit 254 ;;
esac
echo '{"Resources": {}}'
`;

/** Runs the script over stacks, and returns what it did. */
function download(name, stacks, ...profile) {
  const at = join(folder, name);
  const assembly = join(at, 'assembly');
  mkdirSync(assembly, { recursive: true });
  writeFileSync(join(at, 'aws'), AWS, { mode: 0o755 });
  for (const stack of stacks) {
    const body = stack === 'Backups' ? '{"to": "arn:aws:backup:ap-northeast-3:1:backup-vault:v"}' : '{}';
    writeFileSync(join(assembly, `NetStock-prod-${stack}.template.json`), body);
  }
  const calls = join(at, 'calls.txt');
  const run = spawnSync(join(here, 'deployed-templates'), [assembly, join(at, 'out'), ...profile], {
    encoding: 'utf8',
    env: { ...process.env, PATH: at + delimiter + process.env.PATH, CALLS: calls },
  });
  return {
    status: run.status,
    stderr: run.stderr,
    files: readdirSync(join(at, 'out')),
    calls: readFileSync(calls, 'utf8').trim().split('\n'),
  };
}

const stackOf = (call) => /--stack-name NetStock-prod-(\w+)/.exec(call)[1];
const option = (call, name) => new RegExp(`--${name} (\\S+)`).exec(call)?.[1];

test('every call uses the profile, because credentials in the environment win over AWS_PROFILE', () => {
  const { status, calls } = download('profile', ['Data', 'Edge'], 'lookup');
  assert.equal(status, 0);
  assert.deepEqual(calls.map((it) => option(it, 'profile')), ['lookup', 'lookup']);
});

test('without a profile, the credentials are those of the environment', () => {
  const { status, calls } = download('none', ['Data']);
  assert.equal(status, 0);
  assert.equal(option(calls[0], 'profile'), undefined);
});

test('stacks in another region than the stage are looked for there', () => {
  const { calls } = download('regions', ['Api', 'Backups', 'BackupCopies', 'Edge']);
  assert.deepEqual(
    Object.fromEntries(calls.map((it) => [stackOf(it), option(it, 'region')])),
    { Api: undefined, Backups: undefined, BackupCopies: 'ap-northeast-3', Edge: 'us-east-1' },
  );
});

test('a stack that is not deployed has no file', () => {
  const { status, files } = download('new', ['Data', 'Malls']);
  assert.equal(status, 0);
  assert.deepEqual(files, ['NetStock-prod-Data.template.json']);
});

test('another error stops the script, and is shown', () => {
  const { status, stderr } = download('denied', ['Denied']);
  assert.equal(status, 1);
  assert.match(stderr, /AccessDenied/);
});

test('no workflow sets AWS_PROFILE, and the deployment reads with the profile of the lookup role', () => {
  const workflows = join(here, '../.github/workflows');
  for (const file of readdirSync(workflows)) {
    assert.doesNotMatch(readFileSync(join(workflows, file), 'utf8'), /AWS_PROFILE/, file);
  }
  assert.match(
    readFileSync(join(workflows, 'deploy-stage.yml'), 'utf8'),
    /deployed-templates "out\/\$STAGE" deployed lookup\n/,
  );
});
