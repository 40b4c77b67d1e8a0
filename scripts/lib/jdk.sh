# Finds a JDK for Astra. Sourced; sets `jdk` to its folder. POSIX sh; starts no Java and, in the usual case, no process at all.
# ASTRA_JAVA_HOME comes first and must fit; then JAVA_HOME; then the java on PATH; then the usual folders, the oldest fitting
# version there, because that is the one Astra is tested with.

jdk_needed=25

# Where JDKs are usually installed, separated by colons. ASTRA_JDK_FOLDERS replaces the list.
jdk_usual="/usr/lib/jvm/*:/usr/java/*:/opt/*jdk*:/opt/java/*:/usr/local/*jdk*:/usr/local/java/*"
jdk_usual="$jdk_usual:/Library/Java/JavaVirtualMachines/*/Contents/Home:${HOME:-/}/Library/Java/JavaVirtualMachines/*/Contents/Home"
jdk_usual="$jdk_usual:/opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home:/usr/local/opt/openjdk*/libexec/openjdk.jdk/Contents/Home"
jdk_usual="$jdk_usual:/home/linuxbrew/.linuxbrew/opt/openjdk*/libexec"
jdk_usual="$jdk_usual:${SDKMAN_DIR:-${HOME:-/}/.sdkman}/candidates/java/*:${HOME:-/}/.jdks/*:${HOME:-/}/.jdks/*/Contents/Home"
jdk_usual="$jdk_usual:${HOME:-/}/.local/share/mise/installs/java/*:${HOME:-/}/.asdf/installs/java/*:${HOME:-/}/.jenv/versions/*:${HOME:-/}/.gradle/jdks/*"

# Sets `jdk_version` to the major version of the JDK in folder $1 as its `release` file says; 0: no JDK there.
jdk_look() {
    jdk_version=0
    [ -x "$1/bin/java" ] && [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 0
    while IFS='"' read -r jdk_key jdk_value _; do
        [ "$jdk_key" = 'JAVA_VERSION=' ] || continue
        jdk_version=${jdk_value%%[!0-9]*}
        jdk_version=${jdk_version:-0}
        return 0
    done < "$1/release"
}

# Whether the folder $1 has a JDK that is new enough; remembers one that is not, for the message.
jdk_fits() {
    jdk_look "$1"
    [ "$jdk_version" -lt "$jdk_needed" ] || return 0
    [ "$jdk_version" -gt 0 ] || return 1
    case $jdk_seen in
    *" in $1
"*) ;;
    *) jdk_seen="$jdk_seen  $jdk_version in $1
" ;;
    esac
    return 1
}

# Sets `jdk_on_path` to the folder of the java on PATH, symbolic links followed; empty: there is none.
jdk_of_path() {
    jdk_on_path=$(command -v java 2>/dev/null) || jdk_on_path=
    case $jdk_on_path in /*) ;; *) jdk_on_path=; return 0 ;; esac
    jdk_on_path=$(readlink -f "$jdk_on_path" 2>/dev/null || printf '%s' "$jdk_on_path")
    jdk_on_path=${jdk_on_path%/bin/java}
}

# Sets `jdk`, or says what to install and returns 1.
jdk_find() {
    jdk= jdk_seen=
    if [ -n "${ASTRA_JAVA_HOME:-}" ]; then
        if jdk_fits "$ASTRA_JAVA_HOME"; then jdk=$ASTRA_JAVA_HOME; return 0; fi
        if [ "$jdk_version" -eq 0 ]; then jdk_what="no JDK (no bin/javac or no release file)"; else jdk_what="a JDK $jdk_version"; fi
        printf 'astra: ASTRA_JAVA_HOME=%s is %s, and Astra needs a JDK %s or newer: correct it or unset it\n' \
            "$ASTRA_JAVA_HOME" "$jdk_what" "$jdk_needed" >&2
        return 1
    fi
    if [ -n "${JAVA_HOME:-}" ] && jdk_fits "$JAVA_HOME"; then jdk=$JAVA_HOME; return 0; fi
    jdk_of_path
    if [ -n "$jdk_on_path" ] && jdk_fits "$jdk_on_path"; then jdk=$jdk_on_path; return 0; fi
    jdk_usual_folders
    [ -n "$jdk" ] && return 0
    jdk_say_missing
    return 1
}

jdk_usual_folders() {
    jdk_best=999999
    jdk_ifs=$IFS
    IFS=:
    for jdk_candidate in ${ASTRA_JDK_FOLDERS-$jdk_usual}; do
        if jdk_fits "$jdk_candidate" && [ "$jdk_version" -lt "$jdk_best" ]; then
            jdk=$jdk_candidate
            jdk_best=$jdk_version
        fi
    done
    IFS=$jdk_ifs
}

jdk_say_missing() {
    {
        printf 'astra: no JDK %s or newer was found; looked at JAVA_HOME, at the java on PATH, and in the usual folders.\n' "$jdk_needed"
        if [ -n "$jdk_seen" ]; then printf 'Found, but too old:\n%s' "$jdk_seen"; fi
        printf 'Install one, for example:\n'
        jdk_say_how
        printf 'or set ASTRA_JAVA_HOME to the folder of one that is elsewhere.\n'
    } >&2
}

jdk_say_how() {
    if [ "$(uname -s)" = Darwin ]; then
        printf '  brew install openjdk@%s\n' "$jdk_needed"
    elif command -v apt-get >/dev/null 2>&1; then
        printf '  sudo apt-get install openjdk-%s-jdk     (or temurin-%s-jdk from https://adoptium.net)\n' "$jdk_needed" "$jdk_needed"
    elif command -v dnf >/dev/null 2>&1; then
        printf '  sudo dnf install java-%s-openjdk-devel\n' "$jdk_needed"
    elif command -v pacman >/dev/null 2>&1; then
        printf '  sudo pacman -S jdk%s-openjdk\n' "$jdk_needed"
    else
        printf '  a JDK %s from https://adoptium.net\n' "$jdk_needed"
    fi
    printf '  sdk install java %s-tem     (with https://sdkman.io)\n' "$jdk_needed"
}
