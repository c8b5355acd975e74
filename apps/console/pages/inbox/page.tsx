import { Page } from '../../parts/page'

export default function Placeholder() {
  return <Page title="单位工单">…</Page>
}
