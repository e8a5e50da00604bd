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
  'avatar.label': 'Photo de profil',
  'avatar.upload': 'Importer une photo',
  'avatar.change': 'Changer la photo',
  'avatar.take': 'Prendre une photo',
  'avatar.remove': 'Supprimer',
  'avatar.hint': 'JPEG, PNG, WebP ou GIF, 10 Mo maximum.',
  'avatar.drops': 'Déposez ou collez-en une ici.',
  'avatar.drop': 'Déposez votre photo ici',
  'avatar.crop': 'Recadrez votre photo',
  'avatar.frame': 'Photo : déplacez-la avec les flèches, agrandissez-la avec plus et moins',
  'avatar.zoom': 'Agrandissement',
  'avatar.rotation': 'Redresser',
  'avatar.turn': 'Pivoter',
  'avatar.use': 'Utiliser la photo',
  'avatar.cancel': 'Annuler',
  'avatar.preparing': 'Préparation…',
  'avatar.sending': 'Envoi…',
  'avatar.saving': 'Enregistrement…',
  'avatar.cancelling': 'Annulation…',
  'avatar.cancelled': 'Annulé. Votre photo n’a pas changé.',
  'avatar.done': 'Photo modifiée.',
  'avatar.removed': 'Photo supprimée.',
  'avatar.undo': 'Rétablir',
  'avatar.undoable': 'Vous pouvez rétablir l’état précédent.',
  'avatar.undone': 'Votre photo précédente est de retour.',
  'avatar.failed': 'Votre photo n’a pas été modifiée.',
  'avatar.stuck': 'Tout n’a pas été chargé. Vérifiez votre connexion, puis rechargez la page.',
  'avatar.discard': 'Abandonner',
  'avatar.not-an-image': 'Ce fichier n’est pas une image. Choisissez un fichier JPEG, PNG, WebP ou GIF.',
  'avatar.unsupported':
    'Ce type d’image ne convient pas. Enregistrez-la en JPEG ou en PNG, puis choisissez ce fichier.',
  'avatar.heic':
    'Le format HEIC ne convient pas. Enregistrez la photo en JPEG, ou réglez l’appareil photo sur JPEG et reprenez-la.',
  'avatar.too-large': 'Cette image dépasse 10 Mo. Choisissez-en une plus petite.',
  'avatar.too-many-pixels': 'Cette image dépasse 40 mégapixels. Réduisez-la, puis choisissez-la de nouveau.',
  'avatar.broken': 'Cette image est endommagée et ne peut pas être ouverte. Choisissez-en une autre.',
  'avatar.cannot-encode':
    'Ce navigateur ne peut pas préparer l’image. Choisissez un JPEG plus petit, ou essayez un autre navigateur.',
  'avatar.link':
    'Ce n’est pas un fichier image. Enregistrez d’abord l’image sur votre appareil, puis choisissez-la.',
  'avatar.folder': 'C’est un dossier. Ouvrez-le et déposez une seule image.',
  'avatar.camera-starting': 'Démarrage de la caméra…',
  'avatar.camera-blocked':
    'La caméra est bloquée. Autorisez-la pour ce site dans votre navigateur, puis réessayez.',
  'avatar.camera-missing': 'Aucune caméra trouvée. Branchez-en une et réessayez, ou choisissez un fichier.',
  'avatar.camera-busy':
    'La caméra ne démarre pas. Fermez les autres applications qui l’utilisent, puis réessayez.',
}
