// Builds, checks and tests the console into target/site. What it is built from is hashed: if nothing
// has changed since the last build, nothing is done.
//   node build.mjs [--skip-tests]
import {spawn} from 'node:child_process';
import {createHash} from 'node:crypto';
import {existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';

const here = import.meta.dirname;
process.chdir(here);

const INPUTS = [
  '../docs/openapi.yaml', 'build.mjs', 'index.html', 'package-lock.json', 'package.json', 'public',
  'src', 'tsconfig.json', 'vite.config.ts',
];

const skipTests = process.argv.includes('--skip-tests');
const inputs = hashOf(INPUTS.flatMap(files));
const lock = hashOf(['package-lock.json']);
const built = stamp('target/built');
const tested = stamp('target/tested');

if (built === inputs && existsSync('target/site/index.html') && (skipTests || tested === inputs)) {
  // Its age says that it is newer than its sources: ./netstock compares them.
  utimesSync('target/built', new Date(), new Date());
  process.exit(0);
}
mkdirSync('target', {recursive: true});
if (stamp('node_modules/.installed') !== lock) {
  await run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error', '--prefer-offline']);
  writeFileSync('node_modules/.installed', lock);
}
await run('npm', ['run', '--silent', 'api']);
rmSync('target/built', {force: true});
await Promise.all([
  run('npm', ['run', '--silent', 'check']),
  run('npm', ['run', '--silent', 'build', '--', '--logLevel', 'warn']),
]);
writeFileSync('target/built', inputs);
if (!skipTests) {
  await run('npm', ['run', '--silent', 'test']);
  writeFileSync('target/tested', inputs);
}

function files(path) {
  return statSync(path).isDirectory()
    ? readdirSync(path, {recursive: true}).map(it => join(path, it)).filter(it => statSync(it).isFile()).sort()
    : [path];
}

function hashOf(paths) {
  const hash = createHash('sha256');
  for (const path of paths) {
    hash.update(path).update('\0').update(readFileSync(path)).update('\0');
  }
  return hash.digest('hex');
}

function stamp(path) {
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
}

function run(command, parameters) {
  return new Promise(resolve => {
    spawn(command, parameters, {stdio: 'inherit', shell: process.platform === 'win32'})
      .on('error', failure => fail(`${command} cannot be started: ${failure.message}`))
      .on('exit', code => (code === 0 ? resolve() : fail(`${command} ${parameters.join(' ')} failed`)));
  });
}

function fail(message) {
  console.error(`console: ${message}`);
  process.exit(1);
}
