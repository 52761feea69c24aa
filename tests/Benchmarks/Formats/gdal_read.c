/* Reads every feature of a file with GDAL's C API: all attributes by their type, all geometries decoded. With "check" it also adds areas and attributes up.
   Prints: features points wall_seconds cpu_seconds area numbers text_bytes peak_KiB */
#include <gdal.h>
#include <ogr_api.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

static double clock_of(clockid_t id) { struct timespec t; clock_gettime(id, &t); return t.tv_sec + t.tv_nsec / 1e9; }

static long points_of(OGRGeometryH geometry) {
  int parts = OGR_G_GetGeometryCount(geometry);
  if (parts == 0) return OGR_G_GetPointCount(geometry);
  long points = 0;
  for (int i = 0; i < parts; i++) points += points_of(OGR_G_GetGeometryRef(geometry, i));
  return points;
}

int main(int argc, char **argv) {
  int checks = argc > 2 && strcmp(argv[2], "check") == 0;
  GDALAllRegister();
  double wall = clock_of(CLOCK_MONOTONIC), cpu = clock_of(CLOCK_PROCESS_CPUTIME_ID);
  /* A date in GeoJSON is text to us and would be a guess to GDAL. */
  const char *const as_text[] = {"DATE_AS_STRING=YES", NULL};
  GDALDatasetH file = GDALOpenEx(argv[1], GDAL_OF_VECTOR, NULL, strstr(argv[1], ".geojson") ? as_text : NULL, NULL);
  if (!file) return 1;
  OGRLayerH layer = GDALDatasetGetLayer(file, 0);
  OGRFeatureDefnH definition = OGR_L_GetLayerDefn(layer);
  int fields = OGR_FD_GetFieldCount(definition);
  long features = 0, points = 0, bytes = 0;
  double area = 0, numbers = 0;
  for (OGRFeatureH feature; (feature = OGR_L_GetNextFeature(layer)); OGR_F_Destroy(feature)) {
    features++;
    for (int i = 0; i < fields; i++) {
      if (!OGR_F_IsFieldSetAndNotNull(feature, i)) continue;
      switch (OGR_Fld_GetType(OGR_FD_GetFieldDefn(definition, i))) {
        case OFTInteger: case OFTInteger64: numbers += OGR_F_GetFieldAsInteger64(feature, i); break;
        case OFTReal: numbers += OGR_F_GetFieldAsDouble(feature, i); break;
        case OFTString: bytes += strlen(OGR_F_GetFieldAsString(feature, i)); break;
        case OFTDate: { int y, m, d, h, n, s, z; OGR_F_GetFieldAsDateTime(feature, i, &y, &m, &d, &h, &n, &s, &z); numbers += d; break; }
        default: break;
      }
    }
    OGRGeometryH geometry = OGR_F_GetGeometryRef(feature);
    if (geometry) { points += points_of(geometry); if (checks) area += OGR_G_Area(geometry); }
  }
  GDALClose(file);
  struct rusage usage;
  getrusage(RUSAGE_SELF, &usage);
  printf("%ld %ld %.6f %.6f %.9g %.9g %ld %ld\n", features, points, clock_of(CLOCK_MONOTONIC) - wall, clock_of(CLOCK_PROCESS_CPUTIME_ID) - cpu, area, numbers, bytes, usage.ru_maxrss);
  return 0;
}
