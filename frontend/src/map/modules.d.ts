// What topojson-client has, as far as it is used here.
declare module "topojson-client" {
  export function feature(topology: unknown, object: unknown): import("geojson").FeatureCollection;
  export function mesh(topology: unknown, object: unknown, filter: (one: Shape, other: Shape) => boolean): import("geojson").MultiLineString;
  interface Shape {
    id?: string;
    properties: { name: string };
  }
}
