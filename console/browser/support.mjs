// What the tests in the browser share: the browser, a signed-in page, checks of every page.
import assert from 'node:assert/strict';
import {existsSync, mkdirSync, readFileSync} from 'node:fs';
import {readFile} from 'node:fs/promises';
import {createRequire} from 'node:module';
import {chromium} from 'playwright-core';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const BROWSERS = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Limits of waits, longer on a busy machine. */
export const PATIENCE_MS = 20_000 * Number(process.env.NETSTOCK_PATIENCE ?? 1);
export const CONSOLE = required('NETSTOCK_CONSOLE_URL').replace(/\/$/, '');
const API = required('NETSTOCK_API_URL');
const TOKEN = required('NETSTOCK_TOKEN');
export const SCREENSHOTS = process.env.SCREENSHOTS ?? 'target/screenshots';

function required(name) {
  const value = process.env[name];
  assert.ok(value, `${name} is missing: start the local cloud, and run  eval "$(./netstock env)"`);
  return value;
}

export async function launch() {
  const executablePath = BROWSERS.find(it => it && existsSync(it));
  assert.ok(executablePath, 'No Chromium was found. Install one, or set CHROMIUM.');
  mkdirSync(SCREENSHOTS, {recursive: true});
  return chromium.launch({executablePath, args: ['--no-sandbox']});
}

/** A page of a new visitor, which notes violations of the content security policy and errors. */
export async function visit(browser, {language = 'en', width = 1280, height = 900, theme = 'light'} = {}) {
  const context = await browser.newContext({
    locale: language === 'ja' ? 'ja-JP' : 'en-GB',
    timezoneId: 'Asia/Tokyo',
    viewport: {width, height},
    colorScheme: theme,
    acceptDownloads: true,
  });
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE_MS);
  page.faults = [];
  page.on('pageerror', failure => page.faults.push(`error: ${failure.message}`));
  page.on('console', message => {
    if (/Content Security Policy|Minified React error/.test(message.text())) {
      page.faults.push(message.text());
    }
  });
  return page;
}

/** Signs in on the page of the issuer, and waits for the view. */
export async function signIn(page, person, path = '/') {
  await page.goto(CONSOLE + path);
  await page.locator(`button[value="${person}"]`).click();
  await page.waitForURL(CONSOLE + path);
  await page.locator('h1').first().waitFor();
}

/** Goes to a view of the signed-in page without loading it again. */
export async function open(page, path) {
  await page.goto(CONSOLE + path);
  await page.locator('h1').first().waitFor();
  await settled(page);
}

/** Waits until nothing on the page is loading. */
export async function settled(page) {
  await page.waitForFunction(() => !document.querySelector('[class*="status-loading"], [class*="spinner"]'));
}

