#!/usr/bin/env bash
# Makes hebei/boundaries/ and the unit extents again:  shared/profiles/tools/make_boundaries.sh FOLDER   (FOLDER holds the two outline files of README.md)
set -euo pipefail
folder=$1
root=$(cd "$(dirname "$0")/../../.." && pwd)
dotnet run --project "$root/infra/desk" -- boundaries --profile "$root/shared/profiles/hebei" --units 2016-12-31 \
  --gcj02 "$folder/hebei_counties_echarts.geojson.gz" --named "130900=$folder/cangzhou_counties_echarts_cities.geojson"
