import { type Mutant, mutantsOf } from './Mutant.ts'

/** Faults in how the record is kept. */
export const vaultMutants: readonly Mutant[] = [
  ...mutantsOf('session/vault.ts', [
    {
      name: 'later version overwritten',
      breaks: 'A record of a later version of Cubekit is replaced.',
      find: 'if (isFromTheFuture(stored)) throw new FutureRecordError()',
      replace: '',
      invariants: ['I6'],
    },
    {
      name: 'storage failure thrown on',
      breaks: 'A storage that fails fails every request.',
      find: 'if (at === last) throw error',
      replace: 'throw error',
      invariants: ['I5'],
    },
    {
      name: 'recovery overwrites',
      breaks: 'When the storage works again, what others stored in the meantime is replaced.',
      find: 'if (isUntouched) return isNewer(mine, there) ? put(mine) : undefined',
      replace: 'return put(mine)',
      invariants: ['I6', 'I8', 'I2'],
    },
    {
      name: 'cleared data unnoticed',
      breaks: 'Tabs go on after the site data were cleared, as if nothing had happened.',
      find: ': hasStored\n',
      replace: ': false\n',
      invariants: ['I7'],
    },
  ]),
  ...mutantsOf('session/hint.ts', [
    {
      name: 'token in the hint',
      breaks: 'The hint in localStorage holds the token.',
      find: 'return JSON.stringify({ v: 1, epoch, rev, kind,',
      replace: 'return JSON.stringify({ v: 1, epoch, rev, kind, token: identity?.token,',
      invariants: ['I9'],
    },
  ]),
]
