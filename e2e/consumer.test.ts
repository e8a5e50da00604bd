import { chromium } from 'playwright'
import type { Browser } from 'playwright'
import { afterAll, beforeAll, describe, expect, inject, onTestFinished, test } from 'vitest'
import { existsSync, writeFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import { root } from '../scripts/root.ts'
import { run } from '../scripts/run.ts'
import { installConsumer } from './support/consumer.ts'
import { everythingStored } from './support/everythingStored.ts'
import { serveFolder } from './support/staticSite.ts'
import type { StaticSite } from './support/staticSite.ts'
import { openWatchedPage } from './support/watchedPage.ts'

let app: string

beforeAll(async () => {
  app = await installConsumer('vite-react', inject('tarballs'))
})
afterAll(() => rm(app, { recursive: true, force: true }))

describe('the packed declarations', () => {
  const compilers = {
    'TypeScript 7': join(root, 'node_modules/.bin/tsc'),
    'TypeScript 5.9': join(root, 'internal/typescript-5/node_modules/.bin/tsc'),
  }

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

describe('the built app', () => {
  let site: StaticSite
  let browser: Browser

  beforeAll(async () => {
    await run(join(app, 'node_modules/.bin/vite'), ['build'], { cwd: app, env: { NODE_ENV: 'production' } })
    site = await serveFolder(join(app, 'dist'))
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

    const hint = page.getByText('Try')
    await hint.waitFor()
    const [login = '', password = ''] = await hint.getByRole('code').allTextContents()
    await page.getByLabel(/login or email/i).fill(login)
    await page.getByLabel('Password', { exact: true }).fill(password)
    await page.getByRole('button', { name: 'Sign in' }).click()
    const greeting = page.getByRole('heading', { name: /^Hello, ./ })
    await greeting.waitFor()
    const name = await greeting.textContent()

    const stored = await everythingStored(page)
    const record = stored.find(({ where }) => where.startsWith('indexedDB:cubekit/sessions/'))
    const token = /"token":"(?<token>[^"]+)"/.exec(record?.value ?? '')?.groups?.['token'] ?? ''
    expect(token).not.toBe('')
    const html = await page.content()
    for (const secret of [token, password]) {
      expect(html).not.toContain(secret)
      expect(watched.requests.filter((address) => address.includes(secret))).toEqual([])
      expect(watched.console.filter((line) => line.includes(secret))).toEqual([])
    }
    const holdersOf = (secret: string): string[] =>
      stored.filter(({ value }) => value.includes(secret)).map(({ where }) => where)
    expect(holdersOf(password)).toEqual([])
    expect(holdersOf(token)).toEqual([record?.where])

    await page.reload()
    await greeting.waitFor()
    expect(await greeting.textContent()).toBe(name)

    await page.getByRole('button', { name: 'Log out' }).click()
    await page.getByRole('button', { name: 'Sign in' }).waitFor()
    await page.reload()
    await page.getByRole('button', { name: 'Sign in' }).waitFor()
    expect((await everythingStored(page)).filter(({ value }) => value.includes(token))).toEqual([])
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
