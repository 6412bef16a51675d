#!/usr/bin/env bash
# Generated clients compile with Rust 1.85, which is what they promise, and for browsers (wasm32-unknown-unknown).
#
# usage: .ci/wasm.sh BINDERY [WORK]     (WORK is target/wasm unless given; what was installed there is used again)
#
# The toolchain is that of Debian 13, whose Rust is 1.85 and whose standard library is there for wasm32 too. Its packages
# are unpacked into WORK/root and installed nowhere. They need a newer C library than this machine may have, so that
# rustc runs with the one beside it. What is linked, which build scripts and macros are, is linked as always.
set -euo pipefail
cd "$(dirname "$0")/.."
export CARGO_TERM_COLOR=never CARGO_TERM_PROGRESS_WHEN=never

bindery=$(realpath "${1:?usage: .ci/wasm.sh BINDERY [WORK]}")
mkdir -p "${2:-target/wasm}"
work=$(realpath "${2:-target/wasm}")
root=$work/root

# What rustc loads, and the standard libraries.
packages=(
  rustc libstd-rust-1.85 libstd-rust-dev libstd-rust-dev-wasm32
  libllvm19 libc6 libgcc-s1 libstdc++6 libedit2 libffi8 libxml2 libz3-4 libzstd1 zlib1g libtinfo6 libbsd0 libmd0 liblzma5
)

# run COMMAND... - prints a command and runs it.
run() {
  printf '    %s\n' "$*"
  "$@"
}

# Debian's packages, from where this machine has its own, by lists and settings beside: its own stay as they are.
unpack() {
  local apt=$work/apt archive
  archive=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' | grep -m 1 '/debian/$' || true)
  [[ -n $archive ]] || { echo '.ci/wasm.sh: this machine has no packages of Debian' >&2; exit 1; }
  rm -rf "$root" "$apt" "$work/packages"
  mkdir -p "$root" "$apt/lists/partial" "$apt/cache/archives/partial" "$work/packages"
  echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $archive trixie main" >"$apt/sources.list"
  cat >"$apt/apt.conf" <<END
Dir::State::lists "$apt/lists";
Dir::Cache "$apt/cache";
Dir::Etc::sourcelist "$apt/sources.list";
Dir::Etc::sourceparts "/dev/null";
Dir::Etc::preferencesparts "/dev/null";
Acquire::Retries "3";
APT::Sandbox::User "root";
END
  export APT_CONFIG=$apt/apt.conf
  run apt-get --quiet=2 update
  (cd "$work/packages" && run apt-get --quiet=2 download "${packages[@]}")
  local package
  for package in "$work"/packages/*.deb; do
    dpkg-deb -x "$package" "$root"
  done
  rm -rf "$work/packages" "$apt"
}

cat >"$work/rustc" <<END
#!/bin/sh
exec "$root/usr/lib64/ld-linux-x86-64.so.2" --library-path "$root/usr/lib/x86_64-linux-gnu" "$root/usr/bin/rustc" \\
  --sysroot "$root/usr" "\$@"
END
chmod +x "$work/rustc"
if ! "$work/rustc" --version >/dev/null 2>&1; then
  unpack
fi
run "$work/rustc" --version
version=$("$work/rustc" --version)
[[ $version == "rustc 1.85."* ]] || { echo ".ci/wasm.sh: this is not Rust 1.85: $version" >&2; exit 1; }

# Everything that a client may have: each of these brings other support modules along.
clients=$work/clients
rm -rf "$clients"
mkdir -p "$clients"
members=()
# generate NAME DOCUMENT ARGUMENT... - a crate of the workspace.
generate() {
  local name=$1 document=$2
  shift 2
  run "$bindery" generate "$document" --layout crate --name "$name" --out "$clients/$name" --quiet "$@"
  members+=("\"$name\"")
}
generate library specs/library.yaml
generate streams tests/it/rules/answers/streams.yaml
generate pages tests/it/rules/client/pages.yaml
generate files tests/it/rules/client/blocking.yaml --client async
generate forms tests/it/rules/bodies/multipart.yaml
generate security tests/it/rules/client/security.yaml
generate limits tests/it/rules/validate/limits.yaml --validate
generate blocking tests/it/rules/client/blocking.yaml --client blocking
printf '[workspace]\nresolver = "3"\nmembers = [%s]\n' "$(IFS=,; echo "${members[*]}")" >"$clients/Cargo.toml"

export RUSTC=$work/rustc RUSTFLAGS='-D warnings' CARGO_TARGET_DIR=$work/target CARGO_INCREMENTAL=0 CARGO_PROFILE_DEV_DEBUG=0
cd "$clients"
# The last for Rust before 1.88, which it does not say of itself.
run cargo update --quiet regress --precise 0.10.4
run cargo check --quiet --workspace
# Who cannot wait has no use for a client that blocks.
run cargo check --quiet --workspace --exclude blocking --target wasm32-unknown-unknown
printf '%d clients compile with %s, all but one of them for wasm32 too\n' "${#members[@]}" "$version"
