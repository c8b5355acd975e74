import { Input } from 'antd'
import { useEffect, useState } from 'react'

interface SearchBoxProps {
  q: string
  label: string
  placeholder: string
  onSearch: (words: string) => void
}

/** Waits for a pause in typing, and for Chinese being composed. */
export function SearchBox({ q, label, placeholder, onSearch }: SearchBoxProps) {
  const [typed, setTyped] = useState(q)
  useEffect(() => {
    if (typed.trim() === q) return
    const timer = setTimeout(() => onSearch(typed.trim()), 400)
    return () => clearTimeout(timer)
  }, [typed])
  return (
    <Input
      data-search
      allowClear
      value={typed}
      onChange={(event) => setTyped(event.target.value)}
      onPressEnter={(event) => !event.nativeEvent.isComposing && onSearch(typed.trim())}
      placeholder={placeholder}
      aria-label={label}
      style={{ width: 380 }}
    />
  )
}
