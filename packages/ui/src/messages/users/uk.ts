import type { UsersMessages } from '../UsersMessages.ts'

/**
 * Ukrainian, with the polite "ви".
 *
 * @example
 * import { uk } from '@cubekit/ui/messages/uk'
 * import { ukUsers } from '@cubekit/ui/messages/users/uk'
 *
 * const messages = { ...uk, ...ukUsers }
 *
 * <CubeLocaleProvider locale="uk" messages={messages}>…</CubeLocaleProvider>
 */
export const ukUsers: UsersMessages<'one' | 'few' | 'many' | 'other'> = {
  'picker.people': 'Люди',
  'picker.person': 'Людина',
  'picker.placeholder': 'Ім’я, логін або пошта',
  'picker.open': 'Показати людей',
  'picker.choosePeople': 'Вибрати людей',
  'picker.choosePerson': 'Вибрати людину',
  'picker.done': 'Готово',
  'picker.chosen': 'Вибрані люди',
  'picker.remove': 'Прибрати: {name}',
  'picker.more': { one: 'і ще {count}', few: 'і ще {count}', many: 'і ще {count}', other: 'і ще {count}' },
  'picker.unnamed': 'Без імені',
  'picker.unknown': 'Невідомий користувач',
  'picker.member': 'Уже серед учасників',
  'picker.found': {
    one: 'Знайдено {count} людину.',
    few: 'Знайдено {count} людини.',
    many: 'Знайдено {count} людей.',
    other: 'Знайдено {count} людини.',
  },
  'picker.searching': 'Шукаємо…',
  'picker.tooShort': 'Введіть щонайменше 4 літери.',
  'picker.none': 'Нікого не знайдено. Перевірте написання або спробуйте логін чи пошту.',
  'picker.start': 'Введіть ім’я, логін або пошту.',
  'picker.mayHaveMore': 'Можливо, є й інші люди. Уточніть запит, щоб їх знайти.',
  'picker.offline': 'Немає з’єднання. Показано лише людей, які вже відомі тут.',
  'picker.failed': 'Пошук не вдався.',
  'picker.tryAgain': 'Спробувати ще раз',
  'picker.selectShown': {
    one: 'Вибрати {count}',
    few: 'Вибрати всіх: {count}',
    many: 'Вибрати всіх: {count}',
    other: 'Вибрати всіх: {count}',
  },
  'picker.added': 'Додано: {name}.',
  'picker.removed': 'Прибрано: {name}.',
  'picker.addedMany': {
    one: 'Додано {count} людину.',
    few: 'Додано {count} людини.',
    many: 'Додано {count} людей.',
    other: 'Додано {count} людини.',
  },
  'picker.max': {
    one: 'Можна вибрати не більше ніж {count} людину.',
    few: 'Можна вибрати не більше ніж {count} людини.',
    many: 'Можна вибрати не більше ніж {count} людей.',
    other: 'Можна вибрати не більше ніж {count} людини.',
  },
  'picker.notFound': 'Не знайдено: {names}.',
  'picker.required': 'Виберіть когось.',
  'people.unnamed': 'Без імені',
  'people.guest': 'Гість',
  'people.online': 'У мережі',
  'people.offline': 'Не в мережі',
  'people.justNow': 'щойно',
  'people.lastSeen': 'Востаннє в мережі {time}',
  'people.tags': 'Теги',
  'people.list': 'Люди',
  'people.loading': 'Завантажуємо людей…',
  'people.none': 'Тут ще нікого немає.',
  'people.failed': 'Не вдалося завантажити людей.',
  'people.busy': 'Сервер перевантажений. Спробуйте ще раз {time}.',
  'people.disconnected': 'Немає з’єднання. Люди з’являться, щойно воно відновиться.',
  'people.onlineCount': {
    one: '{count} людина в мережі',
    few: '{count} людини в мережі',
    many: '{count} людей у мережі',
    other: '{count} людини в мережі',
  },
  'people.nobodyOnline': 'Зараз у мережі нікого немає.',
}
