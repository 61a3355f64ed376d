export {
  findPersonalData,
  type MaskedText,
  maskPersonalData,
  type PersonalKind,
  type PersonalPart,
} from './mask-personal-data.ts'
