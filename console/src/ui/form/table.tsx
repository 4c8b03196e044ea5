import type { ReactNode } from 'react'

export interface Column<T> {
  id: string
  /** The heading; on a phone it stands before the value. */
  title: string
  /** A heading for those who hear it only, as over buttons. */
  quiet?: boolean
  /** `w-…` of settings.css; the others share what is left. */
  width?: string
  cell: (row: T) => ReactNode
}

interface TableProps<T> {
  label: string
  columns: Column<T>[]
  rows: readonly T[]
  id: (row: T) => string
}

/** A table that becomes a list of cards on a phone. The first column names the row. */
export function Table<T>({ label, columns, rows, id }: TableProps<T>) {
  return (
    <table className="tbl set-tbl" aria-label={label}>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column.id} scope="col" className={column.width}>
              {column.quiet ? <span className="sr">{column.title}</span> : column.title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={id(row)}>
            {columns.map((column) => (
              <td key={column.id} data-title={column.quiet ? undefined : column.title}>
                {column.cell(row)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** Rows to come, in the geometry of the table. */
export function TableSkeleton({ rows = 4 }: { rows?: number }) {
  return (
    <div aria-hidden="true">
      {Array.from({ length: rows }, (_, n) => (
        <div className="tbl-sk-row" key={n}>
          <span className="sk grow" />
          <span className="sk" style={{ width: 90 }} />
          <span className="sk" style={{ width: 60 }} />
        </div>
      ))}
    </div>
  )
}
