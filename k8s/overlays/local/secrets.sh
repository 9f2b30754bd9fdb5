#!/usr/bin/env bash
# Writes the secrets of this overlay, as objects for `kubectl apply -f -`, from what `./ppaas prepare --folder FOLDER` has made.
#   k8s/overlays/local/secrets.sh FOLDER
set -euo pipefail
files=$1/secrets

secret() {
  kubectl create secret generic -n ppaas --dry-run=client -o yaml "$@"
  echo ---
}
# What was reached through a forwarded port has another address inside.
inside() { sed -E 's/^[A-Z_]+=//; s/@[^/]+/@postgres.ppaas-stores:5432/' "$files/$1"; }

for service in auth registry session transaction device-connector; do
  secret "$service-database" --from-file=url=<(inside "$service.env" | tr -d '\n') \
    --from-file=ownerUrl=<(inside "$service-owner.env" | tr -d '\n')
done
secret redis --from-literal=url=redis://redis.ppaas-stores:6379
secret door --from-file=token="$files/door-token"
secret auth-keys --from-file="$files/signing-keys.json" --from-file="$files/pepper.json" --from-file="$files/operator-key"
secret registry-keys --from-file="$files/pepper.json" --from-file="$files/kek.json" --from-file="$files/issuing-ca.pem" \
  --from-file="$files/issuing-ca.key" --from-file="$files/chain.pem"
secret device-door --from-file=tls.crt="$files/server.pem" --from-file=tls.key="$files/server.key" \
  --from-file=ca.crt="$files/chain.pem"
