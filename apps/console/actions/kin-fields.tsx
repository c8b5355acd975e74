import { Alert, Button, Form, Input, Radio, Select } from 'antd'
import { useState } from 'react'
import type { AlikeTicket, TicketView } from '#domain/views'
import { LINK_REASONS } from '#domain/words'
import { useAlike, useFoundTickets } from '../api/queries'
import { CategoryPicker, PlacePicker } from '../parts/pickers'
import { Failed, Loading } from '../parts/states'
import { choicesOf } from '../words/choices'
import { fullTime } from '../words/time'
import type { FieldsProps } from './forms'

/** 并单: what may be the same, side by side with this one; or any other by its number. */
export function MergeFields({ ticket }: FieldsProps) {
  const alike = useAlike(ticket.id)
  const chosen = Form.useWatch('intoId')
  const one = alike.data?.items.find(({ id }) => id === chosen)
  return (
    <>
      {alike.isPending && <Loading />}
      {alike.error && <Failed error={alike.error} retry={() => void alike.refetch()} />}
      {alike.data?.items.length === 0 && (
        <Alert
          type="info"
          showIcon
          className="gap-below"
          title="没有找到同地、同类、时间相近的在办工单，可按编号查找主单。"
        />
      )}
      <Form.Item
        label="并入哪张工单（主单）"
        name="intoId"
        extra="本单停止流转，承办任务撤回，时限停止计算；回访时本单诉求人单独回访。"
      >
        <IntoPicker items={alike.data?.items ?? []} />
      </Form.Item>
      {one && <SideBySide ticket={ticket} other={one} />}
      <Form.Item label="并单理由" name="reason">
        <Input.TextArea rows={2} maxLength={1000} showCount />
      </Form.Item>
    </>
  )
}

interface PickerProps {
  value?: string
  onChange?: (id: string) => void
  id?: string
}

function IntoPicker({ items, value, onChange, id }: PickerProps & { items: AlikeTicket[] }) {
  return (
    <div className="stack">
      {items.length > 0 && (
        <Radio.Group
          {...(value !== undefined && { value })}
          onChange={({ target }) => onChange?.(target.value as string)}
          options={items.map((each) => ({
            value: each.id,
            label: `${each.shownNumber} · ${each.title}（相似 ${each.alike}%）`,
          }))}
        />
      )}
      <TicketPicker {...(id && { id })} {...(value !== undefined && { value })} {...(onChange && { onChange })} />
    </div>
  )
}

/** Any ticket this person may see, by its number or its words. */
export function TicketPicker({ value, onChange, id }: PickerProps) {
  const [typed, setTyped] = useState('')
  const found = useFoundTickets(typed)
  return (
    <Select
      {...(id && { id })}
      {...(value !== undefined && { value })}
      {...(onChange && { onChange })}
      placeholder="按编号或内容查找工单"
      showSearch={{ filterOption: false, onSearch: setTyped }}
      loading={found.isFetching}
      options={(found.data?.items ?? []).map((each) => ({
        value: each.id,
        label: `${each.shownNumber} · ${each.title}`,
      }))}
      notFoundContent={typed.trim().length < 2 ? '请输入编号或两个以上的字' : '没有找到'}
    />
  )
}

const SideBySide = ({ ticket, other }: { ticket: TicketView; other: AlikeTicket }) => (
  <div className="two gap-below" aria-label="并排比对">
    <Words heading={`本单 ${ticket.shownNumber}`} row={{ ...ticket, content: ticket.content ?? '' }} />
    <Words heading={`主单 ${other.shownNumber}`} row={other} />
  </div>
)

type Shown = Pick<AlikeTicket, 'title' | 'content' | 'address' | 'registeredAt'>

const Words = ({ heading, row }: { heading: string; row: Shown }) => (
  <section className="card" aria-label={heading}>
    <h3>{heading}</h3>
    <p>
      <strong>{row.title}</strong>
    </p>
    <p className="words">{row.content}</p>
    <p className="quiet">{row.address}</p>
    <p className="quiet">{fullTime(row.registeredAt)} 登记</p>
  </section>
)

/** 拆分: a row for each matter, with words and a category of its own. */
export const SplitFields = () => (
  <>
    <Form.List name="parts">
      {(rows, { add, remove }) => (
        <div className="stack gap-below">
          {rows.map(({ key, name }) => (
            <fieldset key={key} className="card">
              <legend>子单 {name + 1}</legend>
              <Form.Item label="标题" name={[name, 'title']}>
                <Input maxLength={100} />
              </Form.Item>
              <Form.Item label="诉求内容" name={[name, 'content']}>
                <Input.TextArea rows={2} maxLength={5000} />
              </Form.Item>
              <Form.Item label="诉求分类" name={[name, 'categoryCode']}>
                <CategoryPicker />
              </Form.Item>
              <Form.Item label="事发地（可不填，默认同原单）" name={[name, 'placeCode']}>
                <PlacePicker />
              </Form.Item>
              {rows.length > 2 && <Button onClick={() => remove(name)}>删除子单 {name + 1}</Button>}
            </fieldset>
          ))}
          {rows.length < 10 && <Button onClick={() => add()}>再加一张子单</Button>}
        </div>
      )}
    </Form.List>
    <Form.Item label="拆分理由" name="reason" extra="子单各有单位、时限和编号；全部办结后原单自动办结。">
      <Input.TextArea rows={2} maxLength={1000} showCount />
    </Form.Item>
  </>
)

export const splitStart = ({ title, content, category, place }: TicketView) => {
  const part = { title, content: content ?? '', categoryCode: category.code, placeCode: place?.code }
  return { parts: [part, { placeCode: place?.code }] }
}

export const LinkFields = () => (
  <>
    <Form.Item label="关联工单" name="otherId">
      <TicketPicker />
    </Form.Item>
    <Form.Item label="关联原因" name="reason">
      <Select options={choicesOf(LINK_REASONS)} />
    </Form.Item>
    <Form.Item label="说明（可不填）" name="note">
      <Input.TextArea rows={2} maxLength={500} showCount />
    </Form.Item>
  </>
)

export const UnlinkFields = ({ ticket }: FieldsProps) => (
  <>
    <Form.Item label="取消与哪张工单的关联" name="otherId">
      <Radio.Group
        options={ticket.kin.links.map(({ id, shownNumber, title }) => ({
          value: id,
          label: `${shownNumber} ${title}`,
        }))}
      />
    </Form.Item>
    <Form.Item label="理由" name="reason">
      <Input.TextArea rows={2} maxLength={1000} showCount />
    </Form.Item>
  </>
)
