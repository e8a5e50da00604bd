import { createEmulator } from '@cubekit/emulator'
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from 'playwright'
import { expect, inject, onTestFinished, test } from 'vitest'
import { root } from '../scripts/root.ts'
import { serveFolder } from './support/staticSite.ts'
import { openWatchedPage } from './support/watchedPage.ts'

const signIn = async ([login, password]: string[]): Promise<unknown> => {
  const response = await fetch('https://api.cubekit.test/session', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({
      application_id: 1,
      auth_key: 'emulator-auth-key',
      user: { login, password },
    }),
  })
  return response.json()
}

test('the built service worker answers a page without any build, and remembers after a reload', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'cubekit-worker-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  cpSync(join(root, 'packages/emulator/dist/emulator-worker.js'), join(folder, 'emulator-worker.js'))
  writeFileSync(join(folder, 'index.html'), '<!doctype html><html lang="en"><title>A page</title></html>')
  const site = await serveFolder(folder)
  onTestFinished(() => site.stop())
  const browser = await chromium.launch(inject('chromium'))
  onTestFinished(() => browser.close())
  const { page, complaints } = await openWatchedPage(browser)
  await page.goto(`${site.url}index.html`)
  await page.evaluate(async () => {
    await navigator.serviceWorker.register('emulator-worker.js')
    await navigator.serviceWorker.ready
  })
  await page.reload()

  const [person] = createEmulator().people
  const { session } = (await page.evaluate(signIn, [person!.login, person!.password])) as {
    session: { token: string; user: { id: number } }
  }
  expect(session.user.id).toBe(person!.id)
  await page.reload()
  const status = await page.evaluate(async (token) => {
    const response = await fetch('https://api.cubekit.test/session', { headers: { 'CB-Token': token } })
    return response.status
  }, session.token)
  expect(status).toBe(200)
  expect(complaints).toEqual([])
})
