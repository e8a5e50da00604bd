import type { UsersMessages } from '../UsersMessages.ts'

/**
 * Spanish, with the familiar "tú".
 *
 * @example
 * import { es } from '@cubekit/ui/messages/es'
 * import { esUsers } from '@cubekit/ui/messages/users/es'
 *
 * const messages = { ...es, ...esUsers }
 *
 * <CubeLocaleProvider locale="es" messages={messages}>…</CubeLocaleProvider>
 */
export const esUsers: UsersMessages<'one' | 'many' | 'other'> = {
  'picker.people': 'Personas',
  'picker.person': 'Persona',
  'picker.placeholder': 'Nombre, usuario o correo',
  'picker.open': 'Mostrar personas',
  'picker.choosePeople': 'Elegir personas',
  'picker.choosePerson': 'Elegir una persona',
  'picker.done': 'Listo',
  'picker.chosen': 'Personas elegidas',
  'picker.remove': 'Quitar a {name}',
  'picker.more': { one: 'y {count} más', many: 'y {count} más', other: 'y {count} más' },
  'picker.unnamed': 'Persona sin nombre',
  'picker.unknown': 'Persona desconocida',
  'picker.member': 'Ya es miembro',
  'picker.found': {
    one: '{count} persona encontrada.',
    many: '{count} de personas encontradas.',
    other: '{count} personas encontradas.',
  },
  'picker.searching': 'Buscando…',
  'picker.tooShort': 'Escribe al menos 4 letras.',
  'picker.none': 'No se ha encontrado a nadie. Revisa la ortografía o prueba con un usuario o un correo.',
  'picker.start': 'Escribe un nombre, un usuario o un correo.',
  'picker.mayHaveMore': 'Puede haber más personas. Escribe más para encontrarlas.',
  'picker.offline': 'No tienes conexión. Solo aparecen las personas ya conocidas aquí.',
  'picker.failed': 'La búsqueda ha fallado.',
  'picker.tryAgain': 'Volver a intentar',
  'picker.selectShown': {
    one: 'Seleccionar {count}',
    many: 'Seleccionar los {count}',
    other: 'Seleccionar los {count}',
  },
  'picker.added': 'Se ha añadido a {name}.',
  'picker.removed': 'Se ha quitado a {name}.',
  'picker.addedMany': {
    one: '{count} persona añadida.',
    many: '{count} de personas añadidas.',
    other: '{count} personas añadidas.',
  },
  'picker.max': {
    one: 'Puedes elegir {count} persona como máximo.',
    many: 'Puedes elegir {count} de personas como máximo.',
    other: 'Puedes elegir {count} personas como máximo.',
  },
  'picker.notFound': 'Sin resultados: {names}.',
  'picker.required': 'Elige a alguien.',
  'people.unnamed': 'Persona sin nombre',
  'people.guest': 'Invitado',
  'people.online': 'En línea',
  'people.offline': 'Sin conexión',
  'people.justNow': 'ahora mismo',
  'people.lastSeen': 'Última actividad: {time}',
  'people.tags': 'Etiquetas',
  'people.list': 'Personas',
  'people.loading': 'Cargando personas…',
  'people.none': 'Todavía no hay nadie.',
  'people.failed': 'No se ha podido cargar a las personas.',
  'people.busy': 'El servidor está ocupado. Inténtalo de nuevo {time}.',
  'people.disconnected': 'No tienes conexión. Las personas aparecerán cuando la recuperes.',
  'people.onlineCount': {
    one: '{count} persona en línea',
    many: '{count} de personas en línea',
    other: '{count} personas en línea',
  },
  'people.nobodyOnline': 'Ahora no hay nadie en línea.',
  'avatar.label': 'Foto de perfil',
  'avatar.upload': 'Subir foto',
  'avatar.change': 'Cambiar foto',
  'avatar.take': 'Hacer foto',
  'avatar.remove': 'Quitar',
  'avatar.hint': 'JPEG, PNG, WebP o GIF, hasta 10 MB.',
  'avatar.drops': 'Suelta o pega una aquí.',
  'avatar.drop': 'Suelta tu foto aquí',
  'avatar.crop': 'Recorta tu foto',
  'avatar.frame': 'Foto: muévela con las flechas, acércala con más y menos',
  'avatar.zoom': 'Ampliación',
  'avatar.rotation': 'Enderezar',
  'avatar.turn': 'Girar',
  'avatar.use': 'Usar foto',
  'avatar.cancel': 'Cancelar',
  'avatar.preparing': 'Preparando…',
  'avatar.sending': 'Subiendo…',
  'avatar.saving': 'Guardando…',
  'avatar.cancelling': 'Cancelando…',
  'avatar.cancelled': 'Cancelado. Tu foto sigue como estaba.',
  'avatar.done': 'Foto actualizada.',
  'avatar.removed': 'Foto quitada.',
  'avatar.undo': 'Deshacer',
  'avatar.undoable': 'Puedes deshacerlo.',
  'avatar.undone': 'Has recuperado tu foto anterior.',
  'avatar.failed': 'Tu foto no se ha cambiado.',
  'avatar.stuck': 'No se ha cargado todo. Comprueba tu conexión y recarga la página.',
  'avatar.discard': 'Descartar',
  'avatar.not-an-image': 'Este archivo no es una imagen. Elige un JPEG, PNG, WebP o GIF.',
  'avatar.unsupported': 'Este tipo de imagen no sirve aquí. Guárdala como JPEG o PNG y elige ese archivo.',
  'avatar.heic':
    'El formato HEIC no sirve aquí. Guarda la foto como JPEG, o pon la cámara en JPEG y repítela.',
  'avatar.too-large': 'Esta imagen ocupa más de 10 MB. Elige una más pequeña.',
  'avatar.too-many-pixels': 'Esta imagen tiene más de 40 megapíxeles. Redúcela y vuelve a elegirla.',
  'avatar.broken': 'Esta imagen está dañada y no se puede abrir. Elige otra.',
  'avatar.cannot-encode':
    'Este navegador no puede preparar la imagen. Elige un JPEG más pequeño o prueba con otro navegador.',
  'avatar.link':
    'Eso no es un archivo de imagen. Guarda primero la imagen en tu dispositivo y luego elígela.',
  'avatar.folder': 'Eso es una carpeta. Ábrela y suelta una sola imagen.',
  'avatar.camera-starting': 'Iniciando la cámara…',
  'avatar.camera-blocked':
    'La cámara está bloqueada. Permítela para este sitio en tu navegador e inténtalo de nuevo.',
  'avatar.camera-missing':
    'No se ha encontrado ninguna cámara. Conecta una e inténtalo de nuevo, o elige un archivo.',
  'avatar.camera-busy':
    'La cámara no se ha iniciado. Cierra otras aplicaciones que la usen e inténtalo de nuevo.',
}
