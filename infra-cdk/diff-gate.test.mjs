// The gate over the real templates of the stage that `npx cdk synth` wrote to cdk.out last.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { droppedExports, findings, STATEFUL } from './diff-gate.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));
const synthesized = join(here, 'cdk.out');
const names = readdirSync(synthesized).filter((it) => it.endsWith('.template.json'));
const templates = Object.fromEntries(
  names.map((it) => [it.split('.')[0].split('-').at(-1), readFileSync(join(synthesized, it), 'utf8')]),
);

const read = (area) => JSON.parse(templates[area]);
const first = (template, type) =>
  Object.entries(template.Resources).find(([, it]) => it.Type === type);

/** The findings after a change of the synthesized template of a stack. */
function changed(area, change) {
  const next = read(area);
  change(next);
  return findings(`NetStock-dev-${area}`, read(area), next);
}

test('the same templates have no findings', () => {
  for (const area of Object.keys(templates)) {
    assert.deepEqual(findings(`NetStock-dev-${area}`, read(area), read(area)), []);
  }
});

test('a new stack passes', () => {
  assert.deepEqual(findings('NetStock-dev-Data', undefined, read('Data')), []);
});

test('a deleted table is stopped', () => {
  const found = changed('Data', (it) => {
    const [id] = first(it, 'AWS::DynamoDB::Table');
    delete it.Resources[id];
  });
  assert.match(found[0], /^Data: (deletes|abandons) AWS::DynamoDB::Table NetStock/);
});

test('a renamed table is stopped', () => {
  const found = changed('Data', (it) => {
    const [id, table] = first(it, 'AWS::DynamoDB::Table');
    delete it.Resources[id];
    it.Resources.Renamed = table;
  });
  assert.equal(found.length, 1);
});

test('another key of a table is stopped, because it replaces the table', () => {
  const found = changed('Data', (it) => {
    const [, table] = first(it, 'AWS::DynamoDB::Table');
    table.Properties.KeySchema[0].AttributeName = 'other';
  });
  assert.match(found[0], /^Data: (may replace|replaces) AWS::DynamoDB::Table/);
});

test('another name of a queue is stopped', () => {
  const found = changed('Events', (it) => {
    const [, queue] = first(it, 'AWS::SQS::Queue');
    queue.Properties.QueueName = 'other';
  });
  assert.match(found[0], /^Events: replaces AWS::SQS::Queue/);
});

test('another name of the database is stopped', () => {
  const found = changed('Ledger', (it) => {
    const [, cluster] = first(it, 'AWS::RDS::DBCluster');
    cluster.Properties.DatabaseName = 'other';
  });
  assert.match(found[0], /^Ledger: replaces AWS::RDS::DBCluster/);
});

test('one more action of a function is stopped, and its line names just this action', () => {
  const widen = (action) => (it) => {
    const [, policy] = first(it, 'AWS::IAM::Policy');
    policy.Properties.PolicyDocument.Statement.push({
      Effect: 'Allow',
      Action: action,
      Resource: '*',
    });
  };
  const found = changed('Events', widen('dynamodb:DeleteTable'));
  assert.match(found[0], /^Events: widens permissions [0-9a-f]{12}$/);
  assert.deepEqual(found, changed('Events', widen('dynamodb:DeleteTable')));
  assert.notDeepEqual(found, changed('Events', widen('s3:DeleteBucket')));
});

test('a permission that is taken away passes', () => {
  assert.deepEqual(
    changed('Events', (it) => {
      const [, policy] = first(it, 'AWS::IAM::Policy');
      policy.Properties.PolicyDocument.Statement.pop();
    }),
    [],
  );
});

test('an opened security group is stopped', () => {
  const found = changed('Ledger', (it) => {
    it.Resources.Open = {
      Type: 'AWS::EC2::SecurityGroupIngress',
      Properties: {
        IpProtocol: 'tcp', FromPort: 5433, ToPort: 5433, CidrIp: '0.0.0.0/0',
        GroupId: { 'Fn::GetAtt': [first(it, 'AWS::EC2::SecurityGroup')[0], 'GroupId'] },
      },
    };
  });
  assert.match(found[0], /^Ledger: widens permissions/);
});

