#!/usr/bin/env bash
# Runs one command as a container of ours does: alone with the files of its image and with its volume, as nobody, and
# without a way to more rights. Needs a mount namespace of its own, in which it is root:
#   unshare --mount container.sh IMAGE PACKAGES VOLUME ro|rw HOSTS WORKDIR COMMAND [ARGUMENT …]
set -euo pipefail
image=$1 packages=$2 volume=$3 mode=$4 hosts=$5 workdir=$6
shift 6
root=$(dirname "$volume")/root
mount -t tmpfs -o mode=755 tmpfs "$root"
show() { mkdir -p "$root$2" && mount --bind -o "$3" "$1" "$root$2"; }
# The C library, and nothing that could be run.
for folder in /lib /lib64 /usr/lib; do [[ ! -d $folder ]] || show "$folder" "$folder" ro; done
show "$image" /app ro
show "$packages" /packages/node_modules ro
show "$volume" /var/ppaas "$mode"
mkdir "$root/proc" "$root/dev" "$root/etc"
mount --rbind /proc "$root/proc"
mount --rbind /dev "$root/dev"
printf '%s\n' "$hosts" >"$root/etc/hosts"
echo 'hosts: files' >"$root/etc/nsswitch.conf"
mount -o remount,ro "$root"
exec setpriv --no-new-privs unshare --root "$root" --wd "$workdir" --setgid 65532 --setuid 65532 -- "$@"
