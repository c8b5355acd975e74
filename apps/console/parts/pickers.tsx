import { Select } from 'antd'
import { useMemo } from 'react'
import { UNIT_KINDS } from '#domain/words'
import type { RegionView } from '#domain/views'
import { useRegion } from '../api/queries'

/** Pickers over the region's data: type any part of a name, in any order, arrow keys and Enter choose. */

interface Choice {
  value: string | number
  label: string
  /** Shown smaller, and found too. */
  more: string
  found: string
}

interface PickerProps<V> {
  value?: V
  onChange?: (value: V) => void
  id?: string
  placeholder?: string
  autoFocus?: boolean
  disabled?: boolean
  'aria-label'?: string
}

export function CategoryPicker(props: PickerProps<string>) {
  return <Picker {...props} choices={useChoices(categoriesOf)} placeholder="输入几个字查找，如：暖气、物业费" whole />
}

export function PlacePicker(props: PickerProps<string>) {
  return <Picker {...props} choices={useChoices(placesOf)} placeholder="镇街、社区或嘎查村" />
}

export function UnitPicker(props: PickerProps<number>) {
  return <Picker {...props} choices={useChoices(unitsOf)} placeholder={props.placeholder ?? '单位名称或简称'} />
}

function Picker<V extends string | number>({
  choices,
  whole,
  ...props
}: PickerProps<V> & { choices: Choice[]; whole?: boolean }) {
  const paths = useMemo(
    () => new Map(whole ? choices.map(({ value, more, label }) => [value, `${more} / ${label}`]) : []),
    [choices, whole],
  )
  return (
    <Select<V, Choice>
      {...props}
      options={choices}
      allowClear
      showSearch={{
        filterOption: (typed, choice) => matches(choice!.found, typed),
        filterSort: (one, other, { searchValue }) => distance(one, searchValue) - distance(other, searchValue),
      }}
      optionRender={({ data }) => (
        <span className="choice">
          <span>{data.label}</span> <span className="quiet">{data.more}</span>
        </span>
      )}
      labelRender={({ value, label }) => paths.get(value!) ?? label}
      notFoundContent="没有找到，请换个词"
    />
  )
}

/** A hit in the name itself comes before one in what stands above it, the nearest first. */
function distance({ label, more }: Choice, typed: string): number {
  const first = typed.trim().split(/\s+/)[0] ?? ''
  if (label.startsWith(first)) return 0
  if (label.includes(first)) return 1
  return more.split(' / ').at(-1)!.includes(first) ? 2 : 3
}

export function matches(text: string, typed: string): boolean {
  return typed
    .normalize('NFKC')
    .toLowerCase()
    .split(/\s+/)
    .every((part) => text.includes(part))
}

function useChoices(of: (region: RegionView) => Choice[]): Choice[] {
  const { data } = useRegion()
  return useMemo(() => (data ? of(data) : []), [data, of])
}

/** A ticket is filed under the deepest level there is. */
function categoriesOf({ categories }: RegionView): Choice[] {
  const byCode = new Map(categories.map((each) => [each.code, each]))
  const parents = new Set(categories.map(({ parentCode }) => parentCode))
  const pathOf = (code: string | null): string[] => {
    const category = code ? byCode.get(code) : undefined
    return category ? [...pathOf(category.parentCode), category.name] : []
  }
  return categories
    .filter(({ code }) => !parents.has(code))
    .map(({ code, name, parentCode, tags }) => choice(code, name, pathOf(parentCode).join(' / '), tags))
}

function placesOf({ places }: RegionView): Choice[] {
  const names = new Map(places.map(({ code, name }) => [code, name]))
  return places.map(({ code, name, parentCode }) => choice(code, name, (parentCode && names.get(parentCode)) || '', []))
}

function unitsOf({ units }: RegionView): Choice[] {
  return units.map(({ id, name, kind, aliases }) => choice(id, name, UNIT_KINDS[kind], aliases))
}

const choice = (value: string | number, label: string, more: string, also: string[]): Choice => ({
  value,
  label,
  more,
  found: [label, more, ...also].join(' ').toLowerCase(),
})
