import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { delimiter, dirname, join } from 'node:path'
import { chromium } from 'playwright'
import { root } from './root.ts'

/** What Playwright's `launch` needs to start a Chromium found on this machine. */
export interface ChromiumLaunch {
  executablePath: string
  args: string[]
  env: Record<string, string>
}

const namesOnPath = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome']

const macApplications = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
]

/**
 * Finds a Chromium: `CHROMIUM_PATH`, then the PATH, then macOS applications, then Playwright's own
 * download, then the one that npm brings (`@sparticuz/chromium`, Linux on x64), and elsewhere lets Playwright
 * download one.
 *
 * Call it once per run and hand the result on: the last ways unpack or download 210 MB the first time.
 */
export function findChromium(): ChromiumLaunch {
  const found = fromEnvironment() ?? fromPath() ?? fromMac() ?? fromPlaywright()
  if (found !== undefined) return launch(found)
  const packed = fromPackage()
  if (packed !== undefined) return packed
  const downloaded = fromDownload()
  if (downloaded !== undefined) return launch(downloaded)
  throw new Error(
    'No Chromium found, and none could be downloaded. Install one (on Debian and Ubuntu: ' +
      '`apt-get install -y chromium`; elsewhere Chrome will do) or set CHROMIUM_PATH to one.',
  )
}

function launch(executablePath: string, env: Record<string, string> = {}): ChromiumLaunch {
  const inherited = Object.entries(process.env).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as const],
  )
  return {
    executablePath,
    // Containers run as root and with a small /dev/shm; Chromium refuses the one and crashes on the other.
    args: ['--no-sandbox', '--disable-dev-shm-usage'],
    env: { ...Object.fromEntries(inherited), ...env },
  }
}

function fromEnvironment(): string | undefined {
  const path = process.env['CHROMIUM_PATH']
  if (path === undefined || path === '') return undefined
  if (!existsSync(path)) throw new Error(`CHROMIUM_PATH names a file that does not exist: ${path}`)
  return path
}

function fromPath(): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '')
  return namesOnPath.flatMap((name) => folders.map((folder) => join(folder, name))).find(existsSync)
}

function fromMac(): string | undefined {
  return process.platform === 'darwin' ? macApplications.find(existsSync) : undefined
}

function fromPlaywright(): string | undefined {
  const path = chromium.executablePath()
  return existsSync(path) ? path : undefined
}

function fromDownload(): string | undefined {
  console.log('No Chromium on this machine: Playwright downloads one.')
  try {
    const playwright = join(dirname(createRequire(import.meta.url).resolve('playwright')), 'cli.js')
    execFileSync(process.execPath, [playwright, 'install', 'chromium'], {
      stdio: ['ignore', 'inherit', 'inherit'],
    })
  } catch {
    return undefined
  }
  return fromPlaywright()
}

function fromPackage(): ChromiumLaunch | undefined {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined
  const entry = resolvePackage('@sparticuz/chromium')
  if (entry === undefined) return undefined
  const { version } = JSON.parse(readFileSync(join(dirname(entry), '..', 'package.json'), 'utf8')) as {
    version: string
  }
  const folder = join(root, '.cache', `chromium-${version}`)
  if (!existsSync(folder)) unpack(folder)
  // The package carries the system libraries and a font that a bare Linux lacks.
  return launch(join(folder, 'chromium'), {
    LD_LIBRARY_PATH: [join(folder, 'al2023', 'lib'), process.env['LD_LIBRARY_PATH']]
      .filter(Boolean)
      .join(delimiter),
    FONTCONFIG_FILE: join(folder, 'fonts.conf'),
  })
}

function resolvePackage(name: string): string | undefined {
  try {
    return createRequire(import.meta.url).resolve(name)
  } catch {
    return undefined
  }
}

/** Unpacks beside the final folder and renames, so that processes starting together never see half a browser. */
function unpack(folder: string): void {
  mkdirSync(dirname(folder), { recursive: true })
  const staging = mkdtempSync(`${folder}-`)
  execFileSync(
    process.execPath,
    ['--input-type=module', '--eval', "await (await import('@sparticuz/chromium')).default.executablePath()"],
    {
      cwd: root,
      // The package unpacks into the temp folder, and brings its libraries only if it believes to be on AWS.
      env: { ...process.env, TMPDIR: staging, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x' },
      stdio: ['ignore', 'ignore', 'inherit'],
    },
  )
  writeFileSync(join(staging, 'fonts.conf'), fontsConfiguration(folder))
  try {
    renameSync(staging, folder)
  } catch (error) {
    rmSync(staging, { recursive: true, force: true })
    if (!existsSync(folder)) throw error
  }
}

function fontsConfiguration(folder: string): string {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <dir>${folder}/fonts</dir>
  <cachedir>${folder}/fonts-cache</cachedir>
</fontconfig>
`
}
