const formats = new Map<string, Intl.DateTimeFormat>()

/** Hours and minutes as the locale writes them; a formatter is dear, so that it is made once. */
export function clockTime(locale: string, at: string): string {
  const format = formats.get(locale) ?? new Intl.DateTimeFormat(locale, { timeStyle: 'short' })
  formats.set(locale, format)
  return format.format(new Date(at))
}
