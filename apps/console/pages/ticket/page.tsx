import { Page } from '../../parts/page'

export default function Placeholder() {
  return <Page title="工单">…</Page>
}
