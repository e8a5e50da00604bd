import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { run, RunError } from '../scripts/run.ts'
import { installProject } from './support/consumer.ts'
import { filesIn } from './support/tarball.ts'

// Row 96: whoever bundles the server's half for a browser learns of it from the build, not from a visitor.

const sentence =
  '@cubekit/core/server holds your auth secret and must not be in a browser bundle. Import it in code that runs ' +
  'on your server only; pages use remoteSigner(url) or sessionBroker(url) of @cubekit/core'

/** The ways to import it. A bundler that drops what nobody uses must not drop the failure. */
const imports = {
  'by name': `import { createSignerHandler } from '@cubekit/core/server'\nconsole.log(createSignerHandler)`,
  'by name, unused': `import { createSignerHandler } from '@cubekit/core/server'`,
  'all names': `import * as server from '@cubekit/core/server'\nconsole.log(server)`,
  'no name': `import '@cubekit/core/server'`,
  'handed on': `export { createSessionBroker } from '@cubekit/core/server'`,
  'on demand': `console.log(await import('@cubekit/core/server'))`,
  'beside what pages use': `
    import { createCubeClient } from '@cubekit/core'
    import { sameSecret } from '@cubekit/core/server'
    console.log(createCubeClient, sameSecret)`,
}

const usage = `
  import { createSignerHandler } from '@cubekit/core/server'
  const sign = createSignerHandler({
    appId: 1,
    authKey: 'key',
    authSecret: 'canary-secret',
    origins: ['https://app.test'],
    authorize: () => true,
  })
  const headers = { 'Content-Type': 'application/json', 'X-CBK-Signer': '1', Origin: 'https://app.test' }
  const answer = await sign(new Request('https://app.test/sign', { method: 'POST', headers, body: '{}' }))
  console.log(answer.status, Object.keys(await answer.json()).join())`

const webpackScript = `
  import webpack from 'webpack'
  const [entry, target, path] = process.argv.slice(2)
  const settings = { mode: 'production', entry, target, output: { path, filename: 'out.mjs', module: true,
    library: { type: 'module' } }, experiments: { outputModule: true, topLevelAwait: true } }
  webpack(settings, (error, stats) => {
    console.log(String(error ?? stats))
    process.exitCode = error || stats.hasErrors() ? 1 : 0
  })`

let folder: string

beforeAll(async () => {
  folder = await installProject(
    {
      dependencies: {
        '@cubekit/core': 'workspace:*',
        esbuild: '0.28.2',
        rolldown: 'catalog:',
        vite: 'catalog:',
        webpack: '5.112.2',
      },
      files: {
        'webpack.mjs': webpackScript,
        'usage.js': usage,
        'page.js': `import { createCubeClient, remoteSigner, sessionBroker } from '@cubekit/core'
          console.log(createCubeClient({ appId: 1, signer: remoteSigner('/sign', { broker: sessionBroker('/session') }) }),
            sessionBroker('/session'))`,
      },
    },
    inject('tarballs'),
  )
})
afterAll(() => rm(folder, { recursive: true, force: true }))

type Bundle = (entry: string, out: string) => Promise<string>

const bin = (name: string): string => join(folder, 'node_modules/.bin', name)
const inFolder = (command: string, args: string[]): Promise<string> => run(command, args, { cwd: folder })

/** What each of the four does for a browser. */
const forBrowsers: Record<string, Bundle> = {
  vite(entry, out) {
    writeFileSync(join(folder, 'index.html'), `<script type="module" src="/${entry}"></script>`)
    return inFolder(bin('vite'), ['build', '--outDir', out, '--emptyOutDir'])
  },
  webpack: (entry, out) => inFolder('node', ['webpack.mjs', `./${entry}`, 'web', join(folder, out)]),
  esbuild: (entry, out) =>
    inFolder(bin('esbuild'), [entry, '--bundle', '--format=esm', '--platform=browser', `--outdir=${out}`]),
  rolldown: (entry, out) => inFolder(bin('rolldown'), [entry, '--platform', 'browser', '--dir', out]),
}

