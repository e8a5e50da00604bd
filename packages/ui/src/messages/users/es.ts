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
}
