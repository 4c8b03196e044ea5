/** The assistant's own picture, where it has one. */
export const picture = { src: '' }

/** An assistant is a squircle with two eyes, unless it has a picture. */
export function Bot({ size }: { size: number }) {
  if (picture.src) return <img class="bot" src={picture.src} alt="" width={size} height={size} />
  return (
    <svg class="bot" width={size} height={size} viewBox="0 0 24 24" aria-hidden="true">
      <path
        class="bot-body"
        d="M12 1.5c7.6 0 10.5 2.9 10.5 10.5S19.6 22.5 12 22.5 1.5 19.6 1.5 12 4.4 1.5 12 1.5z"
      />
      <rect class="bot-eye" x="7.3" y="8.5" width="3" height="7" rx="1.5" />
      <rect class="bot-eye" x="13.7" y="8.5" width="3" height="7" rx="1.5" />
    </svg>
  )
}

/** A person is a circle: with the initial where the name is known. */
export function Mate({ name, big }: { name: string | null; big?: boolean }) {
  return (
    <span class={big ? 'mate big' : 'mate'} aria-hidden="true">
      {name ? (
        [...name.trim()][0]?.toUpperCase()
      ) : (
        <svg width="62%" height="62%" viewBox="0 0 24 24" fill="currentColor" aria-hidden="true">
          <circle cx="12" cy="8" r="4.5" />
          <path d="M3.5 21a8.5 7.5 0 0 1 17 0z" />
        </svg>
      )}
    </span>
  )
}

export function Dots() {
  return (
    <span class="dots" aria-hidden="true">
      <i />
      <i />
      <i />
    </span>
  )
}
