import type { UsersMessages } from '../UsersMessages.ts'

/**
 * German, with the polite "Sie".
 *
 * @example
 * import { de } from '@cubekit/ui/messages/de'
 * import { deUsers } from '@cubekit/ui/messages/users/de'
 *
 * const messages = { ...de, ...deUsers }
 *
 * <CubeLocaleProvider locale="de" messages={messages}>…</CubeLocaleProvider>
 */
export const deUsers: UsersMessages<'one' | 'other'> = {
  'picker.people': 'Personen',
  'picker.person': 'Person',
  'picker.placeholder': 'Name, Benutzername oder E-Mail',
  'picker.open': 'Personen anzeigen',
  'picker.choosePeople': 'Personen auswählen',
  'picker.choosePerson': 'Person auswählen',
  'picker.done': 'Fertig',
  'picker.chosen': 'Ausgewählte Personen',
  'picker.remove': '{name} entfernen',
  'picker.more': { one: 'und {count} weitere Person', other: 'und {count} weitere' },
  'picker.unnamed': 'Person ohne Namen',
  'picker.unknown': 'Unbekannte Person',
  'picker.member': 'Schon Mitglied',
  'picker.found': { one: '{count} Person gefunden.', other: '{count} Personen gefunden.' },
  'picker.searching': 'Suche läuft…',
  'picker.tooShort': 'Geben Sie mindestens 4 Buchstaben ein.',
  'picker.none':
    'Niemand gefunden. Prüfen Sie die Schreibweise, oder suchen Sie nach Benutzername oder E-Mail.',
  'picker.start': 'Geben Sie einen Namen, einen Benutzernamen oder eine E-Mail ein.',
  'picker.mayHaveMore': 'Es kann weitere Treffer geben. Geben Sie mehr ein, um sie zu finden.',
  'picker.offline': 'Sie sind offline. Es erscheinen nur Personen, die hier bekannt sind.',
  'picker.failed': 'Die Suche ist fehlgeschlagen.',
  'picker.tryAgain': 'Erneut versuchen',
  'picker.selectShown': { one: '{count} Person auswählen', other: 'Alle {count} auswählen' },
  'picker.added': '{name} hinzugefügt.',
  'picker.removed': '{name} entfernt.',
  'picker.addedMany': { one: '{count} Person hinzugefügt.', other: '{count} Personen hinzugefügt.' },
  'picker.max': {
    one: 'Sie können höchstens {count} Person auswählen.',
    other: 'Sie können höchstens {count} Personen auswählen.',
  },
  'picker.notFound': 'Nicht gefunden: {names}.',
  'picker.required': 'Wählen Sie jemanden aus.',
  'people.unnamed': 'Person ohne Namen',
  'people.guest': 'Gast',
  'people.online': 'Online',
  'people.offline': 'Offline',
  'people.justNow': 'gerade eben',
  'people.lastSeen': 'Zuletzt online {time}',
  'people.tags': 'Schlagwörter',
  'people.list': 'Personen',
  'people.loading': 'Personen werden geladen…',
  'people.none': 'Hier ist noch niemand.',
  'people.failed': 'Die Personen konnten nicht geladen werden.',
  'people.busy': 'Der Server ist ausgelastet. Versuchen Sie es {time} erneut.',
  'people.disconnected': 'Sie sind offline. Die Personen erscheinen, sobald Sie wieder verbunden sind.',
  'people.onlineCount': { one: '{count} Person online', other: '{count} Personen online' },
  'people.nobodyOnline': 'Gerade ist niemand online.',
}
