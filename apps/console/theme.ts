import type { ThemeConfig } from 'antd'

/** One blue, quiet greys, and every text at least 4.5 : 1 on what it stands on. */
export const theme: ThemeConfig = {
  token: {
    // Dialogs and lists wait for the end of their animation: switched off here, not in style sheets.
    motion: !window.matchMedia('(prefers-reduced-motion: reduce)').matches,
    colorPrimary: '#0b57a4',
    colorLinkHover: '#083f78',
    colorLinkActive: '#083f78',
    colorLink: '#0b57a4',
    colorInfo: '#0b57a4',
    colorSuccess: '#1a7a3c',
    colorWarning: '#a35a00',
    colorError: '#c62121',
    colorPrimaryBg: '#e8f1fb',
    colorPrimaryBgHover: '#d6e6f7',
    controlItemBgActive: '#e8f1fb',
    colorInfoBg: '#e8f1fb',
    colorInfoBorder: '#b9d5f2',
    colorSuccessBg: '#e5f4ea',
    colorSuccessBorder: '#b5dfc2',
    colorWarningBg: '#fff5e0',
    colorWarningBorder: '#f1d49a',
    colorErrorBg: '#fdeaea',
    colorErrorBorder: '#f3bcbc',
    colorText: '#18222f',
    colorTextSecondary: '#4a5666',
    colorTextTertiary: '#586474',
    colorTextQuaternary: '#5f6b7a',
    colorTextPlaceholder: '#667080',
    colorTextDescription: '#4a5666',
    colorTextDisabled: '#667080',
    colorBorder: '#c3ccd8',
    colorBgLayout: '#eef2f6',
    borderRadius: 6,
    fontFamily:
      '"PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Source Han Sans SC", "WenQuanYi Micro Hei", sans-serif',
    motionDurationMid: '0.1s',
    motionDurationSlow: '0.15s',
  },
  components: {
    Select: { optionSelectedBg: '#e8f1fb', optionActiveBg: '#f1f5fa' },
    Form: { itemMarginBottom: 12, labelHeight: 24, verticalLabelPadding: '0 0 2px' },
    Tabs: { horizontalMargin: '0 0 8px' },
  },
}
