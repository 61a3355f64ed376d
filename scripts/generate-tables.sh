#!/usr/bin/env bash
# Writes src/platform/database/tables.generated.ts from the migrations. Needs DATABASE_URL of an empty, migrated database.
set -euo pipefail
cd "$(dirname "$0")/.."
npx kysely-codegen --dialect postgres --camel-case --url "$DATABASE_URL" --date-parser string --numeric-parser number \
  --type-mapping '{"int8":"number","xid8":"string"}' --exclude-pattern 'kysely*' --out-file src/platform/database/tables.generated.ts
