/** The launcher's words: open, close, dismiss, n unread. The panel has its own, loaded with it. */
const WORDS: Record<string, readonly [string, string, string, string]> = {
  en: ['Open chat', 'Close chat', 'Dismiss', 'unread'],
  de: ['Chat öffnen', 'Chat schließen', 'Ausblenden', 'ungelesen'],
  es: ['Abrir el chat', 'Cerrar el chat', 'Descartar', 'sin leer'],
  fr: ['Ouvrir le chat', 'Fermer le chat', 'Ignorer', 'non lus'],
  pt: ['Abrir o chat', 'Fechar o chat', 'Dispensar', 'não lidas'],
  ar: ['افتح المحادثة', 'أغلق المحادثة', 'إخفاء', 'غير مقروءة'],
}

/** English where a language is missing. */
export function words(locale: string) {
  const [open, close, dismiss, unread] = WORDS[locale.slice(0, 2)] ?? (WORDS.en as (typeof WORDS)[string])
  return { open, close, dismiss, unread }
}
