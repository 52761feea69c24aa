#!/usr/bin/env bash
# The peers of the overlay benchmark, from Debian: peers.sh FOLDER [shapely] [geopandas] [postgis]
# FOLDER holds subjects.tsv and layer.tsv (row, class, hexadecimal WKB). Prints one line per peer: name, CPU seconds, seconds by the clock, sum of areas, share run.
# PostGIS runs in a cluster of its own in FOLDER, on a socket, as the user postgres when called by root; its time is that of the one backend that runs the query.
set -euo pipefail
folder=$(realpath "$1") here=$(dirname "$(realpath "$0")")
shift

install_peers() {
  local missing=()
  for package in postgresql-15-postgis-3 python3-shapely python3-geopandas python3-rtree; do
    [[ $(dpkg-query -W -f='${Status}' "$package" 2> /dev/null) == "install ok installed" ]] || missing+=("$package")
  done
  ((${#missing[@]} == 0)) || { apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "${missing[@]}"; } >&2
}

as_postgres() { if [[ $EUID -eq 0 ]]; then runuser -u postgres -- "$@"; else "$@"; fi; }

start_postgres() {
  bin=/usr/lib/postgresql/15/bin cluster=$(mktemp -d /tmp/overlay-peer.XXXXXX)
  [[ $EUID -eq 0 ]] && chown postgres "$cluster"
  as_postgres "$bin/initdb" -D "$cluster/data" -A trust > /dev/null
  as_postgres "$bin/pg_ctl" -D "$cluster/data" -w -l "$cluster/log" -o "-k $cluster -c listen_addresses= -c shared_buffers=1GB -c work_mem=256MB -c fsync=off -c jit=off -c max_parallel_workers_per_gather=0" start > /dev/null
  trap 'as_postgres "$bin/pg_ctl" -D "$cluster/data" -m fast stop > /dev/null; rm -rf "$cluster"' EXIT
}

query() { as_postgres psql -h "$cluster" -U postgres -d postgres -X -q -A -t -v ON_ERROR_STOP=1; }

load_postgis() {
  query << SQL
create extension postgis;
create table s (id int, class text, g geometry);
create table l (id int, class text, g geometry);
SQL
  { echo "copy s from stdin;"; cat "$folder/subjects.tsv"; echo '\.'; echo "copy l from stdin;"; cat "$folder/layer.tsv"; echo '\.'; } | query
  query << SQL
create index on l using gist (g);
-- Preparation, apart from the query: big zones cut into small pieces.
create table p as select id, class, st_subdivide(g, 128) g from l;
create index on p using gist (g);
vacuum analyze s; vacuum analyze l; vacuum analyze p;
SQL
}

# The backend's own processor time, in hundredths of a second, before and after the query.
run_postgis() {
  local name=$1 sql=$2 start end
  { echo "select 'cpu', split_part(t, ' ', 14)::int + split_part(t, ' ', 15)::int from (select pg_read_file('/proc/self/stat') t) x;"
    echo "select 'at', extract(epoch from clock_timestamp());"
    echo "select 'sum', coalesce(sum(a), 0) from ($sql) q;"
    echo "select 'at', extract(epoch from clock_timestamp());"
    echo "select 'cpu', split_part(t, ' ', 14)::int + split_part(t, ' ', 15)::int from (select pg_read_file('/proc/self/stat') t) x;"
  } | query | awk -F'|' -v name="$name" '
    $1 == "cpu" { cpu = $2 - cpu } $1 == "at" { at = $2 - at } $1 == "sum" { sum = $2 }
    END { printf "%s\t%.3f\t%.3f\t%.6f\t1\n", name, cpu / 100, at, sum }'
}

postgis() {
  start_postgres
  load_postgis
  local area="case when st_covers(l.g, s.g) then st_area(s.g) else st_area(st_intersection(l.g, s.g)) end"
  run_postgis "PostGIS, ST_Intersection of all whose boxes meet" "select s.id, l.class, sum(st_area(st_intersection(l.g, s.g))) a from s join l on l.g && s.g group by 1, 2"
  run_postgis "PostGIS, ST_Intersects and ST_Covers" "select s.id, l.class, sum($area) a from s join l on st_intersects(l.g, s.g) group by 1, 2"
  run_postgis "PostGIS, ST_Subdivide beforehand, ST_Covers" "select s.id, l.class, sum($area) a from s join p l on st_intersects(l.g, s.g) group by 1, 2"
}

install_peers
for peer in "$@"; do
  case $peer in
    shapely | geopandas) /usr/bin/python3 "$here/peers.py" "$folder" "$peer" ;;
    postgis) postgis ;;
  esac
done
