import { brotliCompressSync, constants } from 'node:zlib';

const LIMIT_BYTES = 200_000;

/** What a page loads before it stands, beside the entry: the modules whose chunks it asks for. */
const PAGES = {
  'sign-in': ['features/sign-in/sign-in-page.tsx', 'locales/fr.po'],
  'list of stores': ['app/frame.tsx', 'features/stores/stores-page.tsx', 'locales/fr.po'],
};

/** As the registry sends it. */
const compressedSize = (file) => {
  const params = { [constants.BROTLI_PARAM_QUALITY]: 9 };
  return brotliCompressSync(file.type === 'chunk' ? file.code : file.source, { params }).length;
};

/**
 * Fails the build when the first load of the sign-in or of the list is above 200 kB compressed, and when a component of
 * Mantine is used whose styles are not imported: all of them together would be a sixth of the limit.
 */
export function firstLoad() {
  return {
    name: 'first-load',
    generateBundle(_options, bundle) {
      const chunks = Object.values(bundle).filter(({ type }) => type === 'chunk');
      for (const style of missingStyles([...this.getModuleIds()], chunks)) {
        this.error(`src/app/mantine-styles.ts lacks '@mantine/core/styles/${style}.css'`);
      }
      for (const [page, needed] of Object.entries(PAGES)) {
        const bytes = [...filesOf(needed, chunks, bundle)].reduce((sum, name) => sum + compressedSize(bundle[name]), 0);
        const told = `the first load of the ${page} is ${Math.round(bytes / 1000)} kB compressed`;
        if (bytes > LIMIT_BYTES) this.error(`${told}: more than ${LIMIT_BYTES / 1000}`);
        this.info(told);
      }
    },
  };
}

/** A component has a module with the names of its classes, and a stylesheet of the same name. */
function missingStyles(all, chunks) {
  const imported = new Set(all.map((id) => /@mantine\/core\/styles\/(\w+)\.css/.exec(id)?.[1]));
  const used = chunks
    .flatMap(({ moduleIds }) => moduleIds)
    .map((id) => /@mantine\/core\/esm\/components\/.*?(\w+)\.module\.\w+$/.exec(id)?.[1]);
  return [...new Set(used)].filter((name) => name !== undefined && !imported.has(name));
}

/** Names of the files that have to be there before the modules can run. */
function filesOf(needed, chunks, bundle) {
  const files = new Set();
  const add = (chunk) => {
    if (chunk === undefined || files.has(chunk.fileName)) return;
    files.add(chunk.fileName);
    for (const css of chunk.viteMetadata?.importedCss ?? []) files.add(css);
    for (const name of chunk.imports) add(bundle[name]);
  };
  for (const module of needed) {
    const chunk = chunks.find(({ moduleIds }) => moduleIds.some((id) => id.endsWith(`/src/${module}`)));
    if (chunk === undefined) throw new Error(`there is no chunk with ${module} any more`);
    add(chunk);
  }
  chunks.filter(({ isEntry }) => isEntry).forEach(add);
  return files;
}
