#!/usr/bin/env bash
# Three nodes started by hand, as separate programs, each registering itself in cluster_procs.json.
# Build first (dotnet build -c Release). Ctrl-C ends them all.
set -euo pipefail
cd "$(dirname "$0")/.."

node=src/Node/bin/Release/net10.0/dynamo-node
procs=cluster_procs.json
trap 'kill $(jobs -p) 2>/dev/null; wait; rm -f "$procs" "$procs.lock"' EXIT

"$node" --id node1 --port 60000 --cluster_procs "$procs" &
"$node" --id node2 --port 60001 --join 127.0.0.1:60000 --cluster_procs "$procs" &
"$node" --id node3 --port 60002 --join 127.0.0.1:60000 --cluster_procs "$procs" &

echo "curl -X PUT --data hello http://127.0.0.1:60000/kv/greeting"
echo "curl -i http://127.0.0.1:60002/kv/greeting"
echo "dotnet run -c Release --project src/Driver -- experiment --cluster_procs $procs --duration 10 --warmup 2"
wait
