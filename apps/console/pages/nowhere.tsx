import { Link } from 'react-router'
import { Page } from '../parts/page'
import { Empty } from '../parts/states'

export default function Nowhere() {
  return (
    <Page title="没有这个页面">
      <Empty title="地址不存在，或您的角色不能使用这个页面">
        <Link to="/">回到首页</Link>
      </Empty>
    </Page>
  )
}
