#!/usr/bin/env bash
# Fuzzes the readers of shared/Formats with AFL++ and SharpFuzz, one target after the other, on one core:
#   tests/Fuzz/run.sh [-n CASES] [-s SECONDS] [-o FOLDER] [TARGET…]
# Needs the Debian package afl++. Starts from tests/Fuzz/corpus and the seeds of "fuzz seeds". For each target one line: cases, edges of the corpus
# it started from, edges at the end, the case that found the last new path, crashes, hangs. The minimised corpus of a target is written to
# FOLDER/minimised/TARGET.tar.gz; copied to tests/Fuzz/corpus it is where the next run starts.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

cases=1000000 seconds=3600 out=${TMPDIR:-/tmp}/fuzz
while getopts n:s:o: option; do
  case $option in
    n) cases=$OPTARG ;; s) seconds=$OPTARG ;; o) out=$OPTARG ;; *) exit 64 ;;
  esac
done
shift $((OPTIND - 1))
command -v afl-fuzz > /dev/null || { echo "afl-fuzz is missing: apt-get install afl++" >&2; exit 2; }
mkdir -p "$out"

export DOTNET_TieredPGO=0 DOTNET_gcConcurrent=0 DOTNET_GCgen0size=4000000
export AFL_SKIP_BIN_CHECK=1 AFL_NO_UI=1 AFL_NO_AFFINITY=1 AFL_SKIP_CPUFREQ=1 AFL_I_DONT_CARE_ABOUT_MISSING_CRASHES=1 AFL_MAP_SIZE=65536 AFL_QUIET=1 AFL_FORKSRV_INIT_TMOUT=60000 AFL_ALLOW_TMP=1

build() {
  rm -rf "$out/program"
  dotnet publish Fuzz.csproj -c Release -o "$out/program" --nologo -v quiet
  [[ -x $out/tool/sharpfuzz ]] || dotnet tool install SharpFuzz.CommandLine --version 2.3.0 --tool-path "$out/tool"
  "$out/program/Platform.Tests.Fuzz" seeds ../fixtures/formats "$out/seeds"
  "$out/tool/sharpfuzz" "$out/program/Platform.Formats.dll"
}

# Edges that the given folder of cases reaches.
edges() {
  local shown=$out/showmap-$1.txt
  timeout 600 afl-showmap -q -C -m none -t 5000 -i "$2" -o "$shown" -- "$out/program/Platform.Tests.Fuzz" "$1" > /dev/null 2>&1 || true
  [[ -s $shown ]] && wc -l < "$shown" || echo 0
}

fuzz() {
  local target=$1 input=$out/input/$1 work=$out/runs/$1
  rm -rf "$work" "$input"
  mkdir -p "$input" "$work"
  cp -n "$out/seeds/$target"/* "$input"/
  [[ -f corpus/$target.tar.gz ]] && tar -xzf "corpus/$target.tar.gz" -C "$input"
  local before
  before=$(edges "$target" "$input")
  # The cases run inside the process that AFL talks to: a pause of the machine that looks like a hang ends it, and it is resumed.
  local from=$input
  for _ in {1..20}; do
    nice -n 19 afl-fuzz -i "$from" -o "$work" -m none -t 20000 -E "$cases" -V "$seconds" -- "$out/program/Platform.Tests.Fuzz" "$target" >> "$work/log" 2>&1 || true
    from=-
    [[ $(stat execs_done "$work/default") -ge $cases || $(stat run_time "$work/default") -ge $seconds ]] && break
  done
  report "$target" "$before" "$work/default"
}

stat() { sed -n "s/^$1 *: //p" "$2/fuzzer_stats"; }

report() {
  local last
  # plot_data: …, corpus count in the fourth column, cases in the twelfth.
  last=$(awk -F', *' '!/^#/ { if ($4 != seen) { seen = $4; at = $12 } } END { print at }' "$3/plot_data")
  echo "$1 cases=$(stat execs_done "$3") edges_before=$2 edges_after=$(stat edges_found "$3") last_new_path_at=$last crashes=$(stat saved_crashes "$3") hangs=$(stat saved_hangs "$3") per_second=$(stat execs_per_sec "$3")" | tee -a "$out/report.txt"
}

minimise() {
  local small=$out/minimised/$1
  rm -rf "$small"
  mkdir -p "$small"
  afl-cmin -m none -t 20000 -i "$out/runs/$1/default/queue" -o "$small" -- "$out/program/Platform.Tests.Fuzz" "$1" > "$out/runs/$1/cmin.log" 2>&1 || return 0
  find "$small" -type f -size +8k -delete
  (cd "$small" && for file in *; do mv "$file" "$(sha1sum "$file" | cut -c1-16)"; done)
  tar --sort=name --mtime=@0 --owner=0 --group=0 --numeric-owner -C "$small" -cf - . | gzip -n9 > "$small.tar.gz"
}

build
(($# > 0)) || set -- dxf gml fgb geojson shapefile blob csv zip xlsx photo pdf gpkg
for target in "$@"; do
  fuzz "$target"
  minimise "$target"
done
