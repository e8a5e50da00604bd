import type { UsersMessages } from '../UsersMessages.ts'

/**
 * French, with the polite "vous".
 *
 * @example
 * import { fr } from '@cubekit/ui/messages/fr'
 * import { frUsers } from '@cubekit/ui/messages/users/fr'
 *
 * const messages = { ...fr, ...frUsers }
 *
 * <CubeLocaleProvider locale="fr" messages={messages}>…</CubeLocaleProvider>
 */
export const frUsers: UsersMessages<'one' | 'many' | 'other'> = {
  'picker.people': 'Personnes',
  'picker.person': 'Personne',
  'picker.placeholder': 'Nom, identifiant ou e-mail',
  'picker.open': 'Afficher les personnes',
  'picker.choosePeople': 'Choisir des personnes',
  'picker.choosePerson': 'Choisir une personne',
  'picker.done': 'Terminé',
  'picker.chosen': 'Personnes choisies',
  'picker.remove': 'Retirer {name}',
  'picker.more': { one: 'et {count} de plus', many: 'et {count} de plus', other: 'et {count} de plus' },
  'picker.unnamed': 'Personne sans nom',
  'picker.unknown': 'Personne inconnue',
  'picker.member': 'Déjà membre',
  'picker.found': {
    one: '{count} personne trouvée.',
    many: '{count} de personnes trouvées.',
    other: '{count} personnes trouvées.',
  },
  'picker.searching': 'Recherche…',
  'picker.tooShort': 'Saisissez au moins 4 lettres.',
  'picker.none': 'Personne n’a été trouvé. Vérifiez l’orthographe, ou essayez un identifiant ou un e-mail.',
  'picker.start': 'Saisissez un nom, un identifiant ou un e-mail.',
  'picker.mayHaveMore': 'D’autres personnes correspondent peut-être. Précisez pour les trouver.',
  'picker.offline': 'Vous êtes hors connexion. Seules les personnes déjà connues ici apparaissent.',
  'picker.failed': 'La recherche a échoué.',
  'picker.tryAgain': 'Réessayer',
  'picker.selectShown': {
    one: 'Sélectionner {count} personne',
    many: 'Sélectionner les {count}',
    other: 'Sélectionner les {count}',
  },
  'picker.added': 'Vous avez ajouté {name}.',
  'picker.removed': 'Vous avez retiré {name}.',
  'picker.addedMany': {
    one: '{count} personne ajoutée.',
    many: '{count} de personnes ajoutées.',
    other: '{count} personnes ajoutées.',
  },
  'picker.max': {
    one: 'Vous pouvez choisir {count} personne au maximum.',
    many: 'Vous pouvez choisir {count} de personnes au maximum.',
    other: 'Vous pouvez choisir {count} personnes au maximum.',
  },
  'picker.notFound': 'Introuvable : {names}.',
  'picker.required': 'Choisissez quelqu’un.',
  'people.unnamed': 'Personne sans nom',
  'people.guest': 'Invité',
  'people.online': 'En ligne',
  'people.offline': 'Hors ligne',
  'people.justNow': 'à l’instant',
  'people.lastSeen': 'Dernière activité {time}',
  'people.tags': 'Étiquettes',
  'people.list': 'Personnes',
  'people.loading': 'Chargement des personnes…',
  'people.none': 'Il n’y a encore personne.',
  'people.failed': 'Impossible de charger les personnes.',
  'people.busy': 'Le serveur est occupé. Réessayez {time}.',
  'people.disconnected':
    'Vous êtes hors connexion. Les personnes apparaîtront une fois la connexion rétablie.',
  'people.onlineCount': {
    one: '{count} personne en ligne',
    many: '{count} de personnes en ligne',
    other: '{count} personnes en ligne',
  },
  'people.nobodyOnline': 'Personne n’est en ligne pour le moment.',
}
