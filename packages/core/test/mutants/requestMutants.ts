import { type Mutant, mutantsOf } from './Mutant.ts'

/** Faults in how requests are sent, and sessions opened and renewed for them. */
export const requestMutants: readonly Mutant[] = [
  ...mutantsOf('session/sessionController.ts', [
    {
      name: 'logout conditional',
      breaks: 'A logout counts only for whom the tab knew.',
      find: 'return end({ everything, ...(reason && { reason }) })',
      replace: 'return end({ everything, upTo: known().epoch, ...(reason && { reason }) })',
      invariants: ['I2', 'I7'],
    },
    {
      name: 'sign-in outlives a logout',
      breaks: 'A sign-in that began before a logout takes the epoch after it as its own.',
      find: "      if (endings !== before) throw new CubeError('superseded')\n",
      replace: '',
      invariants: ['I2'],
    },
    {
      name: 'sign-in not checked',
      breaks: 'A sign-in that came second says that it succeeded.',
      find: 'if (known().identity?.token !== identity.token) {\n        // A logout',
      replace: 'if (known().epoch < 0) {\n        // A logout',
      invariants: ['I8'],
    },
    {
      name: 'guest kept alive blindly',
      breaks: "A guest's session is used by a tab that just woke and does not know that it is over.",
      find: '    await keeper.catchUp()\n    const token = known()',
      replace: '    const token = known()',
      invariants: ['I2'],
    },
    {
      name: 'listeners left',
      breaks: 'A client that is stopped goes on listening.',
      find: '          stopHearing()\n',
      replace: '',
      invariants: ['I5'],
    },
    {
      name: 'timers left',
      breaks: 'A client that is stopped goes on checking its guest.',
      find: '          stopKeeping()\n',
      replace: '',
      invariants: ['I5'],
    },
  ]),
  ...mutantsOf('session/renewal.ts', [
    {
      name: 'guest re-created',
      breaks: 'A lapsed guest gets a new session, which is somebody else.',
      find: "if (identity.kind === 'guest' || !(",
      replace: `if (identity.kind === 'guest') {
        const fresh = await openAppSession()
        await commit({ type: 'renewed', token: fresh, replaces: token, userId: identity.user.id })
        return
      }
      if (!(`,
      invariants: ['I8'],
    },
    {
      name: "provider's identity unchecked",
      breaks: 'A renewal accepts whoever the provider signs in.',
      find: 'if (opened.user.id !== user.id) {',
      replace: 'if (opened.user.id < 0) {',
      invariants: ['I8'],
    },
    {
      name: 'failed renewal ends the session',
      breaks: 'A 503 during a renewal signs the person out.',
      find: "isCubeError(error) && refusals.has(error.code) ? fail('refused') : notePause(error),",
      replace: "fail('refused'),",
      invariants: ['I6'],
    },
    {
      name: 'no lock',
      breaks: 'All tabs renew the same session at once.',
      find: '    tabs.alone(async () => {\n      await look()',
      replace: '    Promise.resolve().then(async () => {\n      await look()',
      invariants: ['I3'],
    },
    {
      name: 'no look under the lock, user',
      breaks: 'A tab renews what another one has just renewed.',
      find: '      await look()\n      const { identity } = known()',
      replace: '      const { identity } = known()',
      invariants: ['I3'],
      survives:
        'Claiming the try reads the record too, in the same turn, and the same question is asked again after it: it costs a claim, never a session.',
    },
    {
      name: 'no look under the lock, application',
      breaks: 'A tab opens an application session where another one has just opened one.',
      find: '        await look()\n        const found = known().appToken',
      replace: '        const found = known().appToken',
      invariants: ['I3'],
      survives:
        'Claiming the try reads the record too, in the same turn, and what others opened is looked for after it: it costs a claim, never a session.',
    },
    {
      name: 'replaced token renewed',
      breaks: 'A 401 for a token that has been replaced already leads to another renewal.',
      find: 'if (identity?.token !== token) return\n',
      replace: 'if (!identity) return\n',
      invariants: ['I3', 'I8', 'I6'],
      survives:
        'The same is asked again once the try is claimed, and by the rules when the refusal is stored: it costs a claim, never a session.',
    },
    {
      name: 'opened for nobody',
      breaks: 'An application session is opened for a request whose sender has left.',
      find: "if (![...openingFor].some(isCurrent)) throw new CubeError('session-changed')",
      replace: '',
      invariants: ['I3'],
    },
    {
      name: 'failure not shared',
      breaks: 'Each request that waited for a failed renewal begins one of its own.',
      find: 'if (failure.token === refused && failure.count > failedBefore) throw failure.error',
      replace: '',
      invariants: ['I3', 'I4'],
      survives:
        'The breaker allows two tries before it pauses, and a session that was given up is not renewed again: it costs questions to the storage, not to the server.',
    },
    {
      name: 'no single flight',
      breaks: 'Each request opens an application session of its own.',
      find: '    opening ??= tabs\n',
      replace: '    opening = tabs\n',
      invariants: ['I3'],
      survives:
        'Under the lock each of them looks first and finds the session of the one before: it costs turns of the lock, never a session.',
    },
  ]),
  ...mutantsOf('transport/request.ts', [
    {
      name: 'no guard',
      breaks: 'Answers are delivered whoever is signed in by then.',
      find: "if (!isSameScope(scope, session.scope())) throw new CubeError('session-changed')",
      replace: '',
      invariants: ['I1', 'I3'],
    },
    {
      name: 'no guard before sending',
      breaks: "One person's request is sent with another one's session.",
      find: `    const exchange = async (token: string): Promise<unknown> => {
      guard()`,
      replace: '    const exchange = async (token: string): Promise<unknown> => {',
      invariants: ['I1'],
    },
    {
      name: 'no guard after the look',
      breaks: 'An answer is delivered though the look after it has found somebody else.',
      find: '        guard()\n        session.accepted(token, expiresAt)',
      replace: '        session.accepted(token, expiresAt)',
      invariants: ['I1'],
    },
    {
      name: 'sent three times',
      breaks: 'A call that is refused twice is sent once more.',
      find: 'return spec.parse(await exchange(renewed))',
      replace: 'return spec.parse(await exchange(renewed).catch(() => exchange(renewed)))',
      invariants: ['I4'],
    },
    {
      name: 'abort waits',
      breaks: 'An aborted call waits for the session all the same.',
      find: 'await abortable(session.token(rights), signal)',
      replace: 'await session.token(rights)',
      invariants: ['I5'],
    },
  ]),
  ...mutantsOf('transport/send.ts', [
    {
      name: 'no guard after the headers',
      breaks: 'The body of an answer for somebody who has left is read.',
      find: `      request.guard?.()
      clock.observe`,
      replace: '      clock.observe',
      invariants: ['I1'],
      survives: 'The guard after the body drops the same answer; this one only saves reading it.',
    },
  ]),
  ...mutantsOf('session/scope.ts', [
    {
      name: 'epoch unchecked',
      breaks: 'Somebody who left and came back gets the answers of the time before.',
      find: "a.user === b.user && (a.user === 'app' || a.epoch === b.epoch)",
      replace: 'a.user === b.user',
      invariants: ['I1', 'I6', 'I7'],
    },
  ]),
  ...mutantsOf('auth/openSession.ts', [
    {
      name: 'signature used twice',
      breaks: 'The second attempt carries the signature of the first.',
      find: `  const post = async (): Promise<ApiAnswer> => {
    const body = await opener.sign(wanted)`,
      replace: `  const signed = opener.sign(wanted)
  const post = async (): Promise<ApiAnswer> => {
    const body = await signed`,
      invariants: ['I10'],
    },
  ]),
]
