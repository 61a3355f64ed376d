import { geoPath } from 'd3-geo'
import { feature } from 'topojson-client'
import type { GeometryCollection, Topology } from 'topojson-specification'
import atlas from 'world-atlas/land-110m.json' with { type: 'json' }
import type { Frame } from './frames.ts'

// Natural Earth by way of world-atlas: land only. Selaras draws no border and names no state.
const topology = atlas as unknown as Topology<{ land: GeometryCollection }>
const land = feature(topology, topology.objects.land)

/** The outline of the land in a frame, as a path. Antarctica falls outside every frame. */
export function landPath({ project }: Frame): string {
  return geoPath(project).digits(1)(land) ?? ''
}
