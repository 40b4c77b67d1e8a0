# Builds Astra and the demo's services. Sourced by scripts/astra when something is out of date.
#
# What a build makes is copied to .build/astra-N and used from there, so that a running Astra keeps its own jars whatever is
# built, or cleaned, beside it. A stamp carries the time at which the build began: what is edited meanwhile counts as newer.

build_log=$build/build.log

build_say() {
    printf 'astra: %s\n' "$1" >&2
}

# Builds what of `astra`, `services`, `training` in $1 is still out of date once the lock is ours; ends the shell when it can't.
build_needed() {
    case $root in *:*) build_say "the path of this checkout has a colon in it, which Java can't take: $root"; exit 3 ;; esac
    if ! mkdir -p "$build" 2>/dev/null || [ ! -w "$build" ]; then
        build_wait
        build_still "$1"
        [ -z "$modules" ] && return 0
        build_say "$root is out of date or not yet built, and you can't write there: let its owner run scripts/astra once, or clone it for yourself"
        exit 3
    fi
    build_lock
    build_still "$1"
    if [ -n "$modules" ]; then
        build_run
        case $modules in *astra-cli*) build_install ;; esac
        case $modules in *astra-services*) mv "$build/begun.services" "$build/services.stamp" ;; esac
    fi
    case $1 in *training* | *services*) services_trained || build_train_services ;; esac
    build_unlock
}

# Has the JDK keep what it reads and links of the services' classes at every start (JEP 514), which is most of it.
# Without it the services run all the same. The first line says for which JDK this was done.
build_train_services() {
    build_say "preparing quick starts of the services"
    (
        cd "$root"
        made=astra-services/target/services.aot
        option=
        rm -f "$made"
        if "$JAVA_HOME/bin/java" @astra-services/jvm.args -XX:AOTCacheOutput="$made" -Xlog:disable \
            dev.astra.services.training.Training < /dev/null > "$build/training-services.log" 2>&1 && [ -f "$made" ]; then
            option="-XX:AOTCache=$made"
        fi
        printf '# %s\n%s\n-Xlog:disable\n' "$JAVA_HOME" "$option" > "$made.args"
        mv "$made.args" astra-services/target/aot.args
    )
}

build_still() {
    modules=
    case $1 in *astra*) if astra_outdated; then modules=astra-cli; fi ;; esac
    case $1 in *services*) if services_outdated; then modules=${modules:+$modules,}astra-services; fi ;; esac
}

# The lock: one build at a time, whoever starts it.
build_lock() {
    if command -v flock >/dev/null 2>&1; then
        exec 9>> "$build/lock"
        flock -n 9 && return 0
        build_say "waiting for another build to end"
        flock 9
        return 0
    fi
    trap 'rm -rf "$build/lock.held"' EXIT
    trap 'exit 130' INT TERM HUP
    waited=
    until mkdir "$build/lock.held" 2>/dev/null; do
        holder= && [ -r "$build/lock.held/pid" ] && read -r holder < "$build/lock.held/pid"
        if [ -n "$holder" ] && ! ps -p "$holder" >/dev/null 2>&1; then rm -rf "$build/lock.held"; continue; fi
        [ -z "$waited" ] && build_say "waiting for another build to end"
        waited=yes
        sleep 0.2
    done
    echo $$ > "$build/lock.held/pid"
}

build_unlock() {
    if command -v flock >/dev/null 2>&1; then exec 9>&-; return 0; fi
    rm -rf "$build/lock.held"
    trap - EXIT INT TERM HUP
}

# Waits for a build by somebody who can write here.
build_wait() {
    if [ -r "$build/lock" ] && command -v flock >/dev/null 2>&1; then
        exec 9< "$build/lock"
        flock -s 9
        exec 9<&-
    fi
}

