import { routes } from '../../src/routes/table.ts'
import type { Random } from './random.ts'

/** What a generated request may build on, so that it gets past the door. */
export interface Known {
  readonly authKey: string
  /** Tokens that are alive, or were. */
  readonly tokens: readonly string[]
  readonly logins: readonly string[]
  readonly passwords: readonly string[]
  readonly ids: readonly number[]
  readonly uids: readonly string[]
}

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'HEAD', 'BREW']

const NOWHERE = [
  '/',
  '/{text}',
  '/users/{text}',
  '/blobs/{text}',
  '/session/{text}',
  '/__emulator/{text}',
  '/s3/{text}',
]

const FIELDS = [
  'application_id',
  'auth_key',
  'nonce',
  'timestamp',
  'signature',
  'provider',
  'login',
  'email',
  'password',
  'old_password',
  'user',
  'keys',
  'token',
  'secret',
  'firebase_phone',
  'firebase_email',
  'project_id',
  'access_token',
  'guest',
  'full_name',
  'phone',
  'website',
  'tag_list',
  'custom_data',
  'avatar',
  'user_tags',
  'external_user_id',
  'external_id',
  'facebook_id',
  'twitter_id',
  'blob',
  'name',
  'content_type',
  'public',
  'size',
  'id',
  'limit',
  'offset',
  'page',
  'per_page',
  'sort_asc',
  'sort_desc',
  'order',
  'filter',
  'count',
  'created_at',
  'updated_at',
  'last_request_at',
  'in',
  'nin',
  'gt',
  'gte',
  'lt',
  'lte',
  'ne',
  'start_with',
  'key',
  'policy',
  'file',
  'download_url',
  'tags',
  'tag',
  'is_guest',
  'timezone',
  'X-Amz-Date',
  'X-Amz-Signature',
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'length',
  'hasOwnProperty',
  '',
]

const TEXTS = [
  '',
  ' ',
  '0',
  '1',
  '-1',
  '1e309',
  'NaN',
  'null',
  'true',
  'undefined',
  '[]',
  '{}',
  '[object Object]',
  'a@b.example',
  'facebook',
  'firebase_phone',
  'image/png',
  'desc string full_name',
  'number id in 1,2',
  '2026-01-15',
  '2026-01-15T12:00:00Z',
  '9999999999999',
  '../../etc/passwd',
  '%00',
  '%',
  '%zz',
  '\u0000',
  '\u202eabc',
  '🙂'.repeat(40),
  'é\u0301',
  '\ud800',
  '<script>alert(1)</script>',
  "' OR 1=1 --",
  '\r\nX: y',
  'a'.repeat(3),
  'a'.repeat(71),
  'a'.repeat(201),
  'a,b,c,d,e,f',
  'http://',
  'javascript:alert(1)',
  'İ',
  'ß',
]

const OPERATORS = [
  '[in][]',
  '[nin][]',
  '[gt]',
  '[gte]',
  '[lt]',
  '[lte]',
  '[ne]',
  '[start_with]',
  '[]',
  '[',
  ']',
  '[x][y]',
]

const LIKELY_QUERIES = [
  'id={id}',
  'id[in][]={id}',
  'full_name[start_with]=Alia',
  'created_at[gt]=2020-01-01',
  'limit=5&offset=1',
  'sort_asc=id',
  'user_tags[in][]=vip',
  'filter[]=number+id+gt+{id}',
  'filter[]=string+full_name+ne+x',
  'order=desc+date+created_at',
  'page=2&per_page=3',
  'login=fuzz_1',
  'email=a@b.example',
  'full_name=Alia',
  'tags=vip',
  'tags[]=vip&tags[]=a',
  'phone=1',
  'facebook_id=1',
  'count=true',
  'download_url=1',
]

