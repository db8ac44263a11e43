# shellcheck shell=sh
# What the launchers share: finding a JDK 25, building what is older than its sources.

is_jdk_25() {
  [ -x "$1/bin/javac" ] && grep -q '^JAVA_VERSION="25[."]' "$1/release" 2>/dev/null
}

# find_jdk_25 LAUNCHER: prints the home of a JDK 25.
find_jdk_25() {
  on_path=$(command -v javac || true)
  if [ -n "$on_path" ]; then
    on_path=$(readlink -f "$on_path" 2>/dev/null || echo "$on_path")
    on_path=${on_path%/bin/javac}
  fi
  for candidate in "${JAVA_HOME:-}" "$on_path" /usr/lib/jvm/* /opt/java/* "$HOME"/.sdkman/candidates/java/* \
    "$HOME"/.jdks/* /Library/Java/JavaVirtualMachines/*/Contents/Home; do
    if [ -n "$candidate" ] && is_jdk_25 "$candidate"; then
      echo "$candidate"
      return
    fi
  done
  echo "$1: no JDK 25 found: install one under /usr/lib/jvm or set JAVA_HOME to it" >&2
  return 1
}

# build_if_old LAUNCHER ROOT MODULE JAR SOURCE...: builds a module of the repository at ROOT unless its jar is newer than
# the sources; JAVA_HOME is set.
build_if_old() {
  launcher=$1
  root=$2
  module=$3
  jar=$4
  shift 4
  # As old as the sources that the jar was last built from.
  built=$root/$module/target/launcher-built
  if [ -f "$jar" ] && [ -f "$built" ] && [ -z "$(find "$@" \
    \( -name target -o -name node_modules -o -path '*/src/test' -o -name '*.md' \) -prune -o -type f -newer "$built" -print | head -n 1)" ]; then
    return
  fi
  echo "$launcher: building (the first time, Maven downloads what it needs) ..." >&2
  mkdir -p "$root/$module/target"
  touch "$built.starting"
  (cd "$root" && ./mvnw -q -Dquick -Dmaven.test.skip=true -pl "$module" -am package >&2)
  mv "$built.starting" "$built"
}
