import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsDateString,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  Length,
  Matches,
  Max,
  Min,
  ValidateBy,
  ValidateNested,
  type ValidationOptions,
} from 'class-validator'
import { creditCodeFault } from './privacy/credit-code'
import { type Labels } from './words'

/** The kinds of fields inputs are made of, each with its Chinese words for what is wrong and what to do. */

type Decorator = (target: object, key: string) => void
export interface FieldOptions {
  optional?: boolean
}

/** What a form needs to know of a field; a form that knows nothing of an action can be made from these. */
export interface FieldSpec {
  key: string
  kind: 'text' | 'choice' | 'whole' | 'yesNo' | 'id' | 'unit' | 'day' | 'choices' | 'texts' | 'files' | 'nested'
  label: string
  optional: boolean
  words?: Labels<string>
  min?: number
  max?: number
}

/** The fields of an input class, in the order they are written. */
export const fieldsOf = (type: new () => object): readonly FieldSpec[] => SPECS.get(type) ?? []
const SPECS = new Map<unknown, FieldSpec[]>()

export const Text = (label: string, min: number, max: number, options: FieldOptions = {}) =>
  field(
    { kind: 'text', label, min, max },
    options,
    Length(min, max, say(min > 1 ? `${label}请填写 ${min} 到 ${max} 个字` : `${label}不能为空，最多 ${max} 个字`)),
    IsString(say(`${label}应为文字`)),
  )

/** 统一社会信用代码, its check sign included; says what is wrong with it. */
export const CreditCode = (label: string, options: FieldOptions = {}) =>
  field(
    { kind: 'text', label, min: 18, max: 18 },
    options,
    ValidateBy({
      name: 'isCreditCode',
      validator: {
        validate: (typed) => typeof typed === 'string' && creditCodeFault(typed) === null,
        defaultMessage: (asked) => creditCodeFault(String(asked?.value)) ?? '',
      },
    }),
    IsString(say(`${label}应为文字`)),
  )

export const Choice = (label: string, words: Labels<string>, options: FieldOptions = {}) =>
  field(
    { kind: 'choice', label, words },
    options,
    IsIn(Object.keys(words), say(`${label}请从下列选项中选择：${Object.values(words).join('、')}`)),
  )

/** Several of a list of words. */
export const Choices = (label: string, words: Labels<string>, options: FieldOptions = {}) =>
  field(
    { kind: 'choices', label, words },
    options,
    ArrayMaxSize(Object.keys(words).length, say(`${label}最多 ${Object.keys(words).length} 项`)),
    IsArray(say(`${label}应为列表`)),
    IsIn(Object.keys(words), { ...say(`${label}请从下列选项中选择：${Object.values(words).join('、')}`), each: true }),
  )

export const Whole = (label: string, min: number, max: number, options: FieldOptions = {}) =>
  field(
    { kind: 'whole', label, min, max },
    options,
    Max(max, say(`${label}不能大于 ${max}`)),
    Min(min, say(`${label}不能小于 ${min}`)),
    IsInt(say(`${label}应为整数`)),
  )

export const YesNo = (label: string, options: FieldOptions = {}) =>
  field({ kind: 'yesNo', label }, options, IsBoolean(say(`${label}请选择是或否`)))

/** A unit of the region. */
export const UnitOf = (label: string, options: FieldOptions = {}) =>
  field(
    { kind: 'unit', label },
    options,
    Max(2_000_000_000, say(`请选择${label}`)),
    Min(1, say(`请选择${label}`)),
    IsInt(say(`请选择${label}`)),
  )

/** A local calendar day, 'YYYY-MM-DD'. */
export const Day = (label: string, options: FieldOptions = {}) =>
  field(
    { kind: 'day', label },
    options,
    IsDateString({ strict: true }, say(`${label}应为存在的日期，如 2026-11-20`)),
    Matches(/^20\d\d-\d\d-\d\d$/, say(`${label}应为日期，如 2026-11-20`)),
    IsString(say(`${label}应为日期`)),
  )

/** A moment with its zone, as computers write it. */
export const Moment = (label: string, options: FieldOptions = {}) =>
  field(
    { kind: 'text', label },
    options,
    Matches(
      /^20\d\d-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-]\d\d:\d\d)$/,
      say(`${label}应为时间，如 2026-11-20T08:30:00+08:00`),
    ),
    IsString(say(`${label}应为时间`)),
  )

/** Database ids travel as text: they can be larger than a JavaScript number. */
export const Id = (label: string, options: FieldOptions = {}) =>
  field(
    { kind: 'id', label },
    options,
    Matches(/^[1-9]\d{0,17}$/, say(`${label}不正确`)),
    IsString(say(`${label}不正确`)),
  )

export const Texts = (label: string, most: number, longest: number, options: FieldOptions = {}) =>
  field(
    { kind: 'texts', label, max: most },
    options,
    ArrayMaxSize(most, say(`${label}最多 ${most} 项`)),
    IsArray(say(`${label}应为列表`)),
    Length(1, longest, { ...say(`${label}每项不能为空，最多 ${longest} 个字`), each: true }),
    IsString({ ...say(`${label}每项应为文字`), each: true }),
  )

/** Files uploaded before, by their ids; whose they are is checked where they are attached. */
export const Files = (label: string, most: number) =>
  field(
    { kind: 'files', label, max: most },
    { optional: true },
    ArrayUnique(say(`${label}有重复，请移除多余的`)),
    ArrayMaxSize(most, say(`${label}最多 ${most} 个`)),
    IsArray(say(`${label}应为列表`)),
    Matches(/^[1-9]\d{0,17}$/, { ...say(`${label}还没有传完或没有传成，请等传完，或重试、移除后再提交`), each: true }),
    IsString({ ...say(`${label}不正确`), each: true }),
  )

/** A nested input, or a list of them; `parse` reads the class from here. */
export const Nested = (
  label: string,
  of: () => new () => object,
  options: FieldOptions & { most?: number } = {},
): Decorator => {
  const many = options.most !== undefined
  const decorate = field(
    { kind: 'nested', label },
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

function field(
  spec: Omit<FieldSpec, 'key' | 'optional'>,
  options: FieldOptions,
  ...checks: PropertyDecorator[]
): Decorator {
  return (target, key) => {
    for (const check of checks) check(target, key)
    const optional = options.optional ?? false
    if (optional) IsOptional()(target, key)
    SPECS.set(target.constructor, [...fieldsOf(target.constructor as new () => object), { ...spec, key, optional }])
  }
}

const say = (message: string): ValidationOptions => ({ message })
