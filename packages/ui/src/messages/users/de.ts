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
  'avatar.label': 'Profilfoto',
  'avatar.upload': 'Foto hochladen',
  'avatar.change': 'Foto ändern',
  'avatar.take': 'Foto aufnehmen',
  'avatar.remove': 'Entfernen',
  'avatar.hint': 'JPEG, PNG, WebP oder GIF, bis 10 MB.',
  'avatar.drops': 'Hier ablegen oder einfügen.',
  'avatar.drop': 'Foto hier ablegen',
  'avatar.crop': 'Foto zuschneiden',
  'avatar.frame': 'Foto: mit den Pfeiltasten verschieben, mit Plus und Minus zoomen',
  'avatar.zoom': 'Vergrößerung',
  'avatar.rotation': 'Ausrichten',
  'avatar.turn': 'Drehen',
  'avatar.use': 'Foto verwenden',
  'avatar.cancel': 'Abbrechen',
  'avatar.preparing': 'Wird vorbereitet…',
  'avatar.sending': 'Wird hochgeladen…',
  'avatar.saving': 'Wird gespeichert…',
  'avatar.cancelling': 'Wird abgebrochen…',
  'avatar.cancelled': 'Abgebrochen. Ihr Foto ist wie zuvor.',
  'avatar.done': 'Foto geändert.',
  'avatar.removed': 'Foto entfernt.',
  'avatar.undo': 'Rückgängig',
  'avatar.undoable': 'Sie können das rückgängig machen.',
  'avatar.undone': 'Ihr vorheriges Foto ist wieder da.',
  'avatar.failed': 'Ihr Foto wurde nicht geändert.',
  'avatar.stuck': 'Es wurde nicht alles geladen. Prüfen Sie die Verbindung, und laden Sie die Seite neu.',
  'avatar.discard': 'Verwerfen',
  'avatar.not-an-image': 'Diese Datei ist kein Bild. Wählen Sie JPEG, PNG, WebP oder GIF.',
  'avatar.unsupported':
    'Diese Art Bild geht hier nicht. Speichern Sie es als JPEG oder PNG, und wählen Sie diese Datei.',
  'avatar.heic':
    'HEIC geht hier nicht. Speichern Sie das Foto als JPEG, oder stellen Sie die Kamera auf JPEG um und nehmen Sie es neu auf.',
  'avatar.too-large': 'Dieses Bild ist größer als 10 MB. Wählen Sie ein kleineres.',
  'avatar.too-many-pixels':
    'Dieses Bild hat mehr als 40 Megapixel. Verkleinern Sie es, und wählen Sie es erneut.',
  'avatar.broken': 'Dieses Bild ist beschädigt und lässt sich nicht öffnen. Wählen Sie ein anderes.',
  'avatar.cannot-encode':
    'Dieser Browser kann das Bild nicht vorbereiten. Wählen Sie ein kleineres JPEG, oder nehmen Sie einen anderen Browser.',
  'avatar.link':
    'Das ist keine Bilddatei. Speichern Sie das Bild zuerst auf Ihrem Gerät, und wählen Sie es dann.',
  'avatar.folder': 'Das ist ein Ordner. Öffnen Sie ihn, und legen Sie ein einzelnes Bild ab.',
  'avatar.camera-starting': 'Kamera wird gestartet…',
  'avatar.camera-blocked':
    'Die Kamera ist gesperrt. Erlauben Sie sie im Browser für diese Website, und versuchen Sie es erneut.',
  'avatar.camera-missing': 'Keine Kamera gefunden. Schließen Sie eine an, oder wählen Sie eine Datei.',
  'avatar.camera-busy':
    'Die Kamera startet nicht. Schließen Sie andere Programme, die sie nutzen, und versuchen Sie es erneut.',
}
