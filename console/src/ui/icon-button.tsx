import type { ButtonHTMLAttributes, ReactNode, Ref } from 'react'

interface IconButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  label: string
  size?: 'xs' | 'sm' | 'md'
  ref?: Ref<HTMLButtonElement>
  children: ReactNode
}

/** A button with an icon only: its name is its label and its tooltip. */
export function IconButton({ label, size = 'md', className = '', children, ...rest }: IconButtonProps) {
  const small = size === 'md' ? '' : ` ${size}`
  return (
    <button
      type="button"
      className={`icon-btn${small} ${className}`}
      aria-label={label}
      title={label}
      {...rest}
    >
      {children}
    </button>
  )
}
