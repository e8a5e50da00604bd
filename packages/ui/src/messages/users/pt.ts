import type { UsersMessages } from '../UsersMessages.ts'

/**
 * Portuguese, with "você".
 *
 * @example
 * import { pt } from '@cubekit/ui/messages/pt'
 * import { ptUsers } from '@cubekit/ui/messages/users/pt'
 *
 * const messages = { ...pt, ...ptUsers }
 *
 * <CubeLocaleProvider locale="pt" messages={messages}>…</CubeLocaleProvider>
 */
export const ptUsers: UsersMessages<'one' | 'many' | 'other'> = {
  'picker.people': 'Pessoas',
  'picker.person': 'Pessoa',
  'picker.placeholder': 'Nome, usuário ou e-mail',
  'picker.open': 'Mostrar pessoas',
  'picker.choosePeople': 'Escolher pessoas',
  'picker.choosePerson': 'Escolher uma pessoa',
  'picker.done': 'Concluir',
  'picker.chosen': 'Pessoas escolhidas',
  'picker.remove': 'Remover {name}',
  'picker.more': { one: 'e mais {count}', many: 'e mais {count}', other: 'e mais {count}' },
  'picker.unnamed': 'Pessoa sem nome',
  'picker.unknown': 'Pessoa desconhecida',
  'picker.member': 'Já participa',
  'picker.found': {
    one: '{count} pessoa encontrada.',
    many: '{count} de pessoas encontradas.',
    other: '{count} pessoas encontradas.',
  },
  'picker.searching': 'Buscando…',
  'picker.tooShort': 'Digite pelo menos 4 letras.',
  'picker.none': 'Ninguém encontrado. Confira a grafia ou tente um usuário ou um e-mail.',
  'picker.start': 'Digite um nome, um usuário ou um e-mail.',
  'picker.mayHaveMore': 'Pode haver mais pessoas. Digite mais para encontrá-las.',
  'picker.offline': 'Você está sem conexão. Só aparecem as pessoas já conhecidas aqui.',
  'picker.failed': 'A busca falhou.',
  'picker.tryAgain': 'Tentar novamente',
  'picker.selectShown': {
    one: 'Selecionar {count}',
    many: 'Selecionar todos os {count}',
    other: 'Selecionar todos os {count}',
  },
  'picker.added': 'Você adicionou {name}.',
  'picker.removed': 'Você removeu {name}.',
  'picker.addedMany': {
    one: '{count} pessoa adicionada.',
    many: '{count} de pessoas adicionadas.',
    other: '{count} pessoas adicionadas.',
  },
  'picker.max': {
    one: 'Você pode escolher no máximo {count} pessoa.',
    many: 'Você pode escolher no máximo {count} de pessoas.',
    other: 'Você pode escolher no máximo {count} pessoas.',
  },
  'picker.notFound': 'Não encontrado: {names}.',
  'picker.required': 'Escolha alguém.',
  'people.unnamed': 'Pessoa sem nome',
  'people.guest': 'Visitante',
  'people.online': 'Online',
  'people.offline': 'Offline',
  'people.justNow': 'agora mesmo',
  'people.lastSeen': 'Última atividade: {time}',
  'people.tags': 'Etiquetas',
  'people.list': 'Pessoas',
  'people.loading': 'Carregando pessoas…',
  'people.none': 'Ainda não há ninguém aqui.',
  'people.failed': 'Não foi possível carregar as pessoas.',
  'people.busy': 'O servidor está ocupado. Tente novamente {time}.',
  'people.disconnected': 'Você está sem conexão. As pessoas aparecem quando ela voltar.',
  'people.onlineCount': {
    one: '{count} pessoa online',
    many: '{count} de pessoas online',
    other: '{count} pessoas online',
  },
  'people.nobodyOnline': 'Ninguém está online agora.',
  'avatar.label': 'Foto do perfil',
  'avatar.upload': 'Enviar foto',
  'avatar.change': 'Trocar foto',
  'avatar.take': 'Tirar foto',
  'avatar.remove': 'Remover',
  'avatar.hint': 'JPEG, PNG, WebP ou GIF, até 10 MB.',
  'avatar.drops': 'Solte ou cole uma aqui.',
  'avatar.drop': 'Solte sua foto aqui',
  'avatar.crop': 'Recorte sua foto',
  'avatar.frame': 'Foto: mova com as setas, amplie com mais e menos',
  'avatar.zoom': 'Ampliação',
  'avatar.rotation': 'Endireitar',
  'avatar.turn': 'Girar',
  'avatar.use': 'Usar foto',
  'avatar.cancel': 'Cancelar',
  'avatar.preparing': 'Preparando…',
  'avatar.sending': 'Enviando…',
  'avatar.saving': 'Salvando…',
  'avatar.cancelling': 'Cancelando…',
  'avatar.cancelled': 'Cancelado. Sua foto continua como estava.',
  'avatar.done': 'Foto atualizada.',
  'avatar.removed': 'Foto removida.',
  'avatar.undo': 'Desfazer',
  'avatar.undoable': 'Você pode desfazer isso.',
  'avatar.undone': 'Sua foto anterior está de volta.',
  'avatar.failed': 'Sua foto não foi alterada.',
  'avatar.stuck': 'Nem tudo foi carregado. Verifique sua conexão e recarregue a página.',
  'avatar.discard': 'Descartar',
  'avatar.not-an-image': 'Este arquivo não é uma imagem. Escolha um JPEG, PNG, WebP ou GIF.',
  'avatar.unsupported':
    'Este tipo de imagem não funciona aqui. Salve como JPEG ou PNG e escolha esse arquivo.',
  'avatar.heic':
    'O formato HEIC não funciona aqui. Salve a foto como JPEG, ou ajuste a câmera para JPEG e tire de novo.',
  'avatar.too-large': 'Esta imagem tem mais de 10 MB. Escolha uma menor.',
  'avatar.too-many-pixels': 'Esta imagem tem mais de 40 megapixels. Reduza e escolha de novo.',
  'avatar.broken': 'Esta imagem está danificada e não abre. Escolha outra.',
  'avatar.cannot-encode':
    'Este navegador não consegue preparar a imagem. Escolha um JPEG menor ou use outro navegador.',
  'avatar.link':
    'Isso não é um arquivo de imagem. Salve primeiro a imagem no seu dispositivo e depois escolha o arquivo.',
  'avatar.folder': 'Isso é uma pasta. Abra e solte uma única imagem.',
  'avatar.camera-starting': 'Iniciando a câmera…',
  'avatar.camera-blocked':
    'A câmera está bloqueada. Permita o uso neste site pelo navegador e tente novamente.',
  'avatar.camera-missing':
    'Nenhuma câmera foi encontrada. Conecte uma e tente novamente, ou escolha um arquivo.',
  'avatar.camera-busy': 'A câmera não iniciou. Feche outros aplicativos que a usam e tente novamente.',
}
