import { Checkbox, Input } from 'antd'
import { useState } from 'react'
import type { OfficeHours } from '#domain/clock/calendar'
import { intervalsFrom, intervalsText } from '#domain/clock/hours-text'

const DAYS = ['一', '二', '三', '四', '五', '六', '日'].map((label, index) => ({ label, value: index + 1 }))

interface HoursProps {
  hours: OfficeHours | null
  /** Null while what is typed is no time. */
  onChange: (hours: OfficeHours | null) => void
}

/** Split shifts, weekdays, Saturdays, or around the clock. */
export function HoursFields({ hours, onChange }: HoursProps) {
  const [known, setKnown] = useState<OfficeHours>(hours ?? { intervals: [], weekdays: [] })
  const [text, setText] = useState(intervalsText(known))
  const change = (patch: Partial<OfficeHours>, typed = text) => {
    const next = { ...known, ...patch }
    setKnown(next)
    const intervals = intervalsFrom(typed)
    onChange(next.aroundTheClock ? { ...next, intervals: intervals ?? [] } : intervals && { ...next, intervals })
  }
  return (
    <div className="row">
      <Input
        value={text}
        disabled={known.aroundTheClock ?? false}
        onChange={(event) => {
          setText(event.target.value)
          change({}, event.target.value)
        }}
        aria-label="上班时段"
        style={{ width: 220 }}
        status={hours ? undefined : 'error'}
      />
      <Checkbox.Group
        options={DAYS}
        value={[...known.weekdays]}
        onChange={(weekdays) => change({ weekdays })}
        aria-label="每周工作日"
      />
      <Checkbox
        checked={known.saturdayService ?? false}
        onChange={(event) => change({ saturdayService: event.target.checked })}
      >
        周六照常服务
      </Checkbox>
      <Checkbox
        checked={known.aroundTheClock ?? false}
        onChange={(event) => change({ aroundTheClock: event.target.checked })}
      >
        全天值守
      </Checkbox>
    </div>
  )
}
