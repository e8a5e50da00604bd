import { createEmulator } from '@cubekit/emulator'
import { chromium } from 'playwright'
import type { Browser } from 'playwright'
import { afterAll, beforeAll, describe, expect, inject, onTestFinished, test } from 'vitest'
import { copyFileSync, existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import { root } from '../scripts/root.ts'
import { run } from '../scripts/run.ts'
import { installConsumer } from './support/consumer.ts'
import { everythingStored } from './support/everythingStored.ts'
import { filesOfReadme } from './support/readme.ts'
import { serveFolder } from './support/staticSite.ts'
import type { StaticSite } from './support/staticSite.ts'
import { openWatchedPage } from './support/watchedPage.ts'

const compilers = {
  'TypeScript 7': join(root, 'node_modules/.bin/tsc'),
  'TypeScript 5.9': join(root, 'internal/typescript-5/node_modules/.bin/tsc'),
}

let app: string

beforeAll(async () => {
  app = await installConsumer('vite-react', inject('tarballs'))
})
afterAll(() => rm(app, { recursive: true, force: true }))

describe('the packed declarations', () => {
  test.each(
    Object.entries(compilers).flatMap(([name, compiler]) =>
      (['bundler', 'nodenext'] as const).map((resolution) => ({ name, compiler, resolution })),
    ),
  )('compile with $name, module resolution $resolution', async ({ compiler, resolution }) => {
    const config = join(app, `tsconfig.${resolution}.json`)
    writeFileSync(
      config,
      JSON.stringify({
        extends: './tsconfig.json',
        compilerOptions: {
          module: resolution === 'bundler' ? 'esnext' : 'nodenext',
          moduleResolution: resolution,
        },
        include: ['src'],
      }),
    )
    await expect(run(compiler, ['-p', config, '--pretty', 'false'], { cwd: app })).resolves.toBe('')
  })
})

describe('Node without a bundler', () => {
  const imports = `
    const { createCubeClient } = await import('@cubekit/core')
    const { createEmulator } = await import('@cubekit/emulator')
    const { startEmulator } = await import('@cubekit/emulator/node')
    await import('@cubekit/react')
    await import('@cubekit/ui')
    console.log([createCubeClient, createEmulator, startEmulator].map((made) => typeof made).join())`

  test.each(nodes())('%s imports every package', async (_, node) => {
    const printed = run(node, ['--input-type=module', '--eval', imports], { cwd: app })
    await expect(printed).resolves.toBe('function,function,function\n')
  })
})

test('the README’s 60-second start compiles as it is written', async () => {
  const files = filesOfReadme()
  expect(Object.keys(files)).toEqual(['src/cube.ts', 'src/App.tsx'])
  const folder = join(app, 'readme')
  mkdirSync(join(folder, 'src'), { recursive: true })
  for (const [path, code] of Object.entries(files)) writeFileSync(join(folder, path), code)
  // What `npm create vite` has written before.
  copyFileSync(join(app, 'index.html'), join(folder, 'index.html'))
  writeFileSync(
    join(folder, 'src/main.tsx'),
    `import { StrictMode } from 'react'
     import { createRoot } from 'react-dom/client'
     import App from './App.tsx'

     createRoot(document.getElementById('root')!).render(<StrictMode><App /></StrictMode>)`,
  )
  const config = join(folder, 'tsconfig.json')
  writeFileSync(config, JSON.stringify({ extends: '../tsconfig.json', include: ['src'] }))
  await expect(
    run(compilers['TypeScript 7'], ['-p', config, '--pretty', 'false'], { cwd: app }),
  ).resolves.toBe('')
})

describe.each([
  ['the example', '.'],
  ['the README’s 60-second start', 'readme'],
])('%s, built', (_, folder) => {
  let site: StaticSite
  let browser: Browser

  beforeAll(async () => {
    const env = { NODE_ENV: 'production' }
    await run(join(app, 'node_modules/.bin/vite'), ['build', folder], { cwd: app, env })
    site = await serveFolder(join(app, folder, 'dist'))
    browser = await chromium.launch(inject('chromium'))
  })
  afterAll(async () => {
    await browser?.close()
    await site?.stop()
  })

  test('signs in, is still signed in after a reload, and logs out', async () => {
    const watched = await openWatchedPage(browser)
    onTestFinished(watched.close)
    const { page } = watched
    await page.goto(site.url)

    // An emulator without options has the same people everywhere.
    const [person] = createEmulator().people
    if (person === undefined) throw new Error('The emulator has no people.')
    const signIn = page.getByRole('button', { name: 'Sign in' })
    await page.getByLabel(/login or email/i).fill(person.login)
    await page.getByLabel('Password', { exact: true }).fill(person.password)
    await signIn.click()
    const greeting = page.getByRole('heading', { name: `Hello, ${person.full_name}` })
    await greeting.waitFor()

    const stored = await everythingStored(page)
    const record = stored.find(({ where }) => where.startsWith('indexedDB:cubekit/sessions/'))
    const token = /"token":"(?<token>[^"]+)"/.exec(record?.value ?? '')?.groups?.['token'] ?? ''
    expect(token).not.toBe('')
    const html = await page.content()
    for (const secret of [token, person.password]) {
      expect(html).not.toContain(secret)
      expect(watched.requests.filter((address) => address.includes(secret))).toEqual([])
      expect(watched.console.filter((line) => line.includes(secret))).toEqual([])
    }
    const holdersOf = (secret: string): string[] =>
      stored.filter(({ value }) => value.includes(secret)).map(({ where }) => where)
    expect(holdersOf(person.password)).toEqual([])
    expect(holdersOf(token)).toEqual([record?.where])

    await page.reload()
    await greeting.waitFor()

    await page.getByRole('button', { name: 'Log out' }).click()
    await signIn.waitFor()
    // The form shows at once; that nobody is signed in any more is written a moment later.
    const keepsToken = async (): Promise<boolean> =>
      (await everythingStored(page)).some(({ value }) => value.includes(token))
    await expect.poll(keepsToken).toBe(false)
    await page.reload()
    await signIn.waitFor()
    expect(watched.complaints).toEqual([])
  })
})

/** The Node that runs the tests, and the one installed on this machine if it is another. */
function nodes(): (readonly [version: string, path: string])[] {
  const installed = (process.env['PATH'] ?? '')
    .split(delimiter)
    .map((folder) => join(folder, 'node'))
    .find((path) => !path.includes('node_modules') && existsSync(path))
  const own = [`Node ${process.versions.node}`, process.execPath] as const
  return installed === undefined ? [own] : [own, ['The Node of this machine', installed]]
}
