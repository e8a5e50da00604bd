import { chromium } from 'playwright'
import type { Browser } from 'playwright'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { mkdirSync, writeFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { run } from '../scripts/run.ts'
import { installProject } from './support/consumer.ts'
import { serveFolder } from './support/staticSite.ts'

// Avatars are drawn in a worker where the bundler brings it along and the page allows it, and in the page elsewhere.

const page = `
  import { encodeAvatar, previewImage } from '@cubekit/core'
  globalThis.draw = async () => {
    const canvas = document.createElement('canvas')
    canvas.width = 300
    canvas.height = 200
    canvas.getContext('2d').fillRect(0, 0, 300, 200)
    const photo = await new Promise((resolve) => canvas.toBlob(resolve))
    const before = drawing.inPage
    const { blob, width, height } = await encodeAvatar(photo)
    await previewImage(photo)
    return { type: blob.type, width, height, inPage: drawing.inPage > before, inWorker: drawing.inWorker > 0 }
  }`

const webpackScript = `
  import webpack from 'webpack'
  const [path] = process.argv.slice(2)
  const settings = { mode: 'production', entry: './page.js', output: { path, filename: 'page.js' } }
  webpack(settings, (error, stats) => {
    console.log(String(error ?? stats))
    process.exitCode = error || stats.hasErrors() ? 1 : 0
  })`

const html =
  '<!doctype html><html lang="en"><title>Page</title><script type="module" src="./page.js"></script>'

let folder: string
let browser: Browser

beforeAll(async () => {
  browser = await chromium.launch(inject('chromium'))
  folder = await installProject(
    {
      dependencies: {
        '@cubekit/core': 'workspace:*',
        esbuild: '0.28.2',
        rolldown: 'catalog:',
        vite: 'catalog:',
        webpack: '5.112.2',
      },
      files: { 'page.js': page, 'index.html': html, 'webpack.mjs': webpackScript },
    },
    inject('tarballs'),
  )
})
afterAll(async () => {
  await browser.close()
  await rm(folder, { recursive: true, force: true })
})

const bin = (name: string): string => join(folder, 'node_modules/.bin', name)
const inFolder = (command: string, args: string[]): Promise<string> => run(command, args, { cwd: folder })

const bundlers: Readonly<Record<string, (out: string) => Promise<string>>> = {
  Vite: (out) => inFolder(bin('vite'), ['build', '--base', './', '--outDir', out]),
  'webpack 5': (out) => inFolder('node', ['webpack.mjs', out]),
  esbuild: (out) =>
    inFolder(bin('esbuild'), ['page.js', '--bundle', '--format=esm', '--splitting', `--outdir=${out}`]),
  rolldown: (out) =>
    inFolder(bin('rolldown'), ['page.js', '--platform', 'browser', '--format', 'esm', '--dir', out]),
}

/**
 * What a page with such a policy draws, where, and what the console said meanwhile.
 *
 * @param at - An address of another origin at which the page is, while its scripts stay where they are.
 */
async function visit(
  url: string,
  policy: string,
  at = url,
): Promise<{ drawn: unknown; complaints: readonly string[] }> {
  const context = await browser.newContext()
  const tab = await context.newPage()
  const complaints: string[] = []
  tab.on('console', (message) => void complaints.push(message.text()))
  tab.on('pageerror', ({ message }) => void complaints.push(message))
  await tab.addInitScript(watchDrawing)
  await tab.route('**/*', async (route) => {
    const isPage = route.request().url() === at
    const response = await route.fetch(isPage ? { url } : {})
    const headers = {
      ...response.headers(),
      'access-control-allow-origin': '*',
      ...(policy !== '' && { 'content-security-policy': policy }),
    }
    const body = isPage ? `<base href="${url}">${await response.text()}` : await response.body()
    await route.fulfill({ response, headers, body })
  })
  await tab.goto(at)
  const drawn = await tab.evaluate(() => window.draw())
  await context.close()
  return { drawn, complaints }
}

const ours = "default-src 'none'; script-src 'self'"
const avatar = { type: 'image/jpeg', width: 200, height: 200 }
const byWorkers = { ...avatar, inPage: false, inWorker: true }
const byPage = { ...avatar, inPage: true, inWorker: false }

describe.each(Object.entries(bundlers))('%s', (name, build) => {
  const brings = name === 'Vite' || name === 'webpack 5'
  const sites: { url: string; stop(): Promise<void> }[] = []
  beforeAll(async () => {
    const out = join(folder, 'out', name.replaceAll(/\W+/g, '-'))
    mkdirSync(out, { recursive: true })
    await build(out)
    if (name !== 'Vite') writeFileSync(join(out, 'index.html'), html)
    sites.push(await serveFolder(out))
  })
  afterAll(() => sites[0]?.stop())

  test.each(['', `${ours}; worker-src 'self'`])('policy “%s”', async (policy) => {
    const { drawn, complaints } = await visit(sites[0]?.url ?? '', policy)
    expect(drawn).toEqual(brings ? byWorkers : byPage)
    expect(complaints).toEqual([])
  })

  test('no worker allowed: the page draws, and the browser complains once', async () => {
    const { drawn, complaints } = await visit(sites[0]?.url ?? '', `${ours}; worker-src 'none'`)
    expect(drawn).toEqual(byPage)
    expect(complaints).toEqual([expect.stringContaining("worker-src 'none'")])
  })

  test('scripts from another origin than the page, of which it may not make workers: the page draws', async () => {
    const { drawn, complaints } = await visit(sites[0]?.url ?? '', '', 'http://page.localhost/')
    expect(drawn).toEqual(byPage)
    expect(complaints).toEqual([])
  })

  // webpack's own loader of chunks wants a policy of its own.
  test.skipIf(name === 'webpack 5')(
    'Trusted Types: the page draws, and the browser complains once',
    async () => {
      const policy = `${ours}; worker-src 'self'; require-trusted-types-for 'script'`
      const { drawn, complaints } = await visit(sites[0]?.url ?? '', policy)
      expect(drawn).toEqual(byPage)
      expect(complaints).toEqual([expect.stringContaining('TrustedScriptURL')])
    },
  )
})

declare global {
  interface Window {
    draw(): Promise<unknown>
    drawing: { inPage: number; inWorker: number }
  }
}

/** Runs in the page before its own scripts. */
function watchDrawing(): void {
  window.drawing = { inPage: 0, inWorker: 0 }
  const { toBlob } = HTMLCanvasElement.prototype
  HTMLCanvasElement.prototype.toBlob = function (...given) {
    window.drawing.inPage++
    toBlob.apply(this, given)
  }
  const { postMessage } = Worker.prototype
  Worker.prototype.postMessage = function (message: unknown) {
    this.addEventListener('message', () => void window.drawing.inWorker++)
    postMessage.call(this, message)
  }
}
