import { type GeoProjection, geoEqualEarth } from 'd3-geo'

export type Frame = { readonly width: number; readonly height: number; readonly project: GeoProjection }

/** Equal Earth, cut in the Atlantic at 30° W: Africa at the left, the Americas at the right, Indonesia near the middle. */
export function worldFrame(width: number): Frame {
  const project = geoEqualEarth().rotate([-150, 0]).scale(1).translate([0, 0]).precision(0.3)
  // Westernmost Africa and easternmost Brazil bound the land; the poles are left out.
  const left = x(project, [-19, 12])
  const right = x(project, [-34, -8])
  const top = y(project, [150, 74])
  const bottom = y(project, [150, -50])
  const scale = (width - 16) / (right - left)
  const height = Math.round((bottom - top) * scale + 16)
  project.scale(scale).translate([8 - left * scale, 8 - top * scale])
  return { width, height, project }
}

export type Corner = readonly [longitude: number, latitude: number]

/** A part of the world enlarged: `southWest` and `northEast` fill the frame. */
export function insetFrame(width: number, height: number, southWest: Corner, northEast: Corner): Frame {
  const middle: [number, number] = [-(southWest[0] + northEast[0]) / 2, 0]
  const project = geoEqualEarth()
    .rotate(middle)
    .fitExtent(
      [
        [4, 4],
        [width - 4, height - 4],
      ],
      {
        type: 'MultiPoint',
        coordinates: [[...southWest], [...northEast], [southWest[0], northEast[1]], [northEast[0], southWest[1]]],
      },
    )
  return {
    width,
    height,
    project: project.clipExtent([
      [0, 0],
      [width, height],
    ]),
  }
}

const x = (project: GeoProjection, at: [number, number]): number => project(at)?.[0] ?? 0
const y = (project: GeoProjection, at: [number, number]): number => project(at)?.[1] ?? 0
