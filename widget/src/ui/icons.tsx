/** Lucide, ISC; 1.75 stroke at 24. Apart from each other, so that each part of the panel brings its own. */
export const SEND = 'm5 12 7-7 7 7M12 19V5'
export const CHECK = 'M20 6 9 17l-5-5'
export const BACK = 'M20 20v-7a4 4 0 0 0-4-4H4M9 14 4 9l5-5'
export const MORE = 'M12 12h.01M19 12h.01M5 12h.01'
export const TIMER = 'M10 2h4M12 14l3-3M20 14a8 8 0 1 1-16 0 8 8 0 0 1 16 0'
export const JOINED = 'M2 21a8 8 0 0 1 13.292-6M15 8A5 5 0 1 1 5 8a5 5 0 0 1 10 0M16 19l2 2 4-4'
export const PERSON = 'M17 8A5 5 0 1 1 7 8a5 5 0 0 1 10 0M20 21a8 8 0 0 0-16 0'
export const CLOSE = 'M18 6 6 18M6 6l12 12'
export const DOWN = 'M12 5v14M19 12l-7 7-7-7'
export const CLEAR =
  'm7 21-4.3-4.3c-1-1-1-2.5 0-3.4l9.6-9.6c1-1 2.5-1 3.4 0l5.6 5.6c1 1 1 2.5 0 3.4L13 21M22 21H7M5 11l9 9'
export const FORGET = 'M3 6h18M19 6v14a2 2 0 0 1-2 2H7a2 2 0 0 1-2-2V6M8 6V4a2 2 0 0 1 2-2h4a2 2 0 0 1 2 2v2'
export const MAIL =
  'm22 7-8.991 5.727a2 2 0 0 1-2.009 0L2 7M4 4h16a2 2 0 0 1 2 2v12a2 2 0 0 1-2 2H4a2 2 0 0 1-2-2V6a2 2 0 0 1 2-2'
export const CLOCK = 'M22 12a10 10 0 1 1-20 0 10 10 0 0 1 20 0M12 6v6l4 2'
export const ALERT = 'M22 12a10 10 0 1 1-20 0 10 10 0 0 1 20 0M12 8v4M12 16h.01'
export const OUT = 'M15 3h6v6M10 14 21 3M18 13v6a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2V8a2 2 0 0 1 2-2h6'

export function Icon({ path, size = 18, stroke = 1.75 }: { path: string; size?: number; stroke?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      stroke-width={stroke}
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
    >
      <path d={path} />
    </svg>
  )
}
