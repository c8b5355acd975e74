import { App, Button, Input } from 'antd'
import { useState } from 'react'
import type { RatingLinkView } from '#domain/views'
import { call } from '../api/http'
import { useChange } from '../api/use-change'
import { fullTime } from '../words/time'

/** Shown when asked for, to be read out or copied; that it was is kept. */
export function RatingLink({ ticketId }: { ticketId: string }) {
  const [link, show] = useState<RatingLinkView>()
  const { busy, change } = useChange('rating-link')
  const { message } = App.useApp()
  const ask = async () => {
    const send = (intention: string) =>
      call<RatingLinkView>('POST', `/tickets/${ticketId}/rating-link`, { body: {}, intention })
    show(await change(send, '已取得评价链接，本次查看已留痕'))
  }
  const copy = async () => {
    await navigator.clipboard.writeText(link!.url)
    message.success('已复制')
  }
  return (
    <div>
      <h3>自助评价链接</h3>
      {link ? (
        <>
          <Input.TextArea readOnly value={link.url} autoSize aria-label="自助评价链接" />
          <p className="quiet">{fullTime(link.expiresAt)} 前可用一次</p>
          <Button size="small" onClick={() => void copy()}>
            复制链接
          </Button>
        </>
      ) : (
        <Button size="small" loading={busy} onClick={() => void ask()}>
          显示链接，读给诉求人
        </Button>
      )}
    </div>
  )
}
