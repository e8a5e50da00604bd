import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { gzipSync } from 'node:zlib'
import { type OutputChunk, type Plugin, rolldown } from 'rolldown'

const here = dirname(fileURLToPath(import.meta.url))
const output = join(here, '../../.cache/bench')

/** What a bundler makes of an entry. */
export interface Bundle {
  /** Where it was written, to import. */
  readonly url: string
  /** Minified and gzipped bytes of what a page loads before it runs. */
  readonly bytes: number
  /** The modules in there. */
  readonly modules: readonly string[]
}

export interface BundleOptions {
  readonly platform?: 'browser' | 'node'
  /** Packages to leave out. */
  readonly without?: readonly string[]
  /** Where to find packages that are not installed here. */
  readonly packages?: string
}

/** Bundles source code as an app would, from the sources of our packages. */
export async function bundle(name: string, entry: string, options: BundleOptions = {}): Promise<Bundle> {
  const { platform = 'browser', without = [], packages } = options
  const isOutside = (specifier: string): boolean =>
    without.some((given) => specifier === given || specifier.startsWith(`${given}/`))
  const id = join(here, `${name}-entry.ts`)
  const built = await rolldown({
    input: id,
    // What matters of the warnings, an import that leads nowhere, is checked below.
    logLevel: 'silent',
    platform,
    external: isOutside,
    resolve: {
      ...(packages !== undefined && { modules: [packages, 'node_modules'], alias: ownReact }),
      conditionNames: [
        '@cubekit/source',
        ...(platform === 'browser' ? ['browser', 'module'] : ['node']),
        'import',
        'default',
      ],
    },
    transform: { define: { 'process.env.NODE_ENV': '"production"' } },
    plugins: [
      {
        name: 'entry',
        resolveId: (specifier, importer) => (specifier === id ? id : undeclared(specifier, importer)),
        load: (file) => (file === id ? { code: entry, moduleType: 'tsx' } : null),
      },
      workers,
    ],
  })
  const written = await built.write({ dir: join(output, name), format: 'esm', minify: true })
  await built.close()
  const chunks = written.output.filter((file): file is OutputChunk => file.type === 'chunk')
  const main = chunks.find(({ facadeModuleId }) => facadeModuleId === id)
  if (!main) throw new Error(`Nothing was bundled for ${name}.`)
  const outside = chunks
    .flatMap(({ imports }) => imports)
    .filter((file) => !chunks.some(({ fileName }) => fileName === file))
  const missing = outside.filter((specifier) => !isOutside(specifier))
  if (missing.length > 0) throw new Error(`${name} lacks ${missing.join(', ')}.`)
  const needed = new Set([main.fileName])
  for (const file of needed) {
    for (const imported of chunks.find(({ fileName }) => fileName === file)?.imports ?? [])
      needed.add(imported)
  }
  const atOnce = chunks.filter(({ fileName }) => needed.has(fileName))
  return {
    url: pathToFileURL(join(output, name, main.fileName)).href,
    bytes: atOnce.reduce((sum, { code }) => sum + gzipSync(code, { level: 9 }).byteLength, 0),
    modules: atOnce.flatMap(({ moduleIds }) => moduleIds),
  }
}

/** Brings workers along, each in the file that its page asks for. */
const workers: Plugin = {
  name: 'workers',
  transform(code, file) {
    for (const [, name = ''] of code.matchAll(/new Worker\(new URL\('\.\/(\w+)\.js', import\.meta\.url\)/g)) {
      this.emitFile({ type: 'chunk', id: join(dirname(file), `${name}.ts`), fileName: `${name}.js` })
    }
  },
}

const require = createRequire(import.meta.url)

/** Whatever React others bring: all are measured with the same. */
const ownReact = Object.fromEntries(
  ['react', 'react-dom'].map((name) => [name, dirname(require.resolve(`${name}/package.json`))]),
)

const sdk = require.resolve('connectycube')
const xmpp = createRequire(createRequire(sdk).resolve('@xmpp/client'))

/** The SDK's browser build imports packages that it does not declare; npm's flat folders hide that. */
function undeclared(specifier: string, importer: string | undefined): string | null {
  if (!specifier.startsWith('@xmpp/') || specifier === '@xmpp/client') return null
  return importer?.includes('/connectycube/') ? xmpp.resolve(specifier) : null
}
