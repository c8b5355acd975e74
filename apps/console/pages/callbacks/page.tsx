import { Page } from '../../parts/page'

export default function Placeholder() {
  return <Page title="回访台">…</Page>
}
