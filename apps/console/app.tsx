import { QueryClientProvider } from '@tanstack/react-query'
import { App as Messages, ConfigProvider } from 'antd'
import chinese from 'antd/locale/zh_CN'
import { BrowserRouter } from 'react-router'
import { queryClient } from './api/client'
import { Doors } from './doors'
import { theme } from './theme'

export function App() {
  return (
    <ConfigProvider locale={chinese} theme={theme} button={{ autoInsertSpace: false }}>
      <Messages message={{ maxCount: 3 }}>
        <QueryClientProvider client={queryClient}>
          <BrowserRouter>
            <Doors />
          </BrowserRouter>
        </QueryClientProvider>
      </Messages>
    </ConfigProvider>
  )
}
