import { parseArgs } from 'node:util'

/** What the command line asks for. */
export interface Flags {
  readonly port: number
  readonly users: number
  readonly seed: number
  readonly allowProduction: boolean
  readonly json: boolean
  readonly help: boolean
}

/** Thrown for a command line that makes no sense; its message is for the person who typed it. */
export class FlagError extends Error {}

/** The text of `--help`. */
export const usage = `Serves the ConnectyCube API on this machine, with invented people to sign in as.

Usage: cubekit-emulator [options]

  --port <number>     Port on 127.0.0.1; 0 picks a free one      (default 4010)
  --users <number>    How many people to invent, up to 100000    (default 10)
  --seed <number>     The same seed invents the same people      (default 1)
  --allow-production  Start even where NODE_ENV is "production"
  --json              Print one line of JSON once it listens
  --help              Show this

It stops on Ctrl+C, SIGINT or SIGTERM, and forgets everything.`

/**
 * Reads the command line.
 *
 * @throws {@link FlagError} for an unknown flag or a value out of range.
 */
export function readFlags(args: readonly string[]): Flags {
  const values = parse(args)
  return {
    port: whole('port', values.port, 65_535),
    users: whole('users', values.users, 100_000),
    seed: whole('seed', values.seed, Number.MAX_SAFE_INTEGER),
    allowProduction: values['allow-production'],
    json: values.json,
    help: values.help,
  }
}

function parse(args: readonly string[]): {
  port: string
  users: string
  seed: string
  'allow-production': boolean
  json: boolean
  help: boolean
} {
  try {
    return parseArgs({
      args: [...args],
      options: {
        port: { type: 'string', default: '4010' },
        users: { type: 'string', default: '10' },
        seed: { type: 'string', default: '1' },
        'allow-production': { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    }).values
  } catch (error) {
    throw new FlagError(error instanceof Error ? error.message : String(error))
  }
}

function whole(name: string, text: string, maximum: number): number {
  const number = Number(text)
  if (/^\d+$/.test(text) && number <= maximum) return number
  throw new FlagError(`--${name} must be a whole number from 0 to ${maximum}, not "${text}".`)
}
