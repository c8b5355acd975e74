import { Page } from '../../parts/page'

export default function Placeholder() {
  return <Page title="派单台">…</Page>
}