build_run() {
    if ! command -v mvn >/dev/null 2>&1; then
        build_say "Maven is needed to build Astra and there is no mvn on PATH: install it (apt-get install maven, dnf install maven, brew install maven, sdk install maven)"
        exit 3
    fi
    if [ ! -f "$build/installed" ]; then build_say "building $root with $JAVA_HOME (the first time, with downloads, about a minute)"; fi
    : > "$build/begun.astra"
    : > "$build/begun.services"
    (
        cd "$root"
        export MAVEN_OPTS="${MAVEN_OPTS:--XX:+UseSerialGC -XX:TieredStopAtLevel=1}"
        status=0
        mvn -B -Dstyle.color=never -Pquick -pl "$modules" -am package < /dev/null 2>&1 || status=$?
        echo "astra: maven ended with $status"
    ) | build_show
    read -r last < "$build/build.status" || last=1
    [ "$last" = 0 ] && return 0
    build_say "the build failed; all it said is in $build_log"
    if [ -f "$build/installed" ]; then build_say "to run what was built last: ASTRA_NO_BUILD=1 scripts/astra …"; fi
    exit 1
}

# Reads Maven's output: keeps all of it, shows what a person wants to see of it.
build_show() {
    downloads=0 shown= errors=
    live=
    [ -t 2 ] && [ "${TERM:-dumb}" != dumb ] && live=yes
    echo 1 > "$build/build.status"
    while IFS= read -r line; do
        printf '%s\n' "$line"
        case $line in
        *'astra: maven ended with '*) echo "${line##* }" > "$build/build.status" ;;
        '[INFO] Building Astra: '*)
            name=${line#*Astra: }
            build_clear
            build_say "building ${name%% [0-9]*}"
            ;;
        *'Downloaded from '*)
            downloads=$((downloads + 1))
            if [ -n "$live" ]; then printf '\r\033[Kastra: %s files downloaded' "$downloads" >&2; shown=yes; fi
            ;;
        '[ERROR] '*'-> [Help 1]') build_error "${line% -> \[Help 1\]}" ;;
        '[ERROR] '*'[Help '* | '[ERROR] To see the full stack trace'* | '[ERROR] Re-run Maven'* | '[ERROR] For more information'* | '[ERROR] After correcting'*) ;;
        '[ERROR] '?*) build_error "$line" ;;
        esac
    done > "$build_log"
    build_clear
}

build_clear() {
    if [ -n "$shown" ]; then printf '\r\033[K' >&2; shown=; fi
}

# Shows an error once: Maven says each of them twice.
build_error() {
    case $errors in *"|${1}|"*) return 0 ;; esac
    errors="$errors|${1}|"
    build_clear
    printf '%s\n' "${1#\[ERROR\] }" >&2
}

# Takes over what was built and makes it current.
build_install() {
    previous=${installed:-0}
    next=$((previous + 1))
    fresh=$build/astra-$next
    rm -rf "$fresh"
    mkdir -p "$fresh/lib"
    cp "$root/astra-cli/target/astra-cli.jar" "$fresh/"
    cp "$root"/astra-cli/target/lib/*.jar "$fresh/lib/"
    build_train "$fresh"
    echo "$next" > "$build/installed.new"
    mv "$build/installed.new" "$build/installed"
    mv "$build/begun.astra" "$build/astra.stamp"
    build_prune "$previous" "$next"
    installed=$next
    home=$fresh
}

# Has the JDK keep what it reads and links of the classes in $1 at every start (JEP 514), which is most of a short start.
# Without it Astra runs all the same.
build_train() {
    build_say "preparing quick starts"
    trained=$(mktemp -d) || return 0
    astra_classpath "$1"
    # shellcheck disable=SC2086 # words, without spaces in them
    DOCKER_HOST=unix://$trained/engine.sock "$JAVA_HOME/bin/java" -XX:AOTCacheOutput="$1/astra.aot" $options -Xlog:disable \
        -cp "$classpath" dev.astra.cli.Training "$trained" < /dev/null > "$build/training.log" 2>&1 ||
        rm -f "$1/astra.aot"
    rm -rf "$trained" "$1/astra.aot.config"
}

# Removes builds before $1, the previous one, and $2, the present one, that no process runs from.
build_prune() {
    running=$(ps -axww -o command= 2>/dev/null) || return 0
    for old in "$build"/astra-*/; do
        old=${old%/}
        case $old in "$build/astra-$1" | "$build/astra-$2") continue ;; esac
        case $running in *"$old/"*) ;; *) rm -rf "$old" ;; esac
    done
}