test('new code, more memory and another throttle pass', () => {
  assert.deepEqual(
    changed('Api', (it) => {
      const [, checkout] = first(it, 'AWS::Lambda::Function');
      checkout.Properties.MemorySize = 2048;
      checkout.Properties.Code.S3Key = 'other.zip';
      const [id, version] = first(it, 'AWS::Lambda::Version');
      delete it.Resources[id];
      it.Resources[id + '2'] = version;
      const [, stage] = first(it, 'AWS::ApiGatewayV2::Stage');
      stage.Properties.DefaultRouteSettings.ThrottlingRateLimit = 1;
    }),
    [],
  );
});

test('every type of a resource that the templates keep is stateful', () => {
  for (const template of Object.values(templates).map((it) => JSON.parse(it))) {
    for (const { Type, DeletionPolicy } of Object.values(template.Resources)) {
      if (DeletionPolicy?.startsWith('Retain')) {
        assert.ok(STATEFUL.has(Type), Type);
      }
    }
  }
});

// An export of Data that Events imports.
const imported = Object.values(read('Data').Outputs)
  .map((it) => it.Export?.Name)
  .find((it) => it && templates.Events.includes(`"${it}"`));
const withoutExport = () => {
  const data = read('Data');
  data.Outputs = Object.fromEntries(
    Object.entries(data.Outputs).filter(([, it]) => it.Export?.Name !== imported),
  );
  return data;
};
const withoutImport = () => JSON.parse(templates.Events.replaceAll(imported, 'another'));

test('an export that a deployed stack imports may not be dropped', () => {
  assert.deepEqual(
    droppedExports(
      { data: read('Data'), events: read('Events') },
      { data: withoutExport(), events: withoutImport() },
    ),
    [{ stack: 'data', name: imported, importer: 'events' }],
  );
});

test('an export that no deployed stack imports may be dropped', () => {
  const synthesized = { data: withoutExport(), events: withoutImport() };
  assert.deepEqual(droppedExports({ data: read('Data') }, synthesized), []);
  assert.deepEqual(
    droppedExports({ data: read('Data'), events: withoutImport() }, synthesized),
    [],
  );
});

let deployed;
before(() => {
  deployed = mkdtempSync(join(tmpdir(), 'deployed-'));
  names.forEach((it) => cpSync(join(synthesized, it), join(deployed, it)));
});
after(() => rmSync(deployed, { recursive: true }));

test('the command prints the difference and exits with 1 if it stops a change', () => {
  const gate = (...folders) =>
    spawnSync(process.execPath, [join(here, 'diff-gate.mjs'), ...folders], { encoding: 'utf8' });
  assert.equal(gate(deployed, synthesized).status, 0);
  assert.equal(gate(deployed).status, 2);

  const file = join(deployed, names.find((it) => it.includes('-Data.')));
  const template = JSON.parse(readFileSync(file, 'utf8'));
  template.Resources.Old = first(template, 'AWS::SQS::Queue')?.[1] ?? { Type: 'AWS::SQS::Queue' };
  writeFileSync(file, JSON.stringify(template));
  const stopped = gate(deployed, synthesized);
  assert.equal(stopped.status, 1);
  assert.match(stopped.stdout, /Stack NetStock-[a-z]+-Data/);
  assert.match(stopped.stdout, /Stopped: Data: deletes AWS::SQS::Queue Old/);
});

test('the command says which stack to deploy first if an export is still imported', () => {
  const next = mkdtempSync(join(tmpdir(), 'synthesized-'));
  const [data, events] = ['Data', 'Events'].map((area) =>
    names.find((it) => it.endsWith(`-${area}.template.json`)),
  );
  writeFileSync(join(next, data), JSON.stringify(withoutExport()));
  writeFileSync(join(next, events), JSON.stringify(withoutImport()));
  const { status, stdout } = spawnSync(
    process.execPath,
    [join(here, 'diff-gate.mjs'), synthesized, next],
    { encoding: 'utf8' },
  );
  rmSync(next, { recursive: true });
  const importer = events.split('.')[0];
  assert.equal(status, 1);
  assert.ok(stdout.includes(`Stopped: Data: drops the export ${imported}, which ${importer} imports`));
  assert.match(stdout, new RegExp(`npx cdk deploy ${importer} --exclusively -c stage=[a-z]+\\n$`));
});
