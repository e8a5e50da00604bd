import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { fileURLToPath } from 'node:url'
import { afterEach, describe, expect, it } from 'vitest'
import { at } from '../test/api.ts'

const cli = fileURLToPath(new URL('cli.ts', import.meta.url))
const children: ChildProcessWithoutNullStreams[] = []
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
})

interface Run {
  readonly child: ChildProcessWithoutNullStreams
  /** Resolves with what was printed, once a line was or the process ended. */
  readonly firstOutput: Promise<string>
  readonly ended: Promise<{
    code: number | null
    signal: NodeJS.Signals | null
    stdout: string
    stderr: string
  }>
}

function run(args: readonly string[], environment = 'test'): Run {
  const child = spawn(process.execPath, [cli, ...args], { env: { ...process.env, NODE_ENV: environment } })
  children.push(child)
  let stdout = ''
  let stderr = ''
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()))
  const ended = new Promise<Awaited<Run['ended']>>((resolve) => {
    child.on('close', (code, signal) => resolve({ code, signal, stdout, stderr }))
  })
  const firstOutput = new Promise<string>((resolve) => {
    child.stdout.on('data', (chunk: Buffer) => {
      stdout += chunk.toString()
      if (stdout.endsWith('\n')) resolve(stdout)
    })
    void ended.then(() => resolve(stdout))
  })
  return { child, firstOutput, ended }
}

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8')

describe('the command line', { timeout: 20_000 }, () => {
  it('prints one line of JSON once it listens', async () => {
    const { child, firstOutput, ended } = run(['--port', '0', '--users', '1000', '--seed', '7', '--json'])
    const line = await firstOutput
    expect(line.trim().split('\n')).toHaveLength(1)
    const announced: unknown = JSON.parse(line)
    expect(announced).toEqual({
      url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
      appId: 1,
      authKey: 'emulator-auth-key',
      authSecret: 'emulator-auth-secret',
      controlToken: expect.stringMatching(/^[0-9a-f]{32}$/),
      users: Array.from({ length: 3 }, (_, index) => ({
        id: 1_000_001 + index,
        login: expect.any(String),
        email: expect.any(String),
        full_name: expect.any(String),
        password: expect.any(String),
      })),
    })
    const response = await fetch(`${String(at(announced, 'url'))}/session`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({
        application_id: at(announced, 'appId'),
        auth_key: at(announced, 'authKey'),
        user: { login: at(announced, 'users', 2, 'login'), password: at(announced, 'users', 2, 'password') },
      }),
    })
    expect(response.status).toBe(201)
    child.kill('SIGTERM')
    expect(await ended).toMatchObject({ code: 0, signal: null, stdout: line, stderr: '' })
  })

  it('prints the line that the README shows', async () => {
    const { firstOutput } = run(['--port', '0', '--users', '1', '--json'])
    const line = (await firstOutput).trim()
    const withoutVariables = (json: string | undefined): string | undefined =>
      json?.replace(/:\d+"/, ':0"').replace(/"[0-9a-f]{32}"/, '"token"')
    expect(withoutVariables(line)).toBe(withoutVariables(/^\{"url".*$/m.exec(readme)?.[0]))
  })

  it.each(['SIGINT', 'SIGTERM'] as const)(
    'stops cleanly on %s, though a connection is open',
    async (signal) => {
      const { child, firstOutput, ended } = run(['--port=0'])
      const text = await firstOutput
      expect(text).toContain('Auth secret   emulator-auth-secret')
      const url = /http:\/\/127\.0\.0\.1:\d+/.exec(text)?.[0]
      const token = /Control token (\w+)/.exec(text)?.[1]
      expect(text).toContain(`Dashboard     ${url}/#${token}`)
      const headers = { 'Emulator-Control-Token': token ?? '' }
      expect((await fetch(`${url}/__emulator/clock`, { headers })).status).toBe(200)
      await (await fetch(`${url}/session`)).text()
      child.kill(signal)
      expect(await ended).toMatchObject({ code: 0, signal: null })
      await expect(fetch(`${url}/session`)).rejects.toThrow(TypeError)
    },
  )

  it('--help explains itself', async () => {
    const { ended } = run(['--help'])
    const { code, stdout, stderr } = await ended
    expect([code, stderr]).toEqual([0, ''])
    for (const flag of ['--port', '--users', '--seed', '--allow-production', '--json', '--help'])
      expect(stdout).toContain(flag)
    const flagsIn = (text: string, row: RegExp): string[] =>
      Array.from(text.matchAll(row), ([, flag]) => flag ?? '').toSorted()
    expect(flagsIn(readme, /^\| `(--[\w-]+)/gm)).toEqual(flagsIn(stdout, /^ +(--[\w-]+)/gm))
  })

  it.each([
    [['--prot', '4010'], "Unknown option '--prot'"],
    [['--port', 'http'], '--port must be a whole number from 0 to 65535, not "http".'],
    [['--port', '65536'], '--port must be a whole number from 0 to 65535, not "65536".'],
    [['--port', '-1'], '--port must be a whole number from 0 to 65535, not "-1".'],
    [['--users', '-3'], '--users must be a whole number from 0 to 100000, not "-3".'],
    [['--users=-3'], '--users must be a whole number from 0 to 100000, not "-3".'],
    [['--seed', '-x', '--json'], '--seed must be a whole number from 0 to 9007199254740991, not "-x".'],
    [['--session-limit', '-1'], '--session-limit must be a whole number, 1 or more, not "-1".'],
    [['--users', '--json'], "Option '--users' argument is ambiguous"],
    [['--users', '1e3'], '--users must be a whole number from 0 to 100000, not "1e3".'],
    [['--seed', ''], '--seed must be a whole number'],
    [['--json=yes'], '--json'],
    [['--data='], '--data needs the name of a file.'],
    [['serve'], "Unexpected argument 'serve'"],
  ])('%j is refused with exit code 2', async (args, message) => {
    const { code, stdout, stderr } = await run(args).ended
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).toContain(message)
    expect(stderr).toContain('Usage:')
    expect(stderr).not.toContain('    at ')
  })

  it('starts in production only when told to', async () => {
    const refused = await run(['--port=0'], 'production').ended
    expect([refused.code, refused.stdout]).toEqual([1, ''])
    expect(refused.stderr).toContain('--allow-production')
    const { child, firstOutput, ended } = run(['--port=0', '--allow-production'], 'production')
    expect(await firstOutput).toContain('listens on')
    child.kill()
    expect(await ended).toMatchObject({ code: 0 })
  })

  it('says when the port is taken, with exit code 1', async () => {
    const squatter = createServer().listen(0, '127.0.0.1')
    await once(squatter, 'listening')
    const address = squatter.address()
    const port = typeof address === 'object' && address !== null ? address.port : 0
    const { code, stdout, stderr } = await run(['--port', String(port)]).ended
    squatter.close()
    expect([code, stdout]).toEqual([1, ''])
    expect(stderr).toBe(`Port ${port} is taken. Choose another with --port, or 0 for a free one.\n`)
  })
})
