#!/usr/bin/env bash
# What an image has of this project beside node_modules: the built libraries and one built app, in the folders they have
# here. The Dockerfile calls it in a clone that has its packages.
#   tools/image-files.sh APP FOLDER
set -euo pipefail
app=$1 out=$2
[[ -e apps/$app/src/main.ts ]] || { echo "apps/$app has no main.ts: it is no program" >&2; exit 64; }

node=node_modules/.bin/node
projects=("apps/$app")
[[ -e apps/$app/page/tsconfig.json ]] && projects+=("apps/$app/page")
"$node" node_modules/typescript/bin/tsc -b "${projects[@]}"

mkdir -p "$out/libs" "$out/apps/$app" "$out/var"
for library in libs/*/; do
  [[ -e ${library}dist ]] || continue
  mkdir -p "$out/$library"
  cp -R "${library}package.json" "${library}dist" "$out/$library"
done
cp -R "apps/$app/package.json" "apps/$app/dist" "$out/apps/$app"
# What a program shows in a browser and no compiler makes.
if [[ -d apps/$app/page ]]; then
  mkdir "$out/apps/$app/page"
  cp "apps/$app/page/"*.{html,css} "$out/apps/$app/page"
fi
# The registry serves the portal's files.
if [[ $app == registry ]]; then
  "$node" node_modules/vite/bin/vite.js build --config apps/portal/vite.config.mjs --logLevel warn
  cp -R apps/portal/dist/site "$out/apps/registry/portal"
fi
# Maps of types serve nobody at run time.
find "$out" \( -name '*.d.ts' -o -name '*.d.ts.map' -o -name '.tsbuildinfo' \) -delete
