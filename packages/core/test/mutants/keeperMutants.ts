import { type Mutant, mutantsOf } from './Mutant.ts'

/** Faults in how a tab keeps in step with what is stored. */
export const keeperMutants: readonly Mutant[] = mutantsOf('session/keeper.ts', [
  {
    name: 'tombstone ignored',
    breaks: 'Whose logout was noted and not stored is back after a restart.',
    find: 'if (wasOver || isNotedAsOver(record)) return onUnfinishedLogout(record.epoch)',
    replace: '',
    invariants: ['I2', 'I7'],
  },
  {
    name: 'tombstone not written',
    breaks: 'A logout notes nothing at once, and a crash undoes it.',
    find: 'vault.markEnded(upTo + 1)',
    replace: '',
    invariants: ['I2'],
  },
  {
    name: 'tombstone too low',
    breaks: 'A sign-in that was being stored when somebody logged out comes back after a crash.',
    find: 'vault.markEnded(upTo + 1)',
    replace: 'vault.markEnded(upTo)',
    invariants: ['I2'],
  },
  {
    name: 'logout waits',
    breaks: 'The person is shown until the logout is stored.',
    find: "store.setState({ phase: 'ready', record: ended.record, expiresAt: null, isStale: false })",
    replace: '',
    invariants: ['I2'],
  },
  {
    name: 'what is stored counts during a logout',
    breaks: 'A look during a logout shows again who is leaving.',
    find: `    if (endings > 0) {
      missed = true
      return
    }`,
    replace: '',
    invariants: ['I2', 'I6', 'I7', 'I8'],
  },
  {
    name: 'missed hint forgotten',
    breaks: 'What other tabs stored during a logout is not looked at after it.',
    find: '--endings === 0 && missed)',
    replace: '--endings === 0 && missed && endings > 0)',
    invariants: ['I7'],
    survives:
      'Storing the logout reads the record in the same turn: only what is stored between that and its answer is missed, and only until the next look.',
  },
  {
    name: 'hint trusted as data',
    breaks: 'The version in a message is believed instead of looked up.',
    find: `    heard(version) {
`,
    replace: `    heard(version) {
      if (isNewer(version, known())) store.setState({ record: { ...known(), epoch: version.epoch, rev: version.rev } })
`,
    invariants: ['I7', 'I8', 'I6', 'I3', 'I5', 'I1'],
  },
  {
    name: 'old records adopted',
    breaks: 'Whatever is read is shown, also when it is older than what is known.',
    find: 'if (!record || !isNewer(record, known())) return',
    replace: 'if (!record) return',
    invariants: ['I6', 'I7', 'I2', 'I8', 'I1', 'I5'],
    survives:
      'A storage answers one tab in the order in which it was asked, so that nothing read is older than what is known, unless data were cleared, which is told apart before.',
  },
  {
    name: 'no gate',
    breaks: 'A tab that slept sends requests before it has looked.',
    find: 'while (isBehind()) await look()',
    replace: '',
    invariants: ['I2'],
  },
  {
    name: 'dirty cleared early',
    breaks: 'The gate opens when the look begins, not when it ends.',
    find: `      await refresh()
      seen = Math.max(seen, until)`,
    replace: `      seen = Math.max(seen, until)
      await refresh()`,
    invariants: ['I2'],
  },
  {
    name: 'sleep unnoticed',
    breaks: 'The page does not note that it is being frozen.',
    find: 'slept: () => void sleeps++',
    replace: 'slept: () => {}',
    invariants: ['I2'],
  },
  {
    name: 'no hello',
    breaks: 'A page that opens does not tell the others what it has found.',
    find: 'sayHello: () => announce(known())',
    replace: 'sayHello: () => {}',
    invariants: ['I7'],
  },
  {
    name: 'nothing announced',
    breaks: 'The other tabs do not hear of changes.',
    find: 'if (isChanged) announce(result)',
    replace: '',
    invariants: ['I7'],
  },
  {
    name: 'whole record announced',
    breaks: 'Messages to other tabs carry the token.',
    find: `const announce = ({ epoch, rev }: RecordVersion): void =>
    events.callSafely(() => tabs.announce({ epoch, rev }))`,
    replace: `const announce = (version: RecordVersion): void =>
    events.callSafely(() => tabs.announce(version))`,
    invariants: ['I9'],
  },
  {
    name: 'old read believed',
    breaks: 'A record that is behind its own hint is shown.',
    find: 'const isOld = first.record?.identity && noted && isNewer(noted, first.record)',
    replace: 'const isOld = false',
    invariants: ['I2'],
    survives:
      'It was killed (in history 10,545) until the note is also read before the record, which catches the same answers: see the next one.',
  },
  {
    name: 'done note forgotten',
    breaks: 'An old answer is believed when the note of its end has been removed meanwhile.',
    find: 'ended !== Infinity && record.epoch < ended',
    replace: 'record.epoch < 0',
    invariants: ['I2'],
    survives:
      'A second read catches most of it; it takes an old second answer too, which themed histories with another seed (42) met at 2,900.',
  },
  {
    name: 'note wiped by a sign-in',
    breaks: "A sign-in that is over, or came second, removes the note of another tab's logout.",
    find: 'const isOver = !isFar && isNotedAsOver(known())',
    replace: "const isOver = event.type === 'ended' && isNotedAsOver(known())",
    invariants: ['I2', 'I8'],
  },
  {
    name: 'nobody vouches',
    breaks: 'A planted record is used without asking the server whose it is.',
    find: "if (phase === 'booting' && !vault.vouchesFor(record))",
    replace: "if (phase === 'ready' && !vault.vouchesFor(record))",
    invariants: ['I1'],
  },
])