/** A request that might be anything; the same for the same random numbers. */
export function generateRequest(random: Random, known: Known): Request {
  const route = random.pick(routes)
  const template = random.chance(0.93) ? route.path : random.pick(NOWHERE)
  const method = random.chance(0.9) ? route.method : random.pick(METHODS)
  const url = `https://api.cubekit.test${fillIn(random, known, template)}${query(random, known)}`
  const headers = randomHeaders(random, known)
  if (method === 'GET' || method === 'HEAD' || random.chance(0.05))
    return new Request(url, { method, headers })
  const { type, body } = randomBody(random, known, route.path)
  if (type !== null && random.chance(0.95)) headers.set('Content-Type', type)
  return new Request(url, { method, headers, body })
}

/** Fills the parameters of a pattern such as `/users/:id{[0-9]+}` in. */
function fillIn(random: Random, known: Known, template: string): string {
  const path = template.replaceAll(
    /:(\w+)(?:\{[^}]*\})?|\{(\w+)\}/g,
    (_, parameter: string | undefined, name = parameter) => {
      if (name === 'text' || random.chance(0.1)) return encodeURIComponent(text(random, known).toWellFormed())
      return name !== 'id' && known.uids.length > 0 ? random.pick(known.uids) : String(id(random, known))
    },
  )
  if (random.chance(0.03)) {
    return path + random.pick(['/', '//', '/../', '/%2e%2e/', '.json.json', ';a=b', '%ff', '%', '/.'])
  }
  return random.chance(0.3) ? `${path}.json` : path
}

function query(random: Random, known: Known): string {
  if (random.chance(0.3)) return ''
  const pairs = Array.from({ length: random.whole(4) }, () => {
    if (random.chance(0.4)) return random.pick(LIKELY_QUERIES).replace('{id}', String(id(random, known)))
    const name = `${random.pick(FIELDS)}${random.chance(0.5) ? random.pick(OPERATORS) : ''}`
    const value = text(random, known).toWellFormed()
    return random.chance(0.8)
      ? `${encodeURIComponent(name)}=${encodeURIComponent(value)}`
      : `${name}=${value}`
  })
  return `?${pairs.join('&')}`.replaceAll('#', '')
}

function randomHeaders(random: Random, known: Known): Headers {
  const headers = new Headers()
  if (random.chance(0.75) && known.tokens.length > 0) headers.set('CB-Token', random.pick(known.tokens))
  else if (random.chance(0.3))
    headers.set('CB-Token', random.pick(['', ' ', 'x', '0'.repeat(36), 'é', 'a'.repeat(8000)]))
  if (random.chance(0.1)) headers.set('CB-AuthKey', random.chance(0.7) ? known.authKey : 'x')
  if (random.chance(0.05)) headers.set('Emulator-Control-Token', random.pick(['', 'x', 'f'.repeat(32)]))
  if (random.chance(0.05)) headers.set('Range', 'bytes=5-1')
  if (random.chance(0.05)) headers.set('Accept-Encoding', 'gzip, br, zstd, x')
  if (random.chance(0.05)) headers.set('Origin', random.pick(['null', 'https://evil.example', '']))
  if (random.chance(0.05)) headers.set('Access-Control-Request-Method', random.pick(['POST', 'x', '']))
  return headers
}

interface Body {
  readonly type: string | null
  readonly body: string | Blob | FormData | URLSearchParams
}

function randomBody(random: Random, known: Known, path: string): Body {
  const kind = random.whole(10)
  if (kind < 6) return { type: 'application/json', body: json(random, known, path) }
  if (kind < 8) return { type: null, body: new URLSearchParams(pairs(random, known)) }
  if (kind < 9) return { type: null, body: form(random, known) }
  const type = random.pick([
    'application/json',
    'application/json; charset=utf-16',
    'multipart/form-data',
    'text/plain',
    '',
    'x',
    'multipart/form-data; boundary=x',
    'application/x-www-form-urlencoded',
    'application/xml',
    'image/png',
  ])
  const broken = [
    '{',
    '[]',
    '"text"',
    'null',
    '1',
    '--x\r\n',
    '%',
    'a=b&a[b]=c&a[b][c]=d',
    '{"a":'.repeat(5000),
  ]
  return { type, body: random.chance(0.5) ? random.pick(broken) : new Blob([bytes(random)]) }
}

