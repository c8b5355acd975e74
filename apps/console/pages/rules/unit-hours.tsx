import { Alert, Button } from 'antd'
import { useState } from 'react'
import { hoursErrors, type OfficeHours } from '#domain/clock/calendar'
import type { RulesView } from '#domain/clock-views'
import { useMay } from '../../parts/me'
import { UnitPicker } from '../../parts/pickers'
import { Empty } from '../../parts/states'
import { HoursFields } from './hours-fields'
import type { Proposal } from './propose'

const USUAL: OfficeHours = {
  intervals: [
    [510, 720],
    [870, 1050],
  ],
  weekdays: [1, 2, 3, 4, 5],
}

/** Units whose office is open at other times than the policy says. */
export function UnitHours({
  units,
  onPropose,
}: {
  units: RulesView['units']
  onPropose: (proposal: Proposal) => void
}) {
  const mayPropose = useMay('rule.propose')
  const [unitId, setUnitId] = useState<number>()
  const [hours, setHours] = useState<OfficeHours | null>(USUAL)
  const [errors, setErrors] = useState<string[]>([])
  const propose = () => {
    const found = [
      ...(unitId ? [] : ['请选择单位']),
      ...(hours ? hoursErrors(hours) : ['上班时段应形如 08:30-12:00 14:30-17:30']),
    ]
    setErrors(found)
    if (!found.length) onPropose({ kind: 'hours', about: '单位上班时间', content: { unitId, officeHours: hours } })
  }
  return (
    <div className="inset">
      {mayPropose && (
        <div className="row gap-below">
          <div style={{ width: 260 }}>
            <UnitPicker value={unitId} onChange={setUnitId} aria-label="单位" />
          </div>
          <HoursFields hours={hours} onChange={setHours} />
          <Button type="primary" onClick={propose}>
            提出变更
          </Button>
        </div>
      )}
      {errors.length > 0 && <Alert type="error" className="gap-below" title={errors.join('；')} />}
      {units.length === 0 && <Empty title="所有单位都按时限方案的上班时间" />}
      <ul className="plain-rows">
        {units.map((unit) => (
          <li key={unit.unitId} className="spread">
            <span>
              <strong>{unit.unitName}</strong> {unit.hours}
            </span>
            {mayPropose && (
              <Button
                size="small"
                aria-label={`恢复 ${unit.unitName} 的上班时间`}
                onClick={() =>
                  onPropose({
                    kind: 'hours',
                    about: `${unit.unitName}：恢复按时限方案`,
                    content: { unitId: unit.unitId, officeHours: null },
                  })
                }
              >
                恢复按方案
              </Button>
            )}
          </li>
        ))}
      </ul>
    </div>
  )
}
