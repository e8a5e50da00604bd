import { createHash } from 'node:crypto'
import { existsSync, mkdtempSync, readFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { chromium } from 'playwright'
import { afterAll, beforeAll, describe, expect, inject, onTestFinished, test } from 'vitest'
import { root } from '../scripts/root.ts'
import { pnpm, run } from '../scripts/run.ts'
import { filesIn, isClientModule, unpack } from './support/tarball.ts'

const tarballs = inject('tarballs')

test('row 105: packing twice gives the same bytes, so that what is published can be checked', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'cubekit-packed-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  for (const [name, tarball] of Object.entries(tarballs)) {
    const again = join(folder, basename(tarball))
    await pnpm(['pack', '--out', again], { cwd: join(root, 'packages', name.replace('@cubekit/', '')) })
    expect(hashOf(again)).toBe(hashOf(tarball))
  }
})

const hashOf = (file: string): string => createHash('sha256').update(readFileSync(file)).digest('hex')

test('all five packages are packed', () => {
  expect(Object.keys(tarballs).sort()).toEqual([
    '@cubekit/core',
    '@cubekit/emulator',
    '@cubekit/firebase',
    '@cubekit/react',
    '@cubekit/ui',
  ])
})

describe.each(Object.entries(tarballs))('the tarball of %s', (name, tarball) => {
  let folder: string
  let files: string[]
  const source = join(root, 'packages', name.replace('@cubekit/', ''), 'src')

  beforeAll(async () => {
    folder = await unpack(tarball)
    files = filesIn(folder)
  })
  afterAll(() => rm(dirname(folder), { recursive: true, force: true }))

  test('holds a README, the licence and built files, and nothing else', () => {
    const needed = ['LICENSE', 'README.md', 'package.json', 'dist/index.js', 'dist/index.d.ts']
    expect(needed.filter((file) => !files.includes(file))).toEqual([])
    const strangers = files.filter(
      (file) =>
        !['LICENSE', 'README.md', 'CHANGELOG.md', 'package.json', 'dist/styles.css'].includes(file) &&
        !/^dist\/(?:.+\.(?:js|js\.map|d\.ts)|themes\/\w+\.css)$/.test(file),
    )
    expect(strangers).toEqual([])
    expect(files.filter((file) => /\.test(?:-d)?\.|tsbuildinfo/.test(file))).toEqual([])
  })

  test('points at files that exist, and nowhere into the repository', () => {
    const manifest = readFileSync(join(folder, 'package.json'), 'utf8')
    expect(manifest).not.toMatch(/workspace:|catalog:|@cubekit\/source|\.\/src\//)
    const targets = [...manifest.matchAll(/:\s*"(?<target>\.\/[^"]+)"/g)].map(
      ({ groups }) => groups?.['target'] ?? '',
    )
    expect(targets.filter((target) => !existsSync(join(folder, target)))).toEqual([])
  })

  test('keeps "use client" as the first statement of each module that has it', () => {
    const marked = (path: string, extension: RegExp): string[] =>
      filesIn(path)
        .filter((file) => extension.test(file) && !/\.(?:test|test-d|d)\.tsx?$/.test(file))
        .filter((file) => isClientModule(join(path, file)))
        .map((file) => file.replace(extension, ''))
    expect(marked(join(folder, 'dist'), /\.js$/)).toEqual(marked(source, /\.tsx?$/))
  })

  test('satisfies publint', async () => {
    await expect(run('publint', ['run', tarball, '--strict'])).resolves.toContain('All good')
  })

  test('has types that resolve (are the types wrong, ESM only)', async () => {
    await expect(
      run('attw', [
        tarball,
        '--profile',
        'esm-only',
        '--exclude-entrypoints',
        './styles.css',
        ...['graphite', 'coral', 'evergreen', 'shadcn'].map((theme) => `./themes/${theme}.css`),
        '--no-emoji',
        '--no-color',
      ]),
    ).resolves.toContain('OK (ESM)')
  })
})

test('the stylesheet follows the direction of the page, whatever its language', async () => {
  const folder = await unpack(tarballs['@cubekit/ui'] ?? '')
  onTestFinished(() => rm(dirname(folder), { recursive: true, force: true }))
  const browser = await chromium.launch(inject('chromium'))
  onTestFinished(() => browser.close())
  const page = await browser.newPage()
  await page.setContent('<html lang="en"><body class="cube-themed"><i class="cube-avatar"></i></body></html>')
  await page.addStyleTag({ content: readFileSync(join(folder, 'dist/styles.css'), 'utf8') })
  const corners = await page.evaluate(() =>
    ['ltr', 'rtl'].map((dir) => {
      document.documentElement.dir = dir
      const avatar = document.querySelector('.cube-avatar') ?? document.body
      return getComputedStyle(avatar).getPropertyValue('--_corner')
    }),
  )
  expect(corners).toEqual(['', '12.5%'])
})
