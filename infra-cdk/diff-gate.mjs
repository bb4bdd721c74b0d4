#!/usr/bin/env node
// Compares the synthesized templates of a stage with the deployed ones, as `cdk diff` does, and
// fails on a change that must not be deployed without a review:
//
//   node diff-gate.mjs DEPLOYED SYNTHESIZED
//
// DEPLOYED and SYNTHESIZED are folders with <stack>.template.json. A stack without a deployed
// template is new, and passes. A finding is one line; to allow it, add the line to
// allowed-changes.txt in the pull request that makes the change. An export that is dropped although
// a deployed stack imports it cannot be allowed: CloudFormation refuses it.
//
// Exit codes: 0 nothing to stop, 1 findings, 2 wrong usage.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { formatDifferences, fullDiff, ResourceImpact } from '@aws-cdk/cloudformation-diff';

const SUFFIX = '.template.json';

// Types whose data or address is lost if CloudFormation replaces or deletes them.
export const STATEFUL = new Set([
  'AWS::ApiGatewayV2::Api',
  'AWS::ApiGatewayV2::DomainName',
  'AWS::Backup::BackupVault',
  'AWS::Cognito::UserPool',
  'AWS::Cognito::UserPoolClient',
  'AWS::Cognito::UserPoolDomain',
  'AWS::Cognito::UserPoolResourceServer',
  'AWS::DynamoDB::Table',
  'AWS::EC2::EIP',
  'AWS::EC2::SecurityGroup',
  'AWS::EC2::Subnet',
  'AWS::EC2::VPC',
  'AWS::KMS::Key',
  'AWS::Kinesis::Stream',
  'AWS::Logs::LogGroup',
  'AWS::Logs::LogStream',
  'AWS::RDS::DBCluster',
  'AWS::RDS::DBClusterParameterGroup',
  'AWS::RDS::DBInstance',
  'AWS::RDS::DBSubnetGroup',
  'AWS::S3::Bucket',
  'AWS::SNS::Topic',
  'AWS::SQS::Queue',
  'AWS::SecretsManager::Secret',
]);

const LOSING = {
  [ResourceImpact.WILL_REPLACE]: 'replaces',
  [ResourceImpact.MAY_REPLACE]: 'may replace',
  [ResourceImpact.WILL_DESTROY]: 'deletes',
  [ResourceImpact.WILL_ORPHAN]: 'abandons',
};

/** The findings of one stack. `deployed` is undefined for a new stack. */
export function findings(stack, deployed, synthesized) {
  if (!deployed) {
    return [];
  }
  const diff = fullDiff(deployed, synthesized);
  const found = [];
  diff.resources.forEachDifference((id, change) => {
    const type = change.oldResourceType ?? change.newResourceType;
    const losing = LOSING[change.changeImpact];
    if (losing && STATEFUL.has(type)) {
      found.push(`${area(stack)}: ${losing} ${type} ${id}`);
    }
  });
  if (diff.permissionsBroadened) {
    found.push(`${area(stack)}: widens permissions ${digest(permissions(diff))}`);
  }
  return found.sort();
}

/**
 * The exports that stacks would lose although deployed stacks import them. Both arguments are
 * templates by their stacks.
 *
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-stack-exports.html
 */
export function droppedExports(deployed, synthesized) {
  const dropped = [];
  for (const [stack, template] of Object.entries(deployed)) {
    const kept = exportsOf(synthesized[stack]);
    for (const name of exportsOf(template).filter((it) => !kept.includes(it))) {
      for (const [importer, other] of Object.entries(deployed)) {
        if (importsOf(other).has(name)) {
          dropped.push({ stack, name, importer });
        }
      }
    }
  }
  return dropped;
}

function exportsOf({ Outputs }) {
  return Object.values(Outputs ?? {}).map((it) => it.Export?.Name).filter(Boolean);
}

function importsOf(value, names = new Set()) {
  if (value !== null && typeof value === 'object') {
    for (const [key, member] of Object.entries(value)) {
      if (key === 'Fn::ImportValue') {
        names.add(member);
      }
      importsOf(member, names);
    }
  }
  return names;
}

/** NetStock-prod-Data is Data: a finding is the same in every stage. */
function area(stack) {
  return stack.split('-').at(-1);
}

// Names another change if the permissions differ from those that were allowed.
function digest(value) {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 12);
}

function permissions({ iamChanges, securityGroupChanges }) {
  return [
    iamChanges.summarizeStatements(),
    iamChanges.summarizeManagedPolicies(),
    securityGroupChanges.summarize(),
  ].map((table) => table.slice(1).map((row) => row.map(plain)));
}

// Without the colors of a terminal, and without what differs between stages.
function plain(cell) {
  return cell.replace(/\u001b\[[0-9;]*m/g, '').replace(/NetStock-[a-z0-9]+-/g, 'NetStock-');
}

function template(folder, stack) {
  const file = join(folder, stack + SUFFIX);
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
}

function allowed() {
  const file = fileURLToPath(new URL('allowed-changes.txt', import.meta.url));
  return new Set(readFileSync(file, 'utf8').split('\n').filter((it) => it && !it.startsWith('#')));
}

function main([deployedFolder, synthesizedFolder, ...more]) {
  if (!synthesizedFolder || more.length > 0) {
    console.error('Usage: node diff-gate.mjs DEPLOYED SYNTHESIZED');
    return 2;
  }
  const stacks = readdirSync(synthesizedFolder)
    .filter((it) => it.endsWith(SUFFIX))
    .map((it) => it.slice(0, -SUFFIX.length))
    .sort();
  const stopped = [];
  const allDeployed = {};
  const allSynthesized = {};
  for (const stack of stacks) {
    const deployed = template(deployedFolder, stack);
    const synthesized = template(synthesizedFolder, stack);
    allSynthesized[stack] = synthesized;
    const diff = fullDiff(deployed ?? {}, synthesized);
    if (deployed) {
      allDeployed[stack] = deployed;
    }
    console.log(`Stack ${stack}${deployed ? '' : ': new'}`);
    if (!deployed || diff.isEmpty) {
      console.log(deployed ? 'No differences\n' : '');
      continue;
    }
    formatDifferences(process.stdout, diff);
    stopped.push(...findings(stack, deployed, synthesized));
  }
  const dropped = droppedExports(allDeployed, allSynthesized);
  const mayPass = allowed();
  const open = stopped.filter((it) => !mayPass.has(it));
  stopped.filter((it) => mayPass.has(it)).forEach((it) => console.log(`Allowed: ${it}`));
  open.forEach((it) => console.log(`Stopped: ${it}`));
  if (open.length > 0) {
    console.log('To allow such a change, add its line to infra-cdk/allowed-changes.txt.');
  }
  dropped.forEach(({ stack, name, importer }) =>
    console.log(`Stopped: ${area(stack)}: drops the export ${name}, which ${importer} imports`),
  );
  if (dropped.length > 0) {
    const importers = [...new Set(dropped.map((it) => it.importer))];
    const stage = importers[0].split('-')[1];
    console.log('CloudFormation does not remove an export in use. Deploy what imports it first:');
    console.log(`  npx cdk deploy ${importers.join(' ')} --exclusively -c stage=${stage}`);
  }
  return open.length + dropped.length > 0 ? 1 : 0;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  process.exitCode = main(process.argv.slice(2));
}