/** What the API expects, with some of it spoilt. */
function json(random: Random, known: Known, path: string): string {
  const application = { application_id: 1, auth_key: known.authKey }
  const likely: unknown = random.chance(0.1)
    ? value(random, known, 0)
    : path.startsWith('/blobs')
      ? {
          blob: {
            content_type: 'image/png',
            name: 'a.png',
            public: random.chance(0.5),
            size: random.whole(1000),
          },
        }
      : path === '/session'
        ? random.pick([
            application,
            { ...application, user: credentials(random, known) },
            { ...application, user: { guest: '1', full_name: text(random, known) } },
            { ...application, provider: random.pick(['facebook', 'firebase_phone', 'x']), keys: {} },
            { ...application, nonce: 1, timestamp: 1, signature: text(random, known) },
          ])
        : path === '/login'
          ? credentials(random, known)
          : path.includes('password')
            ? { email: random.pick(['a@b.example', text(random, known)]) }
            : {
                user: {
                  ...credentials(random, known),
                  ...(random.chance(0.5)
                    ? { login: `newcomer_${random.whole(1e6)}`, password: 'fuzz-password' }
                    : {}),
                  ...(random.chance(0.3) ? { email: random.pick(['a@b.example', 'A@b.example']) } : {}),
                  [random.pick(FIELDS)]: value(random, known, 0),
                },
              }
  const spoilt =
    typeof likely === 'object' && likely !== null && random.chance(0.4)
      ? { ...likely, [random.pick(FIELDS)]: value(random, known, 0) }
      : likely
  const written = JSON.stringify(spoilt) ?? 'null'
  if (random.chance(0.0005)) return JSON.stringify({ user: { full_name: 'x'.repeat(1_000_000) } })
  if (random.chance(0.03)) return written.slice(0, random.whole(written.length))
  return random.chance(0.02) ? `{"__proto__":${written}}` : written
}

function credentials(random: Random, known: Known): Record<string, unknown> {
  const index = random.whole(known.logins.length)
  return {
    [random.pick(['login', 'login', 'email'])]: random.chance(0.8)
      ? known.logins[index]
      : value(random, known, 2),
    password: random.chance(0.7) ? known.passwords[index] : value(random, known, 2),
  }
}

function value(random: Random, known: Known, depth: number): unknown {
  switch (random.whole(depth > 4 ? 5 : 8)) {
    case 0:
      return random.pick([0, 1, -1, 1.5, 2 ** 53, -(2 ** 53), 1e300, 1e-7, null, true, false])
    case 1:
      return id(random, known)
    case 5:
      return Array.from({ length: random.whole(7) }, () => value(random, known, depth + 1))
    case 6:
    case 7:
      return Object.fromEntries(
        Array.from({ length: random.whole(5) }, () => [random.pick(FIELDS), value(random, known, depth + 1)]),
      )
    default:
      return text(random, known)
  }
}

function text(random: Random, known: Known): string {
  const kind = random.whole(6)
  if (kind === 0) return random.pick(known.logins)
  if (kind === 1) return String(id(random, known))
  if (kind === 2)
    return String.fromCodePoint(...Array.from({ length: random.whole(9) }, () => random.whole(0x3000)))
  return random.pick(TEXTS)
}

function id(random: Random, known: Known): number {
  return random.chance(0.8)
    ? random.pick(known.ids)
    : random.pick([0, 1, -1, 2 ** 31, 2 ** 53, 1e21, 500_001])
}

function pairs(random: Random, known: Known): string[][] {
  return Array.from({ length: random.whole(8) }, () => [
    `${random.pick(FIELDS)}${random.pick(['', '', '[]', `[${random.pick(FIELDS)}]`, '[a][b][c]', '[', ']['])}`,
    text(random, known),
  ])
}

function form(random: Random, known: Known): FormData {
  const data = new FormData()
  for (const [name = '', content = ''] of pairs(random, known)) data.append(name, content)
  if (random.chance(0.5)) data.append('file', new Blob([bytes(random)]), text(random, known).toWellFormed())
  return data
}

function bytes(random: Random): Uint8Array<ArrayBuffer> {
  return Uint8Array.from({ length: random.whole(300) }, () => random.whole(256))
}
