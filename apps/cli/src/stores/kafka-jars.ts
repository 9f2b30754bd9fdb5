import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { CliError } from '../cli-error.ts';
import { ENVIRONMENT } from '../environment.ts';
import { findProgram, isExecutable, isWritable, runTool } from '../processes/run-tool.ts';
import { step } from '../progress.ts';
import { makeDir, rootPath, statePath } from '../workspace.ts';

const POM = rootPath('apps/cli/kafka/pom.xml');
export const LOG_SETTINGS = rootPath('apps/cli/kafka/log4j2.properties');
export const JAVA_MEND =
  'install a JDK 17 and Maven (Debian: apt-get install -y openjdk-17-jdk-headless maven; macOS: brew install openjdk@17 maven)';

export function javaProgram(): string | undefined {
  const own = ENVIRONMENT.javaHome === undefined ? undefined : join(ENVIRONMENT.javaHome, 'bin/java');
  return own !== undefined && isExecutable(own) ? own : findProgram('java');
}

/** What the pom says now: other versions get another folder. */
const pomHash = (): string => createHash('sha256').update(readFileSync(POM)).digest('hex').slice(0, 12);

export const jarsDir = (): string => statePath('kafka', `jars-${pomHash()}`);

/**
 * The broker's jars, fetched by Maven once per version of the pom.
 * @returns the class path, in a fixed order (the class archive belongs to exactly one)
 */
export async function kafkaClassPath(): Promise<string> {
  return mavenClassPath('Apache Kafka', POM, jarsDir());
}

/**
 * The jars of a pom, fetched by Maven once into `dir`.
 * @throws CliError when Maven is missing or fails
 */
export async function mavenClassPath(what: string, pom: string, dir: string): Promise<string> {
  if (!existsSync(dir)) await step(`fetching ${what} with Maven`, () => fetchJars(what, pom, dir));
  return readdirSync(dir)
    .filter((name) => name.endsWith('.jar'))
    .sort()
    .map((name) => join(dir, name))
    .join(':');
}

async function fetchJars(what: string, pom: string, dir: string): Promise<void> {
  const maven = findProgram('mvn');
  if (maven === undefined) throw new CliError(`Maven (mvn) is not installed; it fetches ${what}`, JAVA_MEND);
  const half = makeDir(`${dir}.${process.pid}`);
  try {
    await runTool(
      maven,
      ['-B', '-ntp', '-f', pom, 'dependency:copy-dependencies', `-DoutputDirectory=${half}`, ...localRepository()],
      {
        mend: `see that Maven reaches its repository: mvn -f ${pom} dependency:resolve`,
      },
    );
    if (!existsSync(dir)) renameSync(half, dir);
  } finally {
    rmSync(half, { recursive: true, force: true });
  }
}

/** Maven keeps what it fetched in the home folder; an account without one (a build agent's) keeps it here. */
function localRepository(): string[] {
  const home = userInfo().homedir;
  return existsSync(home) && isWritable(home) ? [] : [`-Dmaven.repo.local=${statePath('kafka', 'maven')}`];
}

/**
 * Where the archive of loaded classes lies (1.5 s off every start). It holds for one JVM and one class path,
 * so both are in its name.
 */
export async function classArchive(java: string, classPath: string): Promise<string> {
  const version = await runTool(java, ['-version'], { mend: JAVA_MEND });
  const hash = createHash('sha256').update(version).update(classPath).digest('hex').slice(0, 12);
  return statePath('kafka', `classes-${hash}.jsa`);
}
