import { Page } from '../../parts/page'

export default function Placeholder() {
  return <Page title="诉求登记">…</Page>
}
