import type { DescribedFault } from '../../control/describeFaults.ts'
import type { DescribedSession, DescribedUser } from '../../control/describeState.ts'
import type { LogEntry } from '../../journal.ts'
import type { OutboxMail } from '../../outbox.ts'
import { element, type Row } from './elements.ts'
import { faultLabel } from './faultChoices.ts'

/** What the buttons in the rows do. */
export interface RowActions {
  endSession(id: number): void
  removeFault(id: number): void
}

/** Somebody one can sign in as. */
export function userRow(user: DescribedUser): Row {
  const { id, login, email, full_name, password, is_guest } = user
  return {
    key: JSON.stringify(user),
    make: () =>
      element(
        'li',
        {},
        element(
          'span',
          { class: 'main' },
          element('bdi', {}, full_name ?? login ?? `User ${id}`),
          element('span', { class: 'note' }, [String(id), is_guest === true ? 'guest' : email].join(' · ')),
        ),
        element(
          'span',
          {},
          element('code', {}, login ?? ''),
          password === null
            ? ''
            : element('span', { class: 'note' }, 'password ', element('code', {}, password)),
        ),
      ),
  }
}

/** A session that can be ended. */
export function sessionRow(session: DescribedSession, actions: RowActions): Row {
  const { id, userId, userName, expiresAt } = session
  const who = userName ?? (userId === null ? 'The application' : `User ${userId}`)
  return {
    key: JSON.stringify(session),
    make() {
      const end = element('button', { type: 'button' }, 'End')
      end.setAttribute('aria-label', `End session ${id} of ${who}`)
      end.addEventListener('click', () => actions.endSession(id))
      const until = `Session ${id}, until ${timeOfDay(expiresAt)} UTC`
      return element(
        'li',
        {},
        element(
          'span',
          { class: 'main' },
          element('bdi', {}, who),
          element('span', { class: 'note' }, until),
        ),
        end,
      )
    },
  }
}

/** A fault that is on. */
export function faultRow(fault: DescribedFault, actions: RowActions): Row {
  const label = faultLabel(fault)
  const scope = [
    `${fault.method ?? 'Any'} request`,
    fault.path === undefined ? 'to any path' : `under ${fault.path}`,
    fault.left === null ? 'every time' : `${fault.left} more`,
  ]
  return {
    key: JSON.stringify(fault),
    make() {
      const off = element('button', { type: 'button' }, 'Off')
      off.setAttribute('aria-label', `Switch off: ${label}`)
      off.addEventListener('click', () => actions.removeFault(fault.id))
      return element(
        'li',
        {},
        element('span', { class: 'main' }, label, element('span', { class: 'note' }, scope.join(', '))),
        off,
      )
    },
  }
}

/** A mail, to be opened. */
export function mailRow(mail: OutboxMail): Row {
  return {
    key: String(mail.id),
    make: () =>
      element(
        'li',
        {},
        element(
          'span',
          { class: 'main' },
          mail.subject,
          element('span', { class: 'note' }, `To ${mail.to}, ${timeOfDay(mail.at)} UTC`),
        ),
        element('details', {}, element('summary', {}, 'Read it'), element('pre', {}, mail.text)),
      ),
  }
}

/** A request, with its parameters to be opened. */
export function requestRow(entry: LogEntry, key: string): Row {
  const { at, method, path, query, status, userId, sessionId, fault, requestBody } = entry
  const who = [
    userId === null ? '' : `user ${userId}`,
    sessionId === null ? '' : `session ${sessionId}`,
    fault === null ? '' : `fault ${fault}`,
  ].filter((text) => text !== '')
  const hasBody = requestBody !== null && Object.keys(requestBody).length > 0
  return {
    key,
    make: () =>
      element(
        'li',
        {},
        element('span', { class: 'time' }, timeOfDay(at)),
        element(
          'span',
          { class: 'status', 'data-class': status === null ? 'none' : (String(status)[0] ?? '') },
          status === null ? 'none' : String(status),
        ),
        element('code', { class: 'main' }, `${method} ${path}${query === '' ? '' : `?${query}`}`),
        element('span', { class: 'note' }, who.join(', ')),
        ...(hasBody
          ? [
              element(
                'details',
                {},
                element('summary', {}, `Parameters of ${method} ${path}`),
                element('pre', {}, JSON.stringify(requestBody, null, 2)),
              ),
            ]
          : []),
      ),
  }
}

/** A time of day in UTC, as the API's dates are. */
function timeOfDay(ms: number): string {
  return new Date(ms).toISOString().slice(11, 19)
}
