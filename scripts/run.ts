import { spawn } from 'node:child_process'
import { delimiter, join } from 'node:path'
import { root } from './root.ts'

// A program whose output is piped cannot see the terminal behind the pipe.
const colour = process.stdout.isTTY ? { FORCE_COLOR: '1' } : { NO_COLOR: '1', FORCE_COLOR: undefined }

/** How to run a program: where, with what added to the environment, and whether to show what it prints. */
export interface RunOptions {
  cwd?: string
  env?: Readonly<Record<string, string>>
  /** Print as the program prints; otherwise the output is only kept. */
  live?: boolean
}

/** A program that ended with another code than 0. The message holds what it printed. */
export class RunError extends Error {
  readonly output: string

  constructor(command: string, code: number | null, output: string) {
    super(`${command} ended with ${code === null ? 'a signal' : `code ${code}`}\n${output}`)
    this.name = 'RunError'
    this.output = output
  }
}

/**
 * Runs a program to its end and resolves to what it printed; rejects with a {@link RunError} when it fails.
 * Names are looked up in the repository's `node_modules/.bin` first. Nothing can be typed into it.
 */
export async function run(
  command: string,
  args: readonly string[],
  options: RunOptions = {},
): Promise<string> {
  const path = [join(root, 'node_modules', '.bin'), process.env['PATH']].join(delimiter)
  const child = spawn(command, args, {
    cwd: options.cwd ?? root,
    env: { ...process.env, ...colour, ...options.env, PATH: path },
    stdio: ['ignore', 'pipe', 'pipe'],
    shell: process.platform === 'win32',
  })
  const parts: Buffer[] = []
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (part: Buffer) => {
      parts.push(part)
      if (options.live === true) process.stdout.write(part)
    })
  }
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject)
    child.on('close', resolve)
  })
  const output = Buffer.concat(parts).toString('utf8')
  if (code !== 0) throw new RunError([command, ...args].join(' '), code, output)
  return output
}

/** Runs the pnpm that runs this script, or the pinned one when the script was started without pnpm. */
export async function pnpm(args: readonly string[], options: RunOptions = {}): Promise<string> {
  const started = process.env['npm_execpath']
  if (started === undefined || !started.includes('pnpm'))
    return run('npx', ['-y', 'pnpm@12.21.0', ...args], options)
  return /\.[cm]?js$/.test(started)
    ? run(process.execPath, [started, ...args], options)
    : run(started, args, options)
}