describe.each(Object.entries(forBrowsers))('row 96: %s, for browsers', (name, bundle) => {
  test.each(Object.entries(imports))('fails and says what to do (imported %s)', async (how, code) => {
    const entry = `${name} ${how}`.replaceAll(/\W+/g, '-')
    writeFileSync(join(folder, `${entry}.js`), code)
    const error: unknown = await bundle(`${entry}.js`, `out/${entry}`).then(
      () => new Error('This build should have failed.'),
      (reason: unknown) => reason,
    )
    expect(error).toBeInstanceOf(RunError)
    expect((error as RunError).output).toContain(sentence)
  })

  test('bundles what pages use, and nothing of the server’s half', async () => {
    const out = `out/${name}-page`
    await bundle('page.js', out)
    const code = filesIn(join(folder, out))
      .filter((file) => /\.m?js$/.test(file))
      .map((file) => readFileSync(join(folder, out, file), 'utf8'))
      .join('\n')
    // A failure must not print megabytes.
    const found = (trace: string): boolean => code.includes(trace)
    expect(['X-CBK-Signer'].filter(found)).toHaveLength(1)
    expect(['Access-Control-Allow-Origin', 'authSecret is missing'].filter(found)).toEqual([])
  })
})

/** What servers are built with. Edge platforms say that they are browsers, and say what they are before that. */
const forServers: Record<string, Bundle> = {
  'vite --ssr': (entry, out) => inFolder(bin('vite'), ['build', '--ssr', entry, '--outDir', out]),
  'vite --ssr, everything bundled': (entry, out) => {
    const config = `export default { ssr: { noExternal: true }, build: { rolldownOptions: { output: { codeSplitting: false } } } }`
    writeFileSync(join(folder, 'vite.bundled.config.js'), config)
    return inFolder(bin('vite'), ['build', '--ssr', entry, '--outDir', out, '-c', 'vite.bundled.config.js'])
  },
  'webpack, for Node': (entry, out) =>
    inFolder('node', ['webpack.mjs', `./${entry}`, 'node20', join(folder, out)]),
  'esbuild, for Node': (entry, out) =>
    inFolder(bin('esbuild'), [entry, '--bundle', '--format=esm', '--platform=node', `--outdir=${out}`]),
  'esbuild, as Cloudflare Workers are bundled': (entry, out) =>
    inFolder(bin('esbuild'), [
      entry,
      '--bundle',
      '--format=esm',
      '--conditions=workerd,worker,browser',
      `--outdir=${out}`,
    ]),
  'esbuild, as Vercel’s edge functions are bundled': (entry, out) =>
    inFolder(bin('esbuild'), [
      entry,
      '--bundle',
      '--format=esm',
      '--conditions=edge-light,worker,browser',
      `--outdir=${out}`,
    ]),
  'rolldown, for Node': (entry, out) =>
    inFolder(bin('rolldown'), [entry, '--platform', 'node', '--format', 'esm', '--dir', out]),
}

describe.each(Object.entries(forServers))('%s', (name, bundle) => {
  test('builds a server that signs', async () => {
    const out = `out/${name.replaceAll(/\W+/g, '-')}`
    mkdirSync(join(folder, out), { recursive: true })
    await bundle('usage.js', out)
    const [built = ''] = filesIn(join(folder, out)).filter((file) => /^(?:usage|out)\.m?js$/.test(file))
    const printed = await inFolder('node', [join(folder, out, built)])
    expect(printed).toBe('200 application_id,auth_key,nonce,timestamp,signature\n')
  })
})

test('Node imports it without a bundler', async () => {
  await expect(inFolder('node', ['usage.js'])).resolves.toContain('200 application_id')
})

test('TypeScript and the declarations know it, for browsers too, where types alone may be wanted', async () => {
  writeFileSync(
    join(folder, 'types.ts'),
    `import type { FetchHandler, ServerOptions } from '@cubekit/core/server'
     export const handler: FetchHandler = async () => new Response()
     export const limit: ServerOptions['rateLimit'] = { perMinute: 3 }`,
  )
  const conditions = ['--customConditions', 'browser', '--module', 'esnext', '--moduleResolution', 'bundler']
  const flags = [
    '--noEmit',
    '--strict',
    '--target',
    'es2022',
    '--lib',
    'es2023,dom',
    '--types',
    '',
    '--pretty',
    'false',
  ]
  await expect(inFolder('tsc', [...conditions, ...flags, 'types.ts'])).resolves.toBe('')
})
