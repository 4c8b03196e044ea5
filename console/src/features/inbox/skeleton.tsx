import { Late } from '../../ui/late'

const ROWS = [42, 36, 50, 38, 46, 34, 44, 40]

/** The list before it is there, in its final geometry. */
export function ListSkeleton() {
  return (
    <Late>
      <ul className="rows" aria-hidden="true">
        {ROWS.map((width) => (
          <li className="crow" key={width}>
            <span className="sk c" style={{ width: 38, height: 38 }} />
            <div className="stack sk-lines">
              <span className="sk" style={{ width: `${width}%` }} />
              <span className="sk" style={{ width: `${width * 2}%` }} />
              <span className="sk pill" style={{ width: width * 2 }} />
            </div>
          </li>
        ))}
      </ul>
    </Late>
  )
}
