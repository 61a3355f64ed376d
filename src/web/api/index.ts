export { type ApiKey, type ApiOptions, type ApiResponse, api, apiQuery } from './client.ts'
export { ApiProblem, fieldError } from './problem.ts'
