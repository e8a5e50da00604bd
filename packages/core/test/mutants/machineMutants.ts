import { type Mutant, mutantsOf } from './Mutant.ts'

/** Faults in the rules of the session and of the breaker. */
export const machineMutants: readonly Mutant[] = [
  ...mutantsOf('session/machine.ts', [
    {
      name: 'sign-in unconditional',
      breaks: 'A sign-in counts in every epoch, also after a logout.',
      find: 'if (record.epoch !== event.since || identity?.token === event.identity.token) return null',
      replace: '',
      invariants: ['I2', 'I8'],
    },
    {
      name: 'sign-in keeps the epoch',
      breaks: 'Who signs in goes on in the epoch of whoever was there before.',
      find: '...(isSamePerson(identity, event) ? nextRev(record) : nextEpoch(record, null)),',
      replace: '...nextRev(record),',
      invariants: ['I6', 'I8', 'I2', 'I1'],
    },
    {
      name: 'anybody may sign in again',
      breaks: 'Where one person must sign in again, another one continues the epoch.',
      find: '    known.user.id === identity.user.id &&\n',
      replace: '',
      invariants: ['I8'],
    },
    {
      name: 'application session takes the place of the person',
      breaks: 'Opening an application session forgets who was signed in.',
      find: 'record: { ...nextRev(record), appToken: event.token }',
      replace: 'record: { ...nextRev(record), appToken: event.token, identity: null }',
      invariants: ['I6', 'I8'],
    },
    {
      name: 'application session unconditional',
      breaks: 'Of two application sessions opened at once, the second takes the place of the first.',
      find: '      if (record.appToken !== null && record.appToken !== event.replaces) return null\n',
      replace: '',
      invariants: ['I3', 'I7'],
      survives:
        'Two are opened at once only without locks or after a crash; the one that is dropped costs nothing but its two idle hours on the server. rules.test.ts holds it.',
    },
    {
      name: 'renewed blindly',
      breaks: 'A renewal is stored whoever is signed in by then.',
      find: 'if (identity?.token !== event.replaces || identity.user.id !== event.userId) return null',
      replace: 'if (!identity) return null',
      invariants: ['I8', 'I6', 'I1'],
    },
    {
      name: 'refused blindly',
      breaks: 'A refused token ends the session, though it has been replaced since.',
      find: `    case 'refused':
      if (identity?.token !== event.token) return null`,
      replace: `    case 'refused':
      if (!identity) return null`,
      invariants: ['I6', 'I8'],
    },
    {
      name: 'late news of a user',
      breaks: 'What the server tells of one user is kept although another one is signed in by then.',
      find: 'if (record.epoch !== event.since || identity?.user.id !== event.user.id) return null',
      replace: 'if (!identity) return null',
      invariants: ['I8', 'I6', 'I1'],
    },
    {
      name: 'unfinished logout unconditional',
      breaks: 'Finishing an old logout ends who has signed in since.',
      find: '      if (event.upTo !== undefined && record.epoch > event.upTo) return null\n',
      replace: '',
      invariants: ['I6', 'I8', 'I7', 'I2'],
      survives:
        'Where somebody has logged out, the model cannot tell whose logout took a session along, and counts none as lost. rules.test.ts holds it.',
    },
    {
      name: 'guest ends as users do',
      breaks: 'A lapsed guest is asked to sign in again, which no guest can.',
      find: "if (identity.kind === 'guest') return { record: nextEpoch(record, 'guest-expired') }",
      replace: '',
      invariants: ['I8'],
    },
    {
      name: 'logout keeps the epoch',
      breaks: 'A logout does not raise the epoch.',
      find: 'return { ...record, epoch: record.epoch + 1, rev: 0, identity: null, endReason }',
      replace: 'return { ...record, rev: record.rev + 1, identity: null, endReason }',
      invariants: ['I2', 'I8', 'I7', 'I1'],
    },
    {
      name: 'breaker off',
      breaks: 'However many sessions lead to nothing, the next one is opened.',
      find: 'return until > event.at\n',
      replace: 'return until > Infinity\n',
      invariants: ['I4'],
    },
    {
      name: 'claim not stored',
      breaks: 'The try is not stored: other tabs and the next one do not know of it.',
      find: 'tries: [...tries, event.at] }',
      replace: 'tries }',
      invariants: ['I4'],
    },
    {
      name: 'opened counts as proven',
      breaks: 'A session that was just made counts as proof that the server accepts it.',
      find: '...nextRev(record), appToken: event.token }',
      replace: '...nextRev(record), appToken: event.token, tries: [] }',
      invariants: ['I4'],
    },
  ]),
  ...mutantsOf('session/breaker.ts', [
    {
      name: 'tries of the future count',
      breaks: 'After the clock was set back, tries made before pause everything for as long.',
      find: 'time <= at && at - time < hourMs',
      replace: 'at - time < hourMs',
      invariants: ['I5'],
    },
    {
      name: 'network back, nothing counted',
      breaks: 'Each time the network comes back, as many sessions as one likes are opened.',
      find: 'nth(mostPerMinute) + minuteMs, ',
      replace: '',
      invariants: ['I4'],
      survives:
        'A skipped pause is used up by one try, so that it takes four returns of the network in a minute, each with a request, on a server that rejects fresh tokens: more than histories of this length hold. rules.test.ts holds it.',
    },
  ]),
]
