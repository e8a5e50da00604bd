import { existsSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { pathToFileURL } from 'node:url'
import { gzipSync } from 'node:zlib'
import { rolldown } from 'rolldown'
import type { OutputChunk } from 'rolldown'
import { buildSteps } from './build.ts'
import { root } from './root.ts'
import { runSteps, StepError } from './steps.ts'
import type { Step } from './steps.ts'

/** What an app imports for one purpose, and how much it may cost. Sizes are minified and gzipped bytes. */
interface UseCase {
  name: string
  entry: string
  /** Packages whose bytes are not counted, because the app has them anyway. */
  without?: readonly string[]
  /** Packages that must not be in the bundle at all. */
  free?: readonly string[]
  /** More than this fails. */
  budget: number
  /** What we want to reach, and then hold. */
  goal: number
  /** What its code that is loaded on demand is for. */
  later?: string
}

const react = ['react', 'react-dom']

const wholeSignIn = (signer: string): string => `
  export { createCubeClient, ${signer} } from '@cubekit/core'
  export { CubeProvider, SignedIn, SignedOut, useCurrentUser, useLogout } from '@cubekit/react'
  export { LoginForm } from '@cubekit/ui/login-form'`

const useCases: readonly UseCase[] = [
  {
    name: 'core: client, login, sessions, tabs, renewal',
    entry: `export { createCubeClient, login, logout, unsigned } from '@cubekit/core'`,
    budget: 12_500,
    goal: 4_000,
  },
  {
    name: '  the same, signing on this machine',
    entry: `export { createCubeClient, localSigner, login, logout } from '@cubekit/core'`,
    budget: 13_100,
    goal: 4_000,
  },
  {
    name: 'session hooks and gates, with core',
    entry: `
      export { createCubeClient, remoteSigner } from '@cubekit/core'
      export { CubeProvider, useSession, useCurrentUser, SignedIn, SignedOut, SessionPending } from '@cubekit/react'`,
    without: react,
    free: ['@tanstack'],
    budget: 13_800,
    goal: 5_000,
  },
  {
    name: 'all of react, beyond core and TanStack Query',
    entry: `export * from '@cubekit/react'`,
    without: [...react, '@tanstack/react-query', '@cubekit/core'],
    budget: 7_000,
    goal: 3_000,
  },
  {
    name: 'LoginForm, its own code',
    entry: `export { LoginForm } from '@cubekit/ui/login-form'`,
    without: [...react, '@tanstack/react-query', '@cubekit/core', '@cubekit/react'],
    budget: 5_000,
    goal: 3_000,
  },
  {
    name: 'LoginForm and GuestForm, their own code',
    entry: `
      export { LoginForm } from '@cubekit/ui/login-form'
      export { GuestForm } from '@cubekit/ui/guest-form'`,
    without: [...react, '@tanstack/react-query', '@cubekit/core', '@cubekit/react'],
    budget: 5_500,
    goal: 3_000,
  },
  {
    name: 'LoginForm and ReauthDialog, their own code',
    entry: `
      export { LoginForm } from '@cubekit/ui/login-form'
      export { ReauthDialog } from '@cubekit/ui/reauth-dialog'`,
    without: [...react, '@tanstack/react-query', '@cubekit/core', '@cubekit/react'],
    budget: 5_800,
    goal: 4_000,
  },
  {
    name: 'a whole sign-in: provider, LoginForm, core',
    entry: wholeSignIn('unsigned'),
    without: [...react, '@tanstack/react-query'],
    budget: 18_000,
    goal: 7_500,
  },
  {
    name: '  the same, with a signer on your server',
    entry: wholeSignIn('remoteSigner'),
    without: [...react, '@tanstack/react-query'],
    budget: 18_600,
    goal: 7_500,
  },
  {
    name: 'AuthPanel with all ways but Firebase, provider, core',
    entry: `
      export { createCubeClient, unsigned } from '@cubekit/core'
      export { CubeProvider, SignedIn, SignedOut, useCurrentUser, useLogout } from '@cubekit/react'
      export { AuthPanel } from '@cubekit/ui/auth-panel'`,
    without: [...react, '@tanstack/react-query'],
    budget: 30_000,
    goal: 20_000,
    later: 'the strength of a password, and phone numbers',
  },
  {
    name: '@cubekit/firebase, beyond core and firebase',
    entry: `export * from '@cubekit/firebase'`,
    without: ['@cubekit/core', 'firebase'],
    budget: 4_000,
    goal: 3_000,
  },
  {
    name: 'UserPicker, its own code',
    entry: `export { UserPicker } from '@cubekit/ui/user-picker'`,
    without: [...react, '@tanstack/react-query', '@cubekit/core', '@cubekit/react'],
    budget: 11_800,
    goal: 6_000,
    later: 'addresses of pictures',
  },
  {
    name: 'a whole picker: provider, UserPicker, core',
    entry: `
      export { createCubeClient, unsigned } from '@cubekit/core'
      export { CubeProvider } from '@cubekit/react'
      export { UserPicker } from '@cubekit/ui/user-picker'`,
    without: [...react, '@tanstack/react-query'],
    budget: 34_300,
    goal: 45_000,
    later: 'addresses of pictures, and signing where WebCrypto is missing',
  },
  {
    name: 'UserList, UserCard and OnlineUsers, their own code',
    entry: `
      export { UserList } from '@cubekit/ui/user-list'
      export { UserCard } from '@cubekit/ui/user-card'
      export { OnlineUsers } from '@cubekit/ui/online-users'`,
    without: [...react, '@tanstack/react-query', '@cubekit/core', '@cubekit/react'],
    budget: 9_000,
    goal: 6_000,
    later: 'addresses of pictures',
  },
  {
    name: 'AvatarUpload, its own code before a picture is picked',
    entry: `export { AvatarUpload } from '@cubekit/ui/avatar-upload'`,
    without: [...react, '@tanstack/react-query', '@cubekit/core', '@cubekit/react'],
    budget: 6_000,
    goal: 6_000,
    later: 'cropping and the camera',
  },
  {
    name: '  the same with provider and core',
    entry: `
      export { createCubeClient, unsigned } from '@cubekit/core'
      export { CubeProvider } from '@cubekit/react'
      export { AvatarUpload } from '@cubekit/ui/avatar-upload'`,
    without: [...react, '@tanstack/react-query'],
    budget: 26_700,
    goal: 20_000,
    later: 'cropping, the camera, images, and the upload itself',
  },
  ...['ar', 'de', 'es', 'fr', 'he', 'ja', 'pt', 'uk', 'zh'].map((locale) => ({
    name: `messages in ${locale}`,
    entry: `export { ${locale} } from '@cubekit/ui/messages/${locale}'`,
    budget: 3_000,
    goal: 3_000,
  })),
  ...['ar', 'de', 'es', 'fr', 'he', 'ja', 'pt', 'uk', 'zh'].map((locale) => ({
    name: `messages about users in ${locale}`,
    entry: `export { ${locale}Users } from '@cubekit/ui/messages/users/${locale}'`,
    budget: 3_000,
    goal: 1_500,
  })),
]

const stylesheet = { name: 'styles.css', file: 'packages/ui/dist/styles.css', budget: 8_000, goal: 2_000 }

/** With `--modules` each use case is followed by its largest modules, as bytes before minification. */
const showModules = process.argv.includes('--modules')

/** A line of the table. Code loaded later, on demand, has neither budget nor goal. */
interface Row {
  name: string
  bytes: number
  budget?: number
  goal?: number
}

const gzipped = (code: string | Buffer): number => gzipSync(code, { level: 9 }).byteLength

async function measure({
  name,
  entry,
  without = [],
  free = [],
  budget,
  goal,
  later: purpose = 'only where WebCrypto is missing',
}: UseCase): Promise<Row[]> {
  const id = 'size-entry.js'
  const bundle = await rolldown({
    input: id,
    cwd: root,
    logLevel: 'silent',
    platform: 'browser',
    external: (specifier) =>
      without.some((given) => specifier === given || specifier.startsWith(`${given}/`)),
    transform: { define: { 'process.env.NODE_ENV': '"production"' } },
    plugins: [
      {
        name: 'size-entry',
        resolveId: (specifier) => (specifier === id ? join(root, id) : null),
        load: (file) => (file === join(root, id) ? entry : null),
      },
    ],
  })
  const { output } = await bundle.generate({ format: 'esm', minify: true })
  await bundle.close()
  const chunks = output.filter((file): file is OutputChunk => file.type === 'chunk')
  const stranger = chunks
    .flatMap((chunk) => chunk.moduleIds)
    .find((file) => free.some((banned) => file.includes(`/node_modules/${banned}/`)))
  if (stranger !== undefined)
    throw new StepError(`“${name}” must be free of ${free.join(', ')}, but bundles ${stranger}`)
  const atOnce = reachable(chunks)
  const later = chunks.filter((chunk) => !atOnce.has(chunk.fileName))
  return [
    { name, bytes: total(chunks.filter((chunk) => atOnce.has(chunk.fileName))), budget, goal },
    ...(showModules ? largestModules(chunks.filter((chunk) => atOnce.has(chunk.fileName))) : []),
    ...(later.length > 0 ? [{ name: `  and later, ${purpose}`, bytes: total(later) }] : []),
  ]
}

function largestModules(chunks: readonly OutputChunk[]): Row[] {
  return chunks
    .flatMap((chunk) => Object.entries(chunk.modules))
    .map(([file, { renderedLength }]) => ({
      name: `    ${relative(root, file).replace(/.*node_modules\//, '')}`,
      bytes: renderedLength,
    }))
    .sort((a, b) => b.bytes - a.bytes)
    .slice(0, 25)
}

/** The chunks a page loads before it runs: the entry and what it imports statically. */
function reachable(chunks: readonly OutputChunk[]): Set<string> {
  const seen = new Set(chunks.filter((chunk) => chunk.isEntry).map((chunk) => chunk.fileName))
  for (const fileName of seen) {
    for (const imported of chunks.find((chunk) => chunk.fileName === fileName)?.imports ?? [])
      seen.add(imported)
  }
  return seen
}

function total(chunks: readonly OutputChunk[]): number {
  return chunks.reduce((sum, chunk) => sum + gzipped(chunk.code), 0)
}

async function measureAll(): Promise<string> {
  const file = join(root, stylesheet.file)
  if (!existsSync(file))
    throw new StepError('Sizes are measured on the built packages: run `pnpm build` first.')
  const rows = (await Promise.all(useCases.map(measure))).flat()
  rows.push({ ...stylesheet, bytes: gzipped(readFileSync(file)) })
  console.log(table(rows))
  const over = rows.filter(({ bytes, budget = Infinity }) => bytes > budget)
  if (over.length > 0) throw new StepError(`Over budget: ${over.map(({ name }) => name).join('; ')}`)
  return ''
}

function table(rows: readonly Row[]): string {
  const count = (bytes: number | undefined): string =>
    bytes === undefined ? '' : bytes.toLocaleString('en-US')
  const verdict = ({ bytes, budget = Infinity, goal = Infinity }: Row): string =>
    bytes > budget ? 'OVER BUDGET' : bytes > goal ? '' : goal === Infinity ? '' : 'goal reached'
  const lines = [
    ['use case', 'bytes', 'budget', 'goal', ''],
    ...rows.map((row) => [row.name, count(row.bytes), count(row.budget), count(row.goal), verdict(row)]),
  ]
  const widths = [0, 1, 2, 3, 4].map((column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)))
  return lines
    .map((line) =>
      line
        .map((cell, column) =>
          column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
        )
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

/** Minified and gzipped bytes per use case, against a budget. Needs the built packages. */
export const sizeSteps: readonly Step[] = [{ name: 'sizes, minified and gzipped', run: measureAll }]

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const failed = await runSteps('size', [...buildSteps, ...sizeSteps], { stopAtFailure: true })
  process.exitCode = failed.length > 0 ? 1 : 0
}
