import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { CliError } from '../cli-error.ts';
import { runTool } from '../processes/run-tool.ts';
import { JAVA_MEND, javaProgram, mavenClassPath } from '../stores/kafka-jars.ts';
import { rootPath, statePath } from '../workspace.ts';

const RECIPE = rootPath('tools/cluster/strimzi');

/**
 * Reads resources of Strimzi with the classes of its operator, since no Go module has their definitions.
 * @throws CliError that names each member which the operator would not look at
 */
export async function checkStrimzi(file: string): Promise<void> {
  const java = javaProgram();
  if (java === undefined) throw new CliError('there is no Java, which reads the resources of Strimzi', JAVA_MEND);
  const pom = `${RECIPE}/pom.xml`;
  const hash = createHash('sha256').update(readFileSync(pom)).digest('hex').slice(0, 12);
  const classPath = await mavenClassPath("Strimzi's classes", pom, statePath('cluster', `strimzi-${hash}`));
  await runTool(java, ['-cp', classPath, `${RECIPE}/CheckStrimzi.java`, rootPath(file)]);
}
