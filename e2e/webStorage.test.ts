import { mkdtempSync, writeFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from 'playwright'
import type { Browser, Page } from 'playwright'
import { rolldown } from 'rolldown'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { root } from '../scripts/root.ts'
import { serveFolder } from './support/staticSite.ts'
import type { StaticSite } from './support/staticSite.ts'

// localStorage is shared by processes that see each other's writes a little late: a lock alone is not enough.

const tabs = 4
const updatesPerTab = 250

let browser: Browser
let site: StaticSite
let folder: string

beforeAll(async () => {
  browser = await chromium.launch(inject('chromium'))
  folder = mkdtempSync(join(tmpdir(), 'cubekit-web-storage-'))
  const bundle = await rolldown({
    input: join(root, 'packages/core/src/session/stores/webStorage.ts'),
    logLevel: 'silent',
  })
  await bundle.write({ dir: folder, format: 'esm', entryFileNames: 'storage.js' })
  await bundle.close()
  writeFileSync(
    join(folder, 'index.html'),
    `<!doctype html><title>Web storage</title><button>begin</button><output></output><script type="module">
    import { webStorage } from './storage.js'
    document.querySelector('button').onclick = async () => {
      const storage = webStorage('local')
      for (let update = 0; update < ${updatesPerTab}; update++) {
        await storage.update('n', (n) => Number(n ?? 0) + 1)
      }
      document.querySelector('output').textContent = 'done, and it is ' + await storage.read('n')
    }
    </script>`,
  )
  site = await serveFolder(folder)
})
afterAll(async () => {
  await browser?.close()
  await site?.stop()
  await rm(folder, { recursive: true, force: true })
})

test(`${tabs} tabs with ${updatesPerTab} updates of localStorage each lose none`, async () => {
  const context = await browser.newContext()
  const open = async (): Promise<Page> => {
    const page = await context.newPage()
    await page.goto(site.url)
    return page
  }
  const pages = await Promise.all(Array.from({ length: tabs }, open))
  await Promise.all(
    pages.map(async (page) => {
      await page.getByRole('button').click()
      await page.getByText('done').waitFor()
    }),
  )
  const counts = await Promise.all(
    pages.map(async (page) => Number((await page.getByText('done').textContent())?.replace(/\D+/, ''))),
  )
  expect(Math.max(...counts)).toBe(tabs * updatesPerTab)
  await context.close()
})
