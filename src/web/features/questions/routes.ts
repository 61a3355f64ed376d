import { createRoute } from '@tanstack/react-router'
import { appRoute } from '../../shell/root-routes.tsx'
import { lazyScreen } from '../../shell/screen-route.ts'

const questionsRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/pertanyaan',
  component: lazyScreen(() => import('./questions-screen.tsx'), 'QuestionsScreen', ['questions']),
})
const readyRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/pertanyaan/siap-pakai',
  component: lazyScreen(() => import('./ready-screen.tsx'), 'ReadyScreen', ['questions']),
})
const questionRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/pertanyaan/$questionId',
  component: lazyScreen(() => import('./question-screen.tsx'), 'QuestionScreen', ['questions']),
})

export const questionsRoutes = [questionsRoute, readyRoute, questionRoute]
