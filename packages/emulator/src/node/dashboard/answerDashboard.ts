import { readFile } from 'node:fs/promises'
import * as nodeModule from 'node:module'
import { page } from './page.ts'
import { style } from './style.ts'

const HEADERS = {
  'Cache-Control': 'no-store',
  'Content-Security-Policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "connect-src 'self'",
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; '),
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
}

const SCRIPTS = new Set(['main', 'controls', 'elements', 'faultChoices', 'rows'])
const FOLDER = '/__emulator/dashboard/'

/** Answers what belongs to the dashboard; `null` for all else. None of it is secret. */
export async function answerDashboard(method: string, path: string): Promise<Response | null> {
  if (method !== 'GET' && method !== 'HEAD') return null
  if (path === '/') return respond('text/html', page)
  if (!path.startsWith(FOLDER)) return null
  const file = path.slice(FOLDER.length)
  if (file === 'style.css') return respond('text/css', style)
  const [, script] = /^(\w+)\.[jt]s$/.exec(file) ?? []
  if (script === undefined || !SCRIPTS.has(script)) return null
  return respond('text/javascript', await readScript(script))
}

function respond(type: string, body: string): Response {
  return new Response(body, { headers: { ...HEADERS, 'Content-Type': `${type}; charset=utf-8` } })
}

/** A script as a browser reads it: compiled beside this file, or from the source without its types. */
async function readScript(name: string): Promise<string> {
  if (import.meta.url.endsWith('.js')) return readFile(new URL(`./${name}.js`, import.meta.url), 'utf8')
  const source = await readFile(new URL(`./${name}.ts`, import.meta.url), 'utf8')
  return nodeModule.stripTypeScriptTypes(source)
}
