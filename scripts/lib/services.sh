# Runs a class of astra-services against the stores of the demo. Sourced, with root set.

# $1: the class; the rest are its arguments.
services_run() {
    . "$root/scripts/lib/jdk.sh"
    jdk_find || exit 3
    jar=$root/astra-services/target/astra-services.jar
    if [ ! -f "$jar" ]; then
        echo "${0##*/}: $jar is missing: build it with scripts/astra up, or mvn -pl astra-services -am package" >&2
        exit 3
    fi
    # where docker-compose.yml puts the stores
    export DATABASE_URL="${DATABASE_URL:-jdbc:postgresql://127.0.0.1:15432/astra}"
    export REDIS_URL="${REDIS_URL:-redis://127.0.0.1:16379}"
    export MEMCACHED_ADDRESS="${MEMCACHED_ADDRESS:-127.0.0.1:21211}"
    export S3_ENDPOINT="${S3_ENDPOINT:-http://127.0.0.1:19000}"
    exec "$jdk/bin/java" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -cp "$jar" "$@"
}
