import ts from 'typescript';
import { ROOT } from './programs.ts';
import type { Manifest } from './render.ts';

/** Packages made from the OpenAPI documents of Kubernetes and from the CRDs of others, by the groups they describe. */
const PACKAGES: readonly (readonly [RegExp, string])[] = [
  [/^keda\.sh\//, '@kubernetes-models/keda/'],
  [/^monitoring\.coreos\.com\//, '@kubernetes-models/prometheus-operator/'],
  [/^gateway\.networking\.k8s\.io\//, '@kubernetes-models/gateway-api/'],
  [/^(v1|(apps|batch|autoscaling|policy)\/v\d|networking\.k8s\.io\/v1)$/, 'kubernetes-models/'],
];

/**
 * Whose schemas are in no npm package. Postgres is checked by a cluster, Kafka by the classes of its operator (`./ppaas test
 * --cluster`), Redis by nothing: nobody hands out its definitions as a package (docs/adr/0022-cells-as-overlays.md).
 */
export const ELSEWHERE = /^(postgresql\.cnpg\.io|kafka\.strimzi\.io|redis\.redis\.opstreelabs\.in)\//;

/** The module with the schema of an object. @throws when nobody knows its group */
function moduleOf({ apiVersion }: Manifest): string {
  const found = PACKAGES.find(([group]) => group.test(apiVersion));
  if (found === undefined) throw new Error(`no schema is known for ${apiVersion}`);
  return found[1] + apiVersion;
}

type ModelClass = new (object: Manifest) => { validate(): void };

const nameOf = ({ kind, metadata }: Manifest): string => `${kind} ${metadata.namespace ?? ''}/${metadata.name}`;

/** What the schemas refuse: missing members, wrong types, formats, patterns and bounds. */
export async function schemaFaults(manifests: readonly Manifest[]): Promise<string[]> {
  const faults: string[] = [];
  for (const manifest of manifests) {
    const module = (await import(moduleOf(manifest))) as Record<string, ModelClass | undefined>;
    const Model = module[manifest.kind];
    if (Model === undefined) faults.push(`${nameOf(manifest)}: there is no ${manifest.kind} in ${manifest.apiVersion}`);
    else {
      try {
        new Model(manifest).validate();
      } catch (error) {
        faults.push(`${nameOf(manifest)}: ${String(error)}`);
      }
    }
  }
  return faults;
}

/**
 * What the schemas do not know: a member with a slip in its name is no error to them, and Kubernetes drops it. The types of
 * the same packages refuse it, so the objects are written down as TypeScript and compiled.
 */
export function typeFaults(manifests: readonly Manifest[]): string[] {
  const types = new Map(manifests.map((one) => [`${one.apiVersion}/${one.kind}`, one]));
  const alias = (one: Manifest): string => `${one.apiVersion}_${one.kind}`.replaceAll(/\W/g, '_');
  const lines = [
    ...[...types.values()].map((one) => `import type { I${one.kind} as ${alias(one)} } from '${moduleOf(one)}';`),
    ...manifests.map((one) => `(${JSON.stringify(one)}) satisfies ${alias(one)};`),
  ];
  const file = `${ROOT}/manifests.check.ts`;
  const options: ts.CompilerOptions = {
    ...{
      module: ts.ModuleKind.NodeNext,
      moduleResolution: ts.ModuleResolutionKind.NodeNext,
      target: ts.ScriptTarget.ES2024,
    },
    ...{ strict: true, skipLibCheck: true, noEmit: true, types: [] },
  };
  const host = ts.createCompilerHost(options);
  const { fileExists, getSourceFile } = host;
  host.fileExists = (name) => name === file || fileExists(name);
  host.getSourceFile = (name, ...rest) =>
    name === file ? ts.createSourceFile(name, lines.join('\n'), ts.ScriptTarget.ES2024) : getSourceFile(name, ...rest);
  const program = ts.createProgram([file], options, host);
  return ts.getPreEmitDiagnostics(program).map(({ start = 0, messageText, file: where }) => {
    const line = where?.getLineAndCharacterOfPosition(start).line ?? 0;
    const manifest = manifests[line - types.size];
    const text = ts.flattenDiagnosticMessageText(messageText, ' ');
    return `${manifest === undefined ? '' : nameOf(manifest)}: ${text}`;
  });
}
