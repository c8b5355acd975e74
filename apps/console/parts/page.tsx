import { type ReactNode, useEffect, useRef } from 'react'

/** A page: its name in the tab and as the one heading; a change of page puts the focus there, so that it is heard. */
export function Page({
  title,
  aside,
  focus = true,
  children,
}: {
  title: string
  aside?: ReactNode
  focus?: boolean
  children: ReactNode
}) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => void (document.title = `${title} · 即办`), [title])
  useEffect(() => {
    if (focus) heading.current?.focus({ preventScroll: true })
  }, [focus])
  return (
    <>
      <header className="page-head">
        <h1 tabIndex={-1} ref={heading}>
          {title}
        </h1>
        {aside && <div className="page-aside">{aside}</div>}
      </header>
      {children}
    </>
  )
}
