import { AREA_KINDS, CHANNELS, INTAKE_OUTCOMES, REQUESTER_KINDS } from '#domain/words'
import type { EnterpriseView, TicketView } from '#domain/views'
import { ENTERPRISE_SIZES, LANGUAGES } from '#domain/words/desk'
import { fullTime } from '../words/time'
import { Mark } from './marks'
import { Reveal } from './reveal'

/** What was asked, where and how it came in. */
export function TicketFacts({ ticket }: { ticket: TicketView }) {
  const { category, place, address, areaKind, channel, channelRef, tags, accusedUnit, registeredBy, registeredAt } =
    ticket
  const rows: [string, React.ReactNode][] = [
    ['诉求分类', category.path.join(' / ')],
    ['事发地', [place?.name, address].filter(Boolean).join(' ') || '未填写'],
    ['区域', areaKind && AREA_KINDS[areaKind]],
    ['受理渠道', [CHANNELS[channel], channelRef].filter(Boolean).join(' · ')],
    ['受理结果', INTAKE_OUTCOMES[ticket.outcome]],
    ['依据知识', ticket.knowledge && `${ticket.knowledge.title}（第 ${ticket.knowledge.version} 版）`],
    ['被反映单位', accusedUnit?.name],
    ['归口标签', tags.length > 0 && tags.map((tag) => <Mark key={tag}>{tag}</Mark>)],
    ['首问责任人', ticket.owner],
    ['登记', `${registeredBy} · ${fullTime(registeredAt)}`],
    ['办结', ticket.closedAt && fullTime(ticket.closedAt)],
  ]
  return <Facts rows={rows} />
}

/** Rows without a value are left out. */
export function Facts({ rows }: { rows: [string, React.ReactNode][] }) {
  return (
    <dl className="facts">
      {rows.map(([name, value]) =>
        value ? (
          <div key={name} className="facts-row">
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ) : null,
      )}
    </dl>
  )
}

/** What is known of an enterprise, in a line. */
export const enterpriseWords = ({ industry, size, park }: EnterpriseView) =>
  [industry, size && ENTERPRISE_SIZES[size], park].filter(Boolean).join(' · ')

/** Masked, or not there at all: the server decides, the page says why. */
export function RequesterFacts({ ticket }: { ticket: TicketView }) {
  const { requester } = ticket
  if (!requester)
    return (
      <p className="quiet">
        {ticket.requesterHidden
          ? '本工单须保密，诉求人信息不提供给承办单位。如需沟通请使用“经中心转达”。'
          : '没有留下诉求人信息。'}
      </p>
    )
  const field = (name: 'name' | 'phone' | 'contact', value: string | null) => (
    <Reveal ticketId={ticket.id} field={name} masked={value} allowed={requester.revealable.includes(name)} />
  )
  return (
    <Facts
      rows={[
        ['类型', `${REQUESTER_KINDS[requester.kind]}${requester.anonymous ? '（匿名）' : ''}`],
        [requester.kind === 'citizen' ? '姓名' : '名称', requester.name && field('name', requester.name)],
        ['联系电话', requester.phone && field('phone', requester.phone)],
        ['使用语言', LANGUAGES[requester.language]],
        ['信用代码', requester.creditCode],
        ['联系人', requester.contactPerson && field('contact', requester.contactPerson)],
        ['企业情况', enterpriseWords(requester)],
      ]}
    />
  )
}
