export { beginAuditChain, chainAudit } from './chain-audit.ts'
export { exportHead, headsFileOf } from './export-heads.ts'
export { type AuditEntry, recordAudit, recordAudits } from './record.ts'
export { type Finding, type Verdict, verifyAudit } from './verify-audit.ts'
