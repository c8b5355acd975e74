import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  Length,
  Matches,
  Max,
  Min,
  ValidateNested,
  type ValidationOptions,
} from 'class-validator'
import { type Labels } from './words'

/** The kinds of fields inputs are made of, each with its Chinese words for what is wrong and what to do. */

type Decorator = (target: object, key: string) => void
export interface FieldOptions {
  optional?: boolean
}

export const Text = (label: string, min: number, max: number, options: FieldOptions = {}) =>
  field(
    options,
    Length(min, max, say(min > 1 ? `${label}请填写 ${min} 到 ${max} 个字` : `${label}不能为空，最多 ${max} 个字`)),
    IsString(say(`${label}应为文字`)),
  )

export const Choice = (label: string, words: Labels<string>, options: FieldOptions = {}) =>
  field(options, IsIn(Object.keys(words), say(`${label}请从下列选项中选择：${Object.values(words).join('、')}`)))

export const Whole = (label: string, min: number, max: number, options: FieldOptions = {}) =>
  field(
    options,
    Max(max, say(`${label}不能大于 ${max}`)),
    Min(min, say(`${label}不能小于 ${min}`)),
    IsInt(say(`${label}应为整数`)),
  )

export const YesNo = (label: string, options: FieldOptions = {}) =>
  field(options, IsBoolean(say(`${label}请选择是或否`)))

/** Database ids travel as text: they can be larger than a JavaScript number. */
export const Id = (label: string, options: FieldOptions = {}) =>
  field(options, Matches(/^[1-9]\d{0,17}$/, say(`${label}不正确`)), IsString(say(`${label}不正确`)))

export const Texts = (label: string, most: number, longest: number, options: FieldOptions = {}) =>
  field(
    options,
    ArrayMaxSize(most, say(`${label}最多 ${most} 项`)),
    IsArray(say(`${label}应为列表`)),
    Length(1, longest, { ...say(`${label}每项不能为空，最多 ${longest} 个字`), each: true }),
    IsString({ ...say(`${label}每项应为文字`), each: true }),
  )

/** A nested input, or a list of them; `parse` reads the class from here. */
export const Nested = (
  label: string,
  of: () => new () => object,
  options: FieldOptions & { most?: number } = {},
): Decorator => {
  const many = options.most !== undefined
  const decorate = field(
    options,
    ValidateNested({ ...say(`${label}填写有误`), each: many }),
    ...(many
      ? [ArrayMaxSize(options.most!, say(`${label}最多 ${options.most} 项`)), IsArray(say(`${label}应为列表`))]
      : []),
  )
  return (target, key) => {
    decorate(target, key)
    nestedOf(target.constructor).set(key, of)
  }
}

const NESTED = new Map<unknown, Map<string, () => new () => object>>()

export function nestedOf(type: unknown): Map<string, () => new () => object> {
  let found = NESTED.get(type)
  if (!found) NESTED.set(type, (found = new Map()))
  return found
}

function field(options: FieldOptions, ...checks: PropertyDecorator[]): Decorator {
  return (target, key) => {
    for (const check of checks) check(target, key)
    if (options.optional) IsOptional()(target, key)
  }
}

const say = (message: string): ValidationOptions => ({ message })