/** The page has no serious violation of accessibility rules, and none of the security policy. */
export async function check(page, name) {
  await page.evaluate(AXE);
  const {violations} = await page.evaluate(() =>
    globalThis.axe.run(document, {resultTypes: ['violations'], runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa']}),
  );
  const serious = violations
    .filter(it => it.impact === 'serious' || it.impact === 'critical')
    .map(it => `${it.id}: ${it.help}\n  ${it.nodes.map(node => node.html.slice(0, 200)).join('\n  ')}`);
  assert.deepEqual(serious, [], `${name}: accessibility`);
  assert.deepEqual(page.faults, [], `${name}: faults of the page`);
}

export async function screenshot(page, name) {
  await page.evaluate(() => document.fonts.ready);
  await page.screenshot({path: `${SCREENSHOTS}/${name}.png`, animations: 'disabled'});
}

/** The file that the export of a list offers. */
export async function csvOf(page, button = 'Export CSV') {
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', {name: button}).click()]);
  return readFile(await file.path(), 'utf8');
}

/** A call of the API with the token of the operator client. A body of text is a CSV file. */
export async function api(method, path, body, token = TOKEN) {
  const answer = await fetch(API + path, {
    method,
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': typeof body === 'string' ? 'text/csv' : 'application/json',
    },
    body: typeof body === 'string' ? body : body && JSON.stringify(body),
  });
  const text = await answer.text();
  return {status: answer.status, body: text ? JSON.parse(text) : undefined};
}

/** Puts a file into the bucket that files are imported from. */
export async function upload(key, text) {
  const bucket = `${required('AWS_ENDPOINT_URL_S3')}/${required('NETSTOCK_FILES_BUCKET')}`;
  const {status} = await fetch(`${bucket}/${key}`, {method: 'PUT', headers: {'content-type': 'text/csv'}, body: text});
  assert.equal(status, 200, `upload of ${key}`);
}

/** Sends a message to a queue. */
export async function sendMessage(queue, body) {
  await aws('SQS', 'AmazonSQS.SendMessage', 'application/x-amz-json-1.0', {QueueUrl: required(queue), MessageBody: body});
}

/** Changes the available units of an item around the service, as nothing but a mistake would. */
export async function editItem(sku, location, units) {
  await aws('DYNAMODB', 'DynamoDB_20120810.UpdateItem', 'application/x-amz-json-1.0', {
    TableName: required('NETSTOCK_NET_STOCK_TABLE'),
    Key: {sku: {S: sku}, location: {S: location}},
    UpdateExpression: 'ADD available :units',
    ExpressionAttributeValues: {':units': {N: String(units)}},
  });
}

/** The local cloud checks no signatures, but DynamoDB Local wants one. */
async function aws(service, target, type, body) {
  const region = required('AWS_REGION');
  const {status} = await fetch(required(`AWS_ENDPOINT_URL_${service}`), {
    method: 'POST',
    headers: {
      'content-type': type,
      'x-amz-target': target,
      authorization:
        `AWS4-HMAC-SHA256 Credential=${required('AWS_ACCESS_KEY_ID')}/20261121/${region}/` +
        `${service.toLowerCase()}/aws4_request, SignedHeaders=host, Signature=0`,
    },
    body: JSON.stringify(body),
  });
  assert.equal(status, 200, target);
}

export async function tokenOf(page) {
  return page.evaluate(() => JSON.parse(sessionStorage.getItem('netstock.tokens')).accessToken);
}

/** A SKU of the demo catalogue with units at a location. */
export async function anySku(location, units) {
  const skus = required('CATALOGUE_SKUS').split(' ');
  for (let from = 0; from < skus.length; from += 100) {
    const query = skus.slice(from, from + 100).map(it => `sku=${it}`).join('&');
    const {body} = await api('GET', `/v1/stock?${query}`);
    const found = body.items.find(it => it.locations.some(at => at.location === location && at.available >= units));
    if (found) {
      return found.sku;
    }
  }
  throw new Error(`No SKU has ${units} units at ${location}`);
}

/** How long a sale may take to a phase: its report waits for the metrics of its last minutes. */
export const SALE_LIMIT_MS = PATIENCE_MS + 10 * 60_000;

/** Waits until the sale has one of these phases. */
export async function untilSaleIs(...phases) {
  await eventually(async () => {
    const {body} = await api('GET', '/v1/sale-mode');
    assert.ok(phases.includes(body.phase), `the phase is ${body.phase}, not ${phases.join(' or ')}`);
  }, SALE_LIMIT_MS);
}

/** Repeats an assertion until it holds. */
export async function eventually(assertion, limitMs = PATIENCE_MS) {
  const end = Date.now() + limitMs;
  for (;;) {
    try {
      return await assertion();
    } catch (failure) {
      if (Date.now() > end) {
        throw failure;
      }
      await new Promise(resolve => setTimeout(resolve, 200));
    }
  }
}

/** Moves the focus with the Tab key alone until it is on the element. */
export async function tabTo(page, locator) {
  for (let presses = 0; presses < 150; presses++) {
    if (await locator.evaluate(it => it === document.activeElement)) {
      return;
    }
    await page.keyboard.press('Tab');
  }
  throw new Error(`The Tab key does not reach ${locator}`);
}
