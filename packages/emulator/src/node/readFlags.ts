import { parseArgs } from 'node:util'
import type { EmulatorOptions } from '../options.ts'
import { FlagError } from './FlagError.ts'
import { readSettings, settingFlags, settingUsage, type SettingValues } from './settingFlags.ts'

/** What the command line asks for. */
export interface Flags {
  readonly port: number
  /** `undefined` where it is left to the data file, or the default. */
  readonly users: number | undefined
  readonly seed: number | undefined
  readonly data: string | undefined
  /** What was said about the application's settings. */
  readonly settings: EmulatorOptions
  readonly allowProduction: boolean
  readonly json: boolean
  readonly help: boolean
}

/** The text of `--help`. */
export const usage: string = `Serves the ConnectyCube API on this machine, with invented people to sign in as.

Usage: cubekit-emulator [options]

  --port <number>          Port on 127.0.0.1; 0 picks a free one      (default 4010)
  --users <number>         How many people to invent, up to 100000    (default 10)
  --seed <number>          The same seed invents the same people      (default 1)
  --data <file>            Keep users, sessions, files and settings there
  --allow-production       Start even where NODE_ENV is "production"
  --json                   Print one line of JSON once it listens
  --help, -h               Show this

The application's settings:

${settingUsage}

It stops on Ctrl+C, SIGINT or SIGTERM. Without --data it forgets everything.`

/**
 * Reads the command line.
 *
 * @throws {@link FlagError} for an unknown flag or a value out of range.
 */
export function readFlags(args: readonly string[]): Flags {
  const values = parse(args)
  return {
    port: whole('port', values.port, 65_535),
    users: values.users === undefined ? undefined : whole('users', values.users, 100_000),
    seed: values.seed === undefined ? undefined : whole('seed', values.seed, Number.MAX_SAFE_INTEGER),
    data: file(values.data),
    settings: readSettings(values),
    allowProduction: values['allow-production'],
    json: values.json,
    help: values.help,
  }
}

function parse(args: readonly string[]): SettingValues & {
  port: string
  users?: string | undefined
  seed?: string | undefined
  data?: string | undefined
  'allow-production': boolean
  json: boolean
  help: boolean
} {
  try {
    return parseArgs({
      args: joinNumbers(args),
      options: {
        port: { type: 'string', default: '4010' },
        users: { type: 'string' },
        seed: { type: 'string' },
        data: { type: 'string' },
        ...settingFlags,
        'allow-production': { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    }).values
  } catch (error) {
    throw new FlagError(error instanceof Error ? error.message : String(error))
  }
}

const takesNumber: ReadonlySet<string> = new Set(['--port', '--users', '--seed', '--session-limit'])

/**
 * Makes `--users -3` what it is meant as, `--users=-3`, of which more can be said: to `parseArgs` a dash
 * might begin the next flag.
 */
function joinNumbers(args: readonly string[]): string[] {
  const joined: string[] = []
  for (const arg of args) {
    const last = joined.at(-1) ?? ''
    if (takesNumber.has(last) && /^-[^-]/.test(arg)) joined.splice(-1, 1, `${last}=${arg}`)
    else joined.push(arg)
  }
  return joined
}

function file(path: string | undefined): string | undefined {
  if (path === '') throw new FlagError('--data needs the name of a file.')
  return path
}

function whole(name: string, text: string, maximum: number): number {
  const number = Number(text)
  if (/^\d+$/.test(text) && number <= maximum) return number
  throw new FlagError(`--${name} must be a whole number from 0 to ${maximum}, not "${text}".`)
}
