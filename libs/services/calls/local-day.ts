const LOCAL_DAY = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' })

/** 'YYYY-MM-DD' where the hotline stands. */
export const localDay = (at: Date) => LOCAL_DAY.format(at)
